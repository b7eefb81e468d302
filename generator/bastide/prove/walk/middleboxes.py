"""What stands in the way and keeps state: firewall endpoints and NAT gateways."""

from dataclasses import replace

from bastide.model.filters import FirewallEndpoint, FirewallRule
from bastide.model.forwarding import Nat, Route
from bastide.model.proof import Hop, Packet
from bastide.model.wire import ICMP, TCP, UDP
from bastide.prove.walk import routes
from bastide.prove.walk.acls import enter, leave
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Goal, Journey, Sender, Translation
from bastide.prove.walk.parties import goal
from bastide.prove.walk.traffic import IPV4, contains, matches, named, reply_to, shown

TRANSLATED = frozenset({TCP, UDP, ICMP})


def firewall(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet through a firewall's endpoint, and on by the route table of the endpoint's subnet.

    Source: AWS Network Firewall guide, "Avoiding asymmetric routing": it must see request and reply. No reference to a
    security group holds behind it (Amazon VPC user guide, "Security group rules").
    """
    endpoint = index.firewalls.get(route.name)
    if endpoint is None or index.subnets[endpoint.subnet].vpc != journey.where.vpc:
        return _lost(index, journey, route)
    if (endpoint.name, journey.packet) in journey.visited:
        return journey.stop(f"route {route.destination} leads back to firewall endpoint `{route.name}`", route.origin)
    journey = _into(index, journey, route, endpoint.subnet).without_references()
    inspected = _inspect(endpoint, journey)
    visited = journey.visited | {(endpoint.name, journey.packet)}
    seen = journey.firewalls | {(journey.flow, endpoint.firewall)}
    return (replace(journey.note(inspected), firewalls=seen, visited=visited),)


def half_seen(index: Index, journey: Journey) -> tuple[Hop, ...]:
    """Return the firewalls that saw a request and not the reply that this journey is: they drop the rest of it."""
    missed = journey.request.firewalls - journey.firewalls if journey.request else frozenset()
    return tuple(
        Hop(f"firewall `{name}` sees the request but not the reply, and drops the flow", origins, passes=False)
        for _, name in sorted(missed)
        for origins in [tuple(one.origin for one in index.network.firewalls if one.firewall == name)]
    )


def nat(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a NAT gateway send a packet on as its own, once for each source address and port that makes a difference.

    Source: Amazon VPC user guide, "NAT gateway basics": TCP, UDP and ICMP over IPv4, and nothing that starts outside.
    """
    gateway = index.nats.get(route.name)
    if gateway is None or index.subnets[gateway.subnet].vpc != journey.where.vpc:
        return _lost(index, journey, route)
    if any(done.nat == gateway.name for done in journey.translations):
        return journey.stop(f"route {route.destination} leads back to NAT gateway `{route.name}`", route.origin)
    journey = _into(index, journey, route, gateway.subnet).without_references()
    objection = _untranslatable(journey)
    if objection:
        return journey.stop(f"NAT gateway `{gateway.name}` {objection}", gateway.origin)
    ways = tuple(_translated(journey, gateway, *choice) for choice in index.choices.of(gateway, journey.packet))
    return ways or journey.stop(f"NAT gateway `{gateway.name}` has no IPv4 address of its own", gateway.origin)


def undo(index: Index, journey: Journey) -> Journey:
    """Return a reply that has reached a NAT gateway, translated for whoever is behind it."""
    done, *pending = journey.pending
    packet = reply_to(done.before)
    journey = replace(journey, packet=packet, pending=tuple(pending))
    text = f"NAT gateway `{done.nat}` translates the destination back to {shown(packet.version, packet.destination)}"
    hop = Hop(text, (index.nats[done.nat].origin,), passes=True)
    return replace(journey.note(hop), goal=next_goal(index, journey))


def next_goal(index: Index, journey: Journey) -> Goal:
    """Return whom a packet has to reach first: the NAT gateway that is to translate a reply, else its party."""
    if not journey.pending:
        return goal(index, journey.destination)
    gateway = index.nats[journey.pending[0].nat]
    return Goal(gateway.name, index.subnets[gateway.subnet].vpc, gateway.subnet)


def _into(index: Index, journey: Journey, route: Route, subnet: str) -> Journey:
    hop = routes.hop(index, journey.where, route)
    return enter(index, leave(index, journey, subnet).note(hop), subnet)


def _lost(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    text = f"route {route.destination} leads to {route.target} `{route.name}`, which is not in `{journey.where.vpc}`"
    return leave(index, journey).stop(text, route.origin)


def _inspect(endpoint: FirewallEndpoint, journey: Journey) -> Hop:
    name, what = f"firewall `{endpoint.firewall}`", named(journey.packet)
    if journey.replying:
        known = journey.request is None or (journey.flow, endpoint.firewall) in journey.request.firewalls
        text = f"{name} lets the reply pass" if known else f"{name} drops a reply whose request it has not seen"
        return Hop(text, (endpoint.origin,), passes=known)
    rule = next((rule for rule in endpoint.rules if _fits(rule, journey.packet)), None)
    if rule is None:
        verb = "passes" if endpoint.default_allow else "drops"
        return Hop(f"{name} {verb} {what}, which no rule names", (endpoint.origin,), passes=endpoint.default_allow)
    return Hop(f"a rule of {name} {'passes' if rule.allow else 'drops'} {what}", (rule.origin,), passes=rule.allow)


def _fits(rule: FirewallRule, packet: Packet) -> bool:
    return (
        matches(rule.span, packet)
        and any(contains(block, packet.version, packet.source) for block in rule.sources)
        and any(contains(block, packet.version, packet.destination) for block in rule.destinations)
    )


def _untranslatable(journey: Journey) -> str:
    packet = journey.packet
    if packet.version != IPV4:
        return "does not carry IPv6"
    if packet.protocol not in TRANSLATED:
        return f"does not carry {named(packet)}: only TCP, UDP and ICMP"
    return "has no connection that this reply belongs to" if journey.replying else ""


def _translated(journey: Journey, gateway: Nat, address: int, port: int) -> Journey:
    packet = journey.packet
    text = f"NAT gateway `{gateway.name}` translates the source to {shown(IPV4, address)}"
    return replace(
        journey.note(Hop(text, (gateway.origin,), passes=True)),
        packet=replace(packet, source=address, source_port=port),
        translations=(*journey.translations, Translation(gateway.name, packet)),
        sender=Sender(gateway.name, journey.where.vpc, gateway.public),
    )
