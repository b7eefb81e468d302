"""What must pass if every declared flow works: which interfaces of a zone a flow is for."""

from collections.abc import Iterator, Mapping

from bastide.model.network import Interface, Network
from bastide.model.wire import INTERNET, Span
from bastide.prove.question import Demand
from bastide.prove.segmentation.declaration import Declaration, Flow
from bastide.prove.segmentation.spans import meets
from bastide.prove.segmentation.zoning import WITHOUT_HOSTS, Zoning

STRAY = "/stray host"
Roles = tuple[tuple[str, ...], tuple[str, ...]]
"""Who sends and who is sent to."""


def demands(zoning: Zoning, declaration: Declaration) -> Iterator[Demand]:
    """Yield a demand for each declared flow whose two ends have somebody to speak and to listen.

    In a generated tree all who stand in a zone take part in its flows. In others a zone may have several groups: those
    take part whose own groups speak of such traffic, and all do where none does.
    """
    members = {zone.name: zone.members for zone in zoning.zones}
    interfaces = {interface.name: interface for interface in zoning.network.interfaces}
    for flow in declaration.flows:
        sources = _ends(zoning, declaration, interfaces, members, flow, ingress=False)
        destinations = _ends(zoning, declaration, interfaces, members, flow, ingress=True)
        for first, last in apart(zoning.network, sources, destinations):
            yield Demand(flow.id, first, last, (flow.span,))


def apart(network: Network, sources: tuple[str, ...], destinations: tuple[str, ...]) -> Iterator[Roles]:
    """Yield who speaks to whom of two sets of parties: a host with one address, at both ends, has only the others."""
    both = {*sources} & {*destinations}
    versions = {one.name: frozenset(block.version for block in one.cidrs) for one in network.subnets}
    lone = {one.name for one in network.interfaces if one.name in both and _lone(one, versions[one.subnet])}
    several = tuple(name for name in sources if name not in lone)
    if several and destinations:
        yield several, destinations
    for name in sources:
        others = tuple(other for other in destinations if other != name)
        if name in lone and others:
            yield (name,), others


def _lone(interface: Interface, versions: frozenset[int]) -> bool:
    """Tell whether an interface has one address in each IP version of its subnet, so that it stands for one host."""
    known = {one.version: one for one in interface.addresses}
    alone = len(known) == len(interface.addresses) and all(one.first == one.last for one in interface.addresses)
    return alone and versions <= known.keys()


def _ends(
    zoning: Zoning,
    declaration: Declaration,
    interfaces: Mapping[str, Interface],
    members: Mapping[str, tuple[str, ...]],
    flow: Flow,
    *,
    ingress: bool,
) -> tuple[str, ...]:
    zone, other = (flow.destination, flow.source) if ingress else (flow.source, flow.destination)
    if zone in zoning.outside:
        return (zone,)
    standing = [interfaces[name] for name in members.get(zone, ()) if not name.endswith(STRAY)]
    standing = [one for one in standing if one.kind not in WITHOUT_HOSTS]
    if other == INTERNET and ingress:
        standing = _entries(standing)
    if not declaration.generated:
        standing = [one for one in standing if _speaks(zoning, one, flow.span, ingress=ingress)] or standing
    return tuple(one.name for one in standing)


def _entries(standing: list[Interface]) -> list[Interface]:
    """Return those that the internet is meant to reach: public ones if there are any, else all that exist."""
    real = [one for one in standing if not one.hypothetical]
    return [one for one in real if one.public] or real


def _speaks(zoning: Zoning, interface: Interface, span: Span, *, ingress: bool) -> bool:
    groups = [group for group in zoning.network.groups if group.name in interface.groups]
    rules = [rule for group in groups for rule in (group.ingress if ingress else group.egress)]
    return any(meets(rule.span, span) for rule in rules)
