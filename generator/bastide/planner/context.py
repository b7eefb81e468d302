"""What every capability planner needs: the platform, its copies and permissions, and how things are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network

from bastide.model.exchange import Side
from bastide.model.kinds import Exposure
from bastide.model.platform import DataClass, Platform, Store, Tier, ZoneRef
from bastide.model.sites import Site
from bastide.planner import addresses, flows, names
from bastide.planner.copies import ZoneCopy
from bastide.planner.flows import Edge
from bastide.planner.lockfile import Lock

PARTITIONS = {"cn": "aws-cn", "us-gov": "aws-us-gov"}
"""AWS partitions by the start of a region's name; every other region is in `aws` (AWS General Reference)."""

LOG_KEY = "logs"
"""The key of everything that records what happened."""


@dataclass(frozen=True, slots=True)
class StackFile:
    """One file of the stack: the template that writes it, its inputs, and the part of the spec it serves.

    `target` is what a waiver names (`store/case-files`, `zone/app@civil-affairs`, `network`).
    """

    path: str
    template: str
    target: str
    inputs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """The platform with everything decided that more than one capability needs."""

    platform: Platform
    copies: tuple[ZoneCopy, ...]
    edges: tuple[Edge, ...]
    lock: Lock

    @property
    def partition(self) -> str:
        """The AWS partition of the platform's regions, first part of every ARN."""
        region = self.platform.regions.primary
        return next((name for start, name in PARTITIONS.items() if region.startswith(start)), "aws")

    @property
    def dns_suffix(self) -> str:
        """The DNS suffix of the partition's endpoints."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"

    @property
    def host_service(self) -> str:
        """The principal that hosts take their roles through: EC2 alone is named by the partition's own suffix.

        EC2 names no source account when it takes a role, so a trust that asks for one would leave hosts without any.
        """
        return f"ec2.{self.dns_suffix}"

    @property
    def has_dr(self) -> bool:
        """Whether the platform has a second region."""
        return self.platform.regions.dr is not None

    @property
    def blocks(self) -> tuple[tuple[str, IPv4Network], ...]:
        """The address blocks of the platform's networks: the inner side's, then the outer one's where there is one."""
        whole = (("platform", self.platform.cidr),)
        if self.platform.outer_cidr is None or not self.has_outer:
            return whole
        return (*whole, ("platform_outer", self.platform.outer_cidr))

    @property
    def has_outer(self) -> bool:
        """Whether any zone stands on the outer side."""
        return any(copy.side is Side.OUTER for copy in self.copies)

    @property
    def outbound(self) -> tuple[Edge, ...]:
        """The permissions that lead out to the internet and need translation of private addresses."""
        return tuple(
            edge
            for edge in self.edges
            if flows.is_internet(edge.destination) and self.copy(edge.source).exposure is not Exposure.INTERNET
        )

    def site(self, reference: ZoneRef) -> Site | None:
        """Return the site that a reference names, None where it names a zone."""
        return next((site for site in self.platform.sites if site.name == reference.zone), None)

    def copy(self, reference: ZoneRef) -> ZoneCopy:
        """Return the copy that a reference names; KeyError is our bug, for the loader has resolved them all."""
        for copy in self.copies:
            if copy.reference == reference:
                return copy
        raise KeyError(str(reference))

    def data_class(self, store: Store) -> DataClass:
        """Return a store's class."""
        return next(one for one in self.platform.classes if one.name == store.data_class)

    def tier(self, store: Store) -> Tier:
        """Return a store's recovery tier."""
        return next(one for one in self.platform.tiers if one.name == store.tier)

    def arn(self, service: str, resource: str, *, region: str = "") -> str:
        """Return an ARN in this partition and account; for IAM and other global services the region is empty."""
        return f"arn:{self.partition}:{service}:{region}:{self.platform.account}:{resource}"

    def bucket_name(self, purpose: str, *, dr: bool = False) -> str:
        """Return the name of a bucket in the primary or DR region."""
        region = self.platform.regions.dr if dr else self.platform.regions.primary
        return names.bucket(self.platform.name, purpose, self.platform.account, region or "")

    def tags(self, name: str, *, zone: str, level: str, owner: str | None = None) -> dict[str, str]:
        """Return the tags that every resource carries; `level` is a class name or `platform`."""
        return {
            "Name": f"{self.platform.name}-{name}",
            "bastide:level": level,
            "bastide:owner": owner or self.platform.owner,
            "bastide:system": self.platform.name,
            "bastide:zone": zone,
        }

    def owner_of(self, agency: str | None) -> str:
        """Return who answers for an agency's things, the platform's owner for everything else."""
        return next((one.owner for one in self.platform.agencies if one.name == agency), self.platform.owner)


def context_of(platform: Platform, lock: Lock) -> Context:
    """Return the platform with its copies and permissions worked out; CannotAnswerError as `flows.edges` raises."""
    return Context(platform, addresses.plan_copies(platform, lock), flows.edges(platform), lock)
