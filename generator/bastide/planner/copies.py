"""Zone copies: what a zone becomes on the ground, one for each agency where the spec says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.hcl.literal import Address
from bastide.model.exchange import Side
from bastide.model.kinds import Exposure
from bastide.model.platform import (
    EGRESS,
    INSPECTION,
    INTERNET,
    OUTER_INSPECTION,
    OUTER_SERVICES,
    SERVICES,
    Platform,
    ZoneRef,
)
from bastide.planner import names
from bastide.planner.given import Given, Named

VPCS = {Side.INNER: Address("aws_vpc", "main"), Side.OUTER: Address("aws_vpc", "outer")}
"""The network of each side. Nothing joins them: no peering, no gateway, no shared subnet, list or group."""


@dataclass(frozen=True, slots=True)
class Subnet:
    """One zone copy in one availability zone."""

    label: str
    letter: str
    availability_zone: str
    cidr: IPv4Network

    @property
    def address(self) -> Address:
        """The subnet's resource."""
        return Address("aws_subnet", self.label)

    @property
    def nat_address(self) -> Address:
        """The fixed public address of the NAT gateway in this subnet's availability zone."""
        return Address("aws_eip", self.nat_label)

    @property
    def nat_label(self) -> str:
        """The label of that address."""
        return names.label("nat", self.letter)


@dataclass(frozen=True, slots=True)
class ZoneCopy:
    """A zone copy with its addresses; `reference.agency` is None for a zone that has only one copy.

    `given` is the network that it stands in where that is none of ours.
    """

    reference: ZoneRef
    exposure: Exposure
    title: str
    block: IPv4Network
    subnets: tuple[Subnet, ...]
    side: Side = Side.INNER
    given: Given | None = None

    @property
    def name(self) -> str:
        """The spec's notation: `app@civil-affairs`."""
        return str(self.reference)

    @property
    def label(self) -> str:
        """The Terraform label: `app_civil_affairs`."""
        return names.label(self.name)

    @property
    def stem(self) -> str:
        """The copy's part of a file name: `app-civil-affairs`."""
        return names.file_stem(self.reference)

    @property
    def vpc(self) -> Named:
        """The network that the copy stands in: its side's own, or the one that was given."""
        return self.given or VPCS[self.side]

    @property
    def security_group(self) -> Address:
        """The one security group that everything in the copy carries."""
        return Address("aws_security_group", self.label)

    @property
    def network_acl(self) -> Address:
        """The copy's network ACL."""
        return Address("aws_network_acl", self.label)

    @property
    def subnet_ids(self) -> tuple[object, ...]:
        """References to the ids of the copy's subnets, in availability-zone order."""
        return tuple(subnet.address.id for subnet in self.subnets)


def given_network(platform: Platform) -> Given | None:
    """Return the network that the platform was given, None where it makes its own."""
    found = None if platform.existing is None else platform.existing.vpc
    return None if found is None else Given(found.id)


def network_of(platform: Platform, side: Side) -> Named:
    """Return the network of a side; the outer one is always ours."""
    return (given_network(platform) if side is Side.INNER else None) or VPCS[side]


def has_way_out(platform: Platform) -> bool:
    """Tell whether a zone that has no public addresses may open connections to the internet."""
    private = {zone.name for zone in platform.zones if zone.exposure is not Exposure.INTERNET}
    return any(flow.destination.zone == INTERNET and flow.source.zone in private for flow in platform.flows)


def has_outer(platform: Platform) -> bool:
    """Tell whether any zone stands on the outer side."""
    return any(zone.side is Side.OUTER for zone in platform.zones)


def has_recovery(platform: Platform) -> bool:
    """Tell whether the DR region keeps a network for what is restored there."""
    return platform.recovery is not None and platform.regions.dr is not None


def sides(platform: Platform) -> dict[str, Side]:
    """Return the side of every zone by name, the planner's own and the internet included.

    Where there is an outer side, it alone meets the internet: what leaves the platform leaves from there.
    """
    outside = Side.OUTER if has_outer(platform) else Side.INNER
    derived = {SERVICES: Side.INNER, OUTER_SERVICES: Side.OUTER, EGRESS: outside, INTERNET: outside}
    derived.update({INSPECTION: Side.INNER, OUTER_INSPECTION: Side.OUTER})
    found = {**{zone.name: zone.side for zone in platform.zones}, **derived}
    return {**found, **{site.name: found[site.zone] for site in platform.sites}}


def firewall_zones(platform: Platform) -> tuple[str, ...]:
    """Return the zones that firewalls stand in: one for each side where anything is inspected."""
    if platform.inspection is None:
        return ()
    return (INSPECTION, OUTER_INSPECTION) if has_outer(platform) else (INSPECTION,)


def services_of(platform: Platform, zone: str) -> ZoneRef:
    """Return the zone with the private endpoints that a zone's side uses."""
    return ZoneRef(OUTER_SERVICES if sides(platform).get(zone) is Side.OUTER else SERVICES)


def references(platform: Platform) -> Iterator[tuple[ZoneRef, Exposure, str]]:
    """Yield every zone copy of the platform (reference, exposure, title), the planner's own zones last."""
    for zone in platform.zones:
        if not zone.per_agency:
            yield ZoneRef(zone.name), zone.exposure, zone.title
            continue
        for agency in platform.agencies:
            yield ZoneRef(zone.name, agency.name), zone.exposure, agency.title or zone.title
    yield ZoneRef(SERVICES), Exposure.ISOLATED, "private endpoints of the cloud's services"
    if has_outer(platform):
        yield ZoneRef(OUTER_SERVICES), Exposure.ISOLATED, "private endpoints of the cloud's services, outer side"
    for name in firewall_zones(platform):
        yield ZoneRef(name), Exposure.ISOLATED, "where firewalls see what passes between levels"
    if has_way_out(platform):
        yield ZoneRef(EGRESS), Exposure.INTERNET, "where private addresses are translated, the only way out"
