"""What must pass if every declared flow works: which interfaces of a zone a flow is for."""

from collections.abc import Iterator, Mapping

from bastide.model.network import Interface
from bastide.model.wire import INTERNET, Span
from bastide.prove.question import Demand
from bastide.prove.segmentation.declaration import Declaration, Flow
from bastide.prove.segmentation.spans import meets
from bastide.prove.segmentation.zoning import OUTSIDE, WITHOUT_HOSTS, Zoning

STRAY = "/stray host"


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
        if sources and destinations:
            yield Demand(flow.id, sources, destinations, (flow.span,))


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
    if zone in OUTSIDE:
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
