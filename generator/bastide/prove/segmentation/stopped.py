"""What to blame for a declared flow that is stopped: the line that stops it, or the one that should let it pass."""

from collections.abc import Iterator

from bastide.model.proof import Blockage, Walk
from bastide.model.wire import Origin, Span
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.lines import Lines, attribute, meant
from bastide.prove.segmentation.spans import replies

SAYS_NO = ("rule_action", "action")
HIDES = ("internal", "associate_public_ip_address", "publicly_accessible")
"""Attributes by which what should answer the internet has no address there."""

FALLBACKS = ("aws_default_network_acl", "aws_default_route_table")
"""What holds for a subnet that nothing else claims."""


def blamed(evidence: Evidence, lines: Lines, blockage: Blockage) -> Origin | None:
    """Return what to point at; None where nothing single stops a flow."""
    stop = blockage.witness.blocker
    origin = next(iter(stop.origins), None) if stop else None
    if origin is None:
        return None
    missed = _misplaced(lines, evidence, blockage, origin)
    if missed is not None:
        return missed
    if _is_fallback(origin):
        return _unclaimed(evidence, blockage, origin) or origin
    return Origin(origin.address, attribute(evidence, origin, *SAYS_NO, *HIDES))


def _is_fallback(origin: Origin) -> bool:
    return not origin.address or origin.address.startswith(FALLBACKS)


def _misplaced(lines: Lines, evidence: Evidence, blockage: Blockage, stop: Origin) -> Origin | None:
    """Return the rule or entry that should let the flow pass and fails to by one part."""
    acls = any(one.origin == stop for one in evidence.network.acls)
    groups = any(one.origin == stop for one in evidence.network.groups)
    layer = lines.acls if acls else lines.groups
    if not (acls or groups):
        return None
    span = next(flow.span for flow in evidence.declaration.flows if flow.id == blockage.flow)
    source, destination = blockage.source, blockage.destination
    spans: tuple[Span, ...] = (span,)
    if blockage.witness.forward.arrives:
        source, destination, spans = destination, source, replies(spans)
    for one in spans:
        needs = meant(source, (destination,), one, ingress=False), meant(destination, (source,), one, ingress=True)
        found = next((place for need in needs if (place := layer.misplaced(need)) is not None), None)
        if found is not None:
            return found
    return None


def _unclaimed(evidence: Evidence, blockage: Blockage, stop: Origin) -> Origin | None:
    """Return where a subnet was left to a fallback: the list of the ACL that guards its zone, else the subnet."""
    for name in _subnets(evidence, _stopped(blockage)):
        subnet = evidence.subnets[name]
        zone = evidence.zoning.zone_of_subnet[name]
        if any(one.origin == stop and one.name == subnet.acl for one in evidence.network.acls):
            guards = (one for one in evidence.network.acls if one.origin != stop and zone in evidence.zones_of_acl(one))
            sibling = next(guards, None)
            if sibling is None:
                return subnet.origin
            return Origin(sibling.origin.address, attribute(evidence, sibling.origin, "subnet_ids"))
        if any(one.origin == stop and one.name == subnet.table for one in evidence.network.tables):
            return subnet.origin
    return None


def _stopped(blockage: Blockage) -> Walk:
    trip = blockage.witness
    return trip.reply if trip.reply is not None and trip.forward.arrives else trip.forward


def _subnets(evidence: Evidence, walk: Walk) -> Iterator[str]:
    for party in (walk.source, walk.destination):
        interface = evidence.interfaces.get(party)
        if interface is not None:
            yield interface.subnet
