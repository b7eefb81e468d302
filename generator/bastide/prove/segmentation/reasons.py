"""Which rules, entries and routes permit more than any declared flow asks for, one by one.

Each layer is held against the declaration by itself: a rule that is too wide opens no path while the other layer holds,
and is one change away from opening it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from bastide.model.filters import Acl, AclEntry, Group, GroupRule
from bastide.model.forwarding import Route, RouteTable, Target
from bastide.model.wire import ICMP, ICMPV6, INTERNET, Origin, Span
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.spans import meets, minus, replies

INSIDE = frozenset({Target.LOCAL, Target.BLACKHOLE, Target.SERVICE, Target.FIREWALL})
OUTWARD = frozenset({Target.NAT, Target.EGRESS_ONLY})
FOREIGN = frozenset({(ICMP, 6), (ICMPV6, 4)})
"""Protocols that a version of IP never carries."""
PUBLIC = frozenset({Target.INTERNET, Target.CARRIER})


@dataclass(frozen=True, slots=True)
class Unasked:
    """What a part permits beyond every declared flow: between these zones, this traffic.

    `part` names it: its resource, or what AWS made it of.
    """

    origin: Origin
    part: str
    source: str
    destination: str
    spans: tuple[Span, ...]


def group_rules(evidence: Evidence) -> Iterator[Unasked]:
    """Yield the security-group rules that are wider than the flows between their zones."""
    for group in evidence.network.groups:
        for ingress, rules in ((True, group.ingress), (False, group.egress)):
            for rule in rules:
                yield from _group_rule(evidence, group, rule, ingress=ingress)


def acl_entries(evidence: Evidence) -> Iterator[Unasked]:
    """Yield the ACL entries that are wider than the flows between their blocks, and the replies to them."""
    for acl in evidence.network.acls:
        for entry in acl.entries:
            if entry.allow:
                yield from _acl_entry(evidence, acl, entry)


def firewall_rules(evidence: Evidence) -> Iterator[Unasked]:
    """Yield the rules of network firewalls that pass more than the flows between their blocks."""
    endpoints = evidence.network.firewalls
    for rule in dict.fromkeys(rule for endpoint in endpoints for rule in endpoint.rules if rule.allow):
        pairs = {
            (source, destination)
            for near, far in product(rule.sources, rule.destinations)
            if near.version == far.version and (rule.span.protocol, near.version) not in FOREIGN
            for source, destination in product(evidence.zones_at(near), evidence.zones_at(far))
        }
        for source, destination in sorted(pairs):
            left = minus((rule.span,), evidence.declaration.spans.get((source, destination), ()))
            if left and source != destination:
                yield Unasked(rule.origin, rule.origin.address, source, destination, left)


def routes(evidence: Evidence) -> Iterator[Unasked]:
    """Yield the routes out of a VPC that no declared flow takes."""
    for table in evidence.network.tables:
        zones = {
            evidence.zoning.zone_of_subnet[one.name] for one in evidence.network.subnets if one.table == table.name
        }
        for route in table.routes:
            found = [one for zone in sorted(zones) for one in _route(evidence, table, route, zone)]
            # A route that some zone needs is right: what hands it to another zone is the mistake.
            shared = 0 < len(found) < len(zones)
            yield from (replace(one, origin=_binding(evidence, table, one)) if shared else one for one in found)


def _group_rule(evidence: Evidence, group: Group, rule: GroupRule, *, ingress: bool) -> Iterator[Unasked]:
    for zone in sorted(evidence.zones_of(group)):
        for peer in sorted(peers_of(evidence, rule)):
            source, destination = (peer, zone) if ingress else (zone, peer)
            left = minus((rule.span,), evidence.declaration.spans.get((source, destination), ()))
            if left:
                yield Unasked(rule.origin, rule.origin.address or group.name, source, destination, left)


def peers_of(evidence: Evidence, rule: GroupRule) -> frozenset[str]:
    """Return the zones that a rule names as its peers."""
    if rule.group is not None:
        return evidence.zones_of_group.get(rule.group, frozenset())
    return frozenset(zone for block in rule.cidrs for zone in evidence.zones_at(block))


def _acl_entry(evidence: Evidence, acl: Acl, entry: AclEntry) -> Iterator[Unasked]:
    zones, peers = sorted(evidence.zones_of_acl(acl)), sorted(evidence.zones_at(entry.peer))
    pairs = [(zone, peer) if entry.egress else (peer, zone) for zone in zones for peer in peers]
    if not pairs:
        return
    name = entry.origin.address or acl.name
    needed = {pair: tuple(_needed(evidence, pair)) for pair in pairs}
    left = minus((entry.span,), [span for spans in needed.values() for span in spans])
    if left:
        yield Unasked(entry.origin, name, *pairs[0], left)
        return
    for pair, spans in needed.items():
        if not any(meets(entry.span, span) for span in spans):
            yield Unasked(entry.origin, name, *pair, (entry.span,))
            return


def _needed(evidence: Evidence, pair: tuple[str, str]) -> Iterator[Span]:
    """Yield what must pass a filter without state: the flows, and the replies to those the other way."""
    spans, passing = evidence.declaration.spans, evidence.passing
    back = (pair[1], pair[0])
    yield from (*spans.get(pair, ()), *passing.get(pair, ()))
    yield from replies((*spans.get(back, ()), *passing.get(back, ())))


def _route(evidence: Evidence, table: RouteTable, route: Route, zone: str) -> Iterator[Unasked]:
    spans = evidence.declaration.spans
    out = bool(spans.get((zone, INTERNET)) or evidence.passing.get((zone, INTERNET)))
    back = bool(spans.get((INTERNET, zone)))
    if route.target in INSIDE:
        return
    if route.target in PUBLIC:
        asked, peer = out or back, INTERNET
    elif route.target in OUTWARD:
        asked, peer = out, INTERNET
    else:
        beyond = evidence.zones_at(route.destination)
        asked, peer = _beyond(evidence, table, zone, beyond), min(beyond)
    if not asked:
        yield Unasked(route.origin, route.origin.address or table.name, zone, peer, ())


def _binding(evidence: Evidence, table: RouteTable, part: Unasked) -> Origin:
    """Return what gives a table to the subnets of a zone: an association if it stands in the tree, else the route."""
    subnets = {
        one.name
        for one in evidence.network.subnets
        if one.table == table.name and evidence.zoning.zone_of_subnet[one.name] == part.source
    }
    for resource in evidence.case.graph.of_type("aws_route_table_association"):
        target = evidence.case.target(resource.get("subnet_id"))
        if target is not None and target.address in subnets:
            return Origin(resource.address, resource.at("route_table_id"))
    return part.origin


def _beyond(evidence: Evidence, table: RouteTable, zone: str, beyond: frozenset[str]) -> bool:
    """Tell whether a zone has a declared flow with what a route leads to outside its VPC, the internet excepted.

    Where no site is named, what lies beyond gateways is one place, and any flow with it will do.
    """
    own = {evidence.zoning.zone_of_subnet[one.name] for one in evidence.network.subnets if one.vpc == table.vpc}
    peers = {one for pair in evidence.declaration.spans if zone in pair for one in pair}
    sites = {one.name for one in evidence.network.remotes}
    return bool((peers - own - {INTERNET}) & beyond) if sites else bool(peers - own - {INTERNET})
