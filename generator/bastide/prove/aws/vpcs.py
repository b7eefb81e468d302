"""VPCs and subnets with their address blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from bastide.facts import existing
from bastide.facts.regions import region_of
from bastide.facts.values import OpaqueError, settle
from bastide.model.graph import Resource
from bastide.model.network import Vpc
from bastide.model.wire import Cidr, Origin, cidr
from bastide.prove.aws.addresses import V6, Blocks, overlaps, pieces
from bastide.prove.aws.reading import Reading, origin_of

VPCS = ("aws_vpc", "aws_default_vpc")
SUBNETS = ("aws_subnet", "aws_default_subnet")
INVENTED = cidr("2001:db8::/32")
"""RFC 3849: blocks of it stand for those that Amazon assigns."""
VPC_LENGTH, SUBNET_LENGTH = 56, 64
DEFAULT_VPC = cidr("172.31.0.0/16")
"""Amazon VPC user guide, "Default VPCs"."""
V6_SOURCES = ("ipv6_cidr_block", "ipv6_ipam_pool_id", "ipv6_netmask_length")


@dataclass(frozen=True)
class Site:
    """A subnet before its route table and ACL are known; `launches_public` gives hosts a public address."""

    name: str
    vpc: str
    cidrs: tuple[Cidr, ...]
    availability_zone: str
    launches_public: bool
    origin: Origin
    tags: tuple[tuple[str, str], ...]


@dataclass
class Land:
    """The VPCs and subnets of a tree by name; `given` are the blocks of VPCs that the declaration says to be others'.

    Of those only what the tree's own subnets have of their own is known: nothing that they would get from the VPC.
    """

    vpcs: dict[str, Vpc] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def sites_of(self, vpc: str) -> Iterator[Site]:
        """Yield the subnets of a VPC."""
        return (site for site in self.sites.values() if site.vpc == vpc)


def read(reading: Reading, blocks: Blocks) -> Land:
    """Return the VPCs and subnets of a tree; those with an unknown block stand without it, under doubt."""
    return _Surveyor(reading, blocks).land()


class _Surveyor:
    def __init__(self, reading: Reading, blocks: Blocks) -> None:
        self._reading = reading
        self._blocks = blocks
        self._land = Land(given=existing.networks(reading.case))
        self._outside: set[str] = set()
        self._spare = pieces(INVENTED, VPC_LENGTH)

    def land(self) -> Land:
        of_vpc = self._reading.within("vpc_id", *VPCS)
        for resource in self._reading.each(*VPCS, scope=lambda one: (one.address,)):
            self._vpc(resource)
        for more in self._reading.each("aws_vpc_ipv4_cidr_block_association", scope=of_vpc):
            self._reading.attempt(origin_of(more), of_vpc(more), partial(self._more, more, "cidr_block"), None)
        for more in self._reading.each("aws_vpc_ipv6_cidr_block_association", scope=of_vpc):
            self._reading.attempt(origin_of(more), of_vpc(more), partial(self._more, more, "ipv6_cidr_block"), None)
        for resource in self._reading.each(*SUBNETS, scope=lambda one: (one.address,)):
            self._subnet(resource)
        return self._land

    def _vpc(self, resource: Resource) -> None:
        origin, scope = origin_of(resource), (resource.address,)
        four = self._reading.attempt(origin, scope, partial(self._four, resource), None)
        six = self._reading.attempt(origin, scope, partial(self._six, resource), None)
        if six is not None:
            self._blocks.learn(resource.address, "ipv6_cidr_block", six)
        found = tuple(block for block in (four, six) if block is not None)
        self._land.vpcs[resource.address] = Vpc(resource.address, found, self._region(resource), origin)

    def _region(self, resource: Resource) -> str:
        try:
            return region_of(self._reading.case, resource)
        except OpaqueError:
            return ""

    def _four(self, resource: Resource) -> Cidr:
        if resource.type == "aws_default_vpc":
            reason = "the default VPC has subnets, routes and a gateway that the code doesn't show"
            self._reading.doubt(origin_of(resource), reason, (resource.address,))
            block: Cidr | None = DEFAULT_VPC
        else:
            block = self._blocks.one(resource.get("cidr_block"))
        if block is None:
            which = f"{resource.address}.cidr_block"
            raise OpaqueError(which, resource.place, "an address manager picks the block")
        self._blocks.learn(resource.address, "cidr_block", block)
        return block

    def _six(self, resource: Resource) -> Cidr | None:
        assigned = self._reading.flag(resource.get("assign_generated_ipv6_cidr_block"))
        if not assigned and not any(resource.get(name) not in (None, "") for name in V6_SOURCES):
            return None
        return self._block_or(resource, next(self._spare))

    def _block_or(self, resource: Resource, spare: Cidr) -> Cidr:
        """Return a resource's own IPv6 block where the code tells it, else the spare one."""
        try:
            known = self._blocks.one(resource.get("ipv6_cidr_block"))
        except OpaqueError:
            known = None
        return known or self._blocks.invent(spare)

    def _more(self, more: Resource, attribute: str) -> None:
        vpc = self._reading.name(more.get("vpc_id"), *VPCS)
        if vpc is None or vpc not in self._land.vpcs:
            which = f"{more.address}.vpc_id"
            raise OpaqueError(which, more.at("vpc_id"), "that VPC isn't in the tree")
        if attribute == "ipv6_cidr_block":
            block = self._block_or(more, next(self._spare))
        else:
            known = self._blocks.one(more.get(attribute))
            if known is None:
                which = f"{more.address}.{attribute}"
                raise OpaqueError(which, more.place, "an address manager picks the block")
            block = known
        self._blocks.learn(more.address, attribute, block)
        self._extend(vpc, block)

    def _extend(self, vpc: str, block: Cidr) -> None:
        whole = self._land.vpcs[vpc]
        cidrs = sorted((*whole.cidrs, block), key=lambda one: one.version)
        self._land.vpcs[vpc] = replace(whole, cidrs=tuple(cidrs))

    def _subnet(self, resource: Resource) -> None:
        origin, scope = origin_of(resource), (resource.address,)
        vpc = self._reading.attempt(origin, (), partial(self._reading.name, resource.get("vpc_id"), *VPCS), None)
        if vpc is None:
            reason = "which VPC this subnet is part of isn't in the code"
            self._reading.doubt(origin, reason)
            return
        four = self._reading.attempt(origin, scope, partial(self._blocks.one, resource.get("cidr_block")), None)
        six = self._reading.attempt(origin, scope, partial(self._six_of_subnet, resource, vpc), None)
        found = tuple(block for block in (four, six) if block is not None)
        if all(resource.get(name) in (None, "") for name in ("cidr_block", "ipv6_cidr_block")) and not found:
            self._reading.doubt(origin, "the subnet's address block isn't in the code", scope)
        self._ground(vpc, found, resource)
        if four is not None:
            self._blocks.learn(resource.address, "cidr_block", four)
        if six is not None:
            self._blocks.learn(resource.address, "ipv6_cidr_block", six)
        public = resource.type == SUBNETS[1]
        flag = partial(self._reading.flag, resource.get("map_public_ip_on_launch"), fallback=public)
        self._land.sites[resource.address] = Site(
            name=resource.address,
            vpc=vpc,
            cidrs=found,
            availability_zone=self._zone(resource),
            launches_public=self._reading.attempt(origin, scope, flag, False),  # noqa: FBT003 - a value
            origin=origin,
            tags=self._tags(resource),
        )

    def _ground(self, vpc: str, found: tuple[Cidr, ...], subnet: Resource) -> None:
        """Make a VPC that stands outside the tree known by the blocks of its subnets in it."""
        if vpc not in self._land.vpcs:
            if vpc not in self._land.given:
                reason = f"the VPC `{vpc}` isn't in the tree: its routes, gateways and filters may differ from the code"
                self._reading.doubt(origin_of(subnet), reason, (vpc,), subnet.at("vpc_id"))
            whole = tuple(map(cidr, self._land.given.get(vpc, ())))
            self._land.vpcs[vpc] = Vpc(vpc, whole, self._region(subnet), Origin("", subnet.at("vpc_id")))
            if not whole:
                self._outside.add(vpc)
        if vpc in self._outside:
            for block in found:
                self._extend(vpc, block)

    def _six_of_subnet(self, resource: Resource, vpc: str) -> Cidr | None:
        native = self._reading.flag(resource.get("ipv6_native"))
        if not native and not any(resource.get(name) not in (None, "") for name in V6_SOURCES):
            return None
        try:
            known = self._blocks.one(resource.get("ipv6_cidr_block"))
        except OpaqueError:
            known = None
        return known or self._blocks.invent(self._spare_part(vpc))

    def _spare_part(self, vpc: str) -> Cidr:
        """Return a /64 of a VPC's IPv6 block that no subnet has, counted from the end."""
        taken = [block for site in self._land.sites_of(vpc) for block in site.cidrs if block.version == V6]
        whole = self._land.vpcs.get(vpc)
        for block in whole.cidrs if whole is not None else ():
            if block.version == V6:
                size = 1 << (128 - SUBNET_LENGTH)
                for first in range(block.last + 1 - size, block.first - 1, -size):
                    part = Cidr(V6, first, first + size - 1)
                    if not any(overlaps(part, other) for other in taken):
                        return part
        return next(self._spare)

    def _zone(self, resource: Resource) -> str:
        """Return the zone's name, or what stands for it; nothing where one text may mean several zones."""
        for attribute in ("availability_zone", "availability_zone_id"):
            try:
                known = self._reading.text(resource.get(attribute))
            except OpaqueError as error:
                return "" if resource.key or resource.module else error.text
            if known is not None:
                return known
        return ""

    def _tags(self, resource: Resource) -> tuple[tuple[str, str], ...]:
        known = settle(self._reading.graph, resource.get("tags"))
        if not isinstance(known, dict):
            return ()
        return tuple((key, value) for key, value in known.items() if isinstance(value, str))
