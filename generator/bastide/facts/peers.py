"""Which zones a security group rule joins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.permits import GROUPS, Permit
from bastide.facts.ports import Ports
from bastide.facts.values import OpaqueError, opaque
from bastide.facts.world import Network, inside, is_public, network
from bastide.facts.zones import zone_name
from bastide.model.graph import Resource, Value

INTERNET = "internet"
SERVICES = "services"
NOWHERE = "no zone"


@dataclass(frozen=True, slots=True)
class Path:
    """Traffic from one zone copy to another."""

    source: str
    destination: str
    ports: Ports

    @staticmethod
    def of(source: str, destination: str, protocol: str, first: int, last: int) -> "Path":
        """Return a path from its parts."""
        return Path(source, destination, Ports(protocol, first, last))


def tagged_groups(case: Case) -> Mapping[str, str]:
    """Return the zone of each security group that names one; a group with unknown tags is left out."""
    return {group.address: zone for group in case.graph.of_type(*GROUPS) if (zone := _zone(case, group))}


def paths(case: Case, groups: Mapping[str, str], permit: Permit) -> Iterator[Path]:
    """Yield the paths that a rule of a tagged group opens; OpaqueError for a peer that can't be known."""
    own = groups[permit.group]
    for peer in _peers(case, groups, permit, own):
        source, destination = (peer, own) if permit.ingress else (own, peer)
        yield Path(source, destination, permit.ports)


def _peers(case: Case, groups: Mapping[str, str], permit: Permit, own: str) -> Iterator[str]:
    if permit.itself:
        yield own
    for value in permit.peers:
        yield _group_zone(case, groups, value)
    for _ in permit.prefix_lists:
        yield SERVICES
    for cidr in permit.cidrs:
        yield _block_zone(case, network(cidr))


def _group_zone(case: Case, groups: Mapping[str, str], value: Value) -> str:
    target = case.target(value)
    if target is None:
        raise opaque(value)
    return groups.get(target.address, f"{NOWHERE} (`{target.address}`)")


def _block_zone(case: Case, block: Network) -> str:
    for zone in case.zones.values():
        if any(inside(block, network(cidr)) for cidr in zone.cidrs):
            return zone.name
    for site in case.sites:
        if inside(block, network(site.cidr)):
            return site.name
    return INTERNET if is_public(block) else f"{NOWHERE} (`{block}`)"


def _zone(case: Case, group: Resource) -> str | None:
    try:
        return zone_name(case, group)
    except OpaqueError:
        return None
