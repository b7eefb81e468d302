"""Which zone each interface stands in, and the hosts that somebody could place there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.facts.values import OpaqueError
from bastide.facts.zones import zone_name
from bastide.model.network import Interface, Kind, Network, Subnet
from bastide.model.proof import Zone
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.zones_fit import holds, require_fit

OUTSIDE = (INTERNET, ON_PREMISES)
WITHOUT_HOSTS = frozenset({Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT})
"""Interfaces that only forward what others send."""


@dataclass(frozen=True)
class Zoning:
    """A network with its hypothetical hosts, and its zones; the last zones are the outside."""

    network: Network
    zones: tuple[Zone, ...]
    zone_of: Mapping[str, str]
    zone_of_subnet: Mapping[str, str]

    @property
    def outside(self) -> frozenset[str]:
        """The zones that are no part of the network: the internet, named sites, and what else lies beyond gateways."""
        return frozenset({*OUTSIDE, *(one.name for one in self.network.remotes)})


def zoned(case: Case, network: Network, declaration: Declaration) -> Zoning:
    """Place every interface in a zone; a subnet that no zone claims is a zone by itself.

    Where everything undeclared is forbidden, each subnet also gets the hosts that a later change could place there: one
    with its zone's group, and one that nobody placed, with the VPC's default group unless that is somebody else's.
    Raises CannotAnswerError where the zones of a file are none of the tree's.
    """
    require_fit(network, declaration)
    by_subnet = {subnet.name: zone_of_subnet(subnet, declaration) for subnet in network.subnets}
    extra = tuple(_hypothetical(case, network, by_subnet)) if declaration.complete else ()
    whole = replace(network, interfaces=(*network.interfaces, *extra), remotes=declaration.remotes)
    outside = (*(one.name for one in declaration.remotes), *OUTSIDE)
    members: dict[str, list[str]] = {area.name: [] for area in declaration.areas}
    for name in by_subnet.values():
        members.setdefault(name, [])
    zone_of: dict[str, str] = {}
    for interface in whole.interfaces:
        zone = by_subnet.get(interface.subnet, interface.subnet)
        members.setdefault(zone, []).append(interface.name)
        zone_of[interface.name] = zone
    zones = (*(Zone(name, tuple(names)) for name, names in members.items()), *(Zone(one, (one,)) for one in outside))
    return Zoning(whole, zones, {**zone_of, **{one: one for one in outside}}, by_subnet)


def zone_of_subnet(subnet: Subnet, declaration: Declaration) -> str:
    """Return the zone that claims a subnet by name or by address, else the subnet's own name."""
    for area in declaration.areas:
        if subnet.name in area.subnets:
            return area.name
    for area in declaration.areas:
        if holds(area, subnet.name, subnet.cidrs):
            return area.name
    return subnet.name


def _hypothetical(case: Case, network: Network, zones: Mapping[str, str]) -> Iterator[Interface]:
    groups, given = _zone_groups(case), existing.networks(case)
    for subnet in network.subnets:
        own = groups.get(zones[subnet.name], ())
        if own:
            yield _host(subnet, own, "host")
        if subnet.vpc in given:
            continue
        default = f"{subnet.vpc}/default-group"
        stray = next((one.name for one in network.groups if one.vpc == subnet.vpc and _is_default(one.name)), default)
        yield _host(subnet, (stray,), "stray host")


def _is_default(group: str) -> bool:
    return group.startswith("aws_default_security_group.") or group.endswith("/default-group")


def _host(subnet: Subnet, groups: Sequence[str], word: str) -> Interface:
    name = f"{subnet.name}/{word}"
    return Interface(
        name=name,
        workload=name,
        subnet=subnet.name,
        groups=tuple(groups),
        addresses=(),
        public=False,
        kind=Kind.HOST,
        origin=subnet.origin,
        hypothetical=True,
    )


def _zone_groups(case: Case) -> Mapping[str, tuple[str, ...]]:
    """Return the groups that a zone's hosts carry: those that are tagged with it."""
    found: dict[str, tuple[str, ...]] = {}
    for group in case.graph.of_type("aws_security_group"):
        try:
            zone = zone_name(case, group)
        except OpaqueError:
            continue
        if zone is not None:
            found[zone] = (*found.get(zone, ()), group.address)
    return found
