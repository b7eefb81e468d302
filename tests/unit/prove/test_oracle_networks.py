"""The random networks are such as AWS would accept, and rich enough to hold every semantic that the proof knows."""

from collections import Counter
from itertools import combinations

import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import INTERNET, ON_PREMISES, TCP, UDP
from oracle.networks import FLAVOURS, dice, numbered, random_network
from oracle.simulator import Flow, Simulator

HOMELESS = {Target.BLACKHOLE, Target.SERVICE, Target.TRANSIT, Target.PEERING}


@pytest.fixture(scope="module")
def drawn():
    return [numbered(seed) for seed in range(660)]


def test_a_seed_always_gives_the_same_network():
    for flavour in FLAVOURS:
        assert random_network(dice(7), flavour) == random_network(dice(7), flavour)


def test_names_are_unique_and_everything_named_exists(drawn):
    for net in drawn:
        vpcs = {vpc.name for vpc in net.vpcs}
        tables, acls = {t.name: t for t in net.tables}, {a.name: a for a in net.acls}
        subnets = {subnet.name: subnet for subnet in net.subnets}
        assert len(subnets) == len(net.subnets)
        assert all(tables[s.table].vpc == acls[s.acl].vpc == s.vpc and s.vpc in vpcs for s in net.subnets)
        groups = {group.name: group for group in net.groups}
        assert len({interface.name for interface in net.interfaces}) == len(net.interfaces)
        for interface in net.interfaces:
            assert {groups[name].vpc for name in interface.groups} <= {subnets[interface.subnet].vpc}
        assert all(nat.subnet in subnets for nat in net.nats)
        assert all(wall.subnet in subnets for wall in net.firewalls)


def test_no_blocks_overlap_that_may_not(drawn):
    for net in drawn:
        vpcs = [block for vpc in net.vpcs for block in vpc.cidrs]
        subnets = [(block, subnet.vpc) for subnet in net.subnets for block in subnet.cidrs]
        hosts = [block for interface in net.interfaces for block in interface.addresses]
        for blocks in (vpcs, [block for block, _ in subnets], hosts):
            for first, second in combinations(blocks, 2):
                assert first.version != second.version or first.last < second.first or second.last < first.first
        homes = {vpc.name: vpc.cidrs for vpc in net.vpcs}
        assert all(any(b.first <= s.first and s.last <= b.last for b in homes[vpc]) for s, vpc in subnets)


def test_routes_are_such_as_the_provider_accepts(drawn):
    for net in drawn:
        subnets = {subnet.name: subnet for subnet in net.subnets}
        home = {door.name: door.vpc for door in net.gateways}
        home |= {nat.name: subnets[nat.subnet].vpc for nat in net.nats}
        home |= {wall.name: subnets[wall.subnet].vpc for wall in net.firewalls}
        for table in net.tables:
            keys = [(route.destination, route.from_list, route.propagated) for route in table.routes]
            assert len(keys) == len(set(keys))
            for route in table.routes:
                assert route.target in HOMELESS or home[route.name] == table.vpc
        for attachment in net.attachments:
            zones = [subnets[name].availability_zone for name in attachment.subnets]
            assert len(zones) == len(set(zones))
        for table in net.transit_tables:
            routes = [(route.destination, route.propagated) for route in table.routes]
            assert len(routes) == len(set(routes))


def features(net, way):
    """Name what a way met."""
    found = {f"links {len(way.state.links)}", f"translations {len(way.state.translations)}"}
    found |= {"firewall"} if way.inspected else set()
    found |= {"appliance"} if way.state.picks else set()
    found |= {f"exit {door.kind}" for door in net.gateways if door.name == way.exit}
    return found | {f"{len(way.firewalls)} firewalls", f"IPv{way.state.version}"}


WANTED = {
    *("links 0", "links 1", "links 2", "translations 0", "translations 1", "firewall", "appliance"),
    *("exit internet gateway", "exit egress-only gateway", "exit carrier gateway", "IPv4", "IPv6"),
    *("to internet", "from internet", "to on-premises", "from on-premises"),
    *("forward only", "sometimes", "always", "alternatives differ", "by reference", "not evenly inspected"),
}


def test_every_semantic_is_met_by_packets_that_arrive(drawn):
    seen = Counter()
    for number, net in enumerate(drawn):
        simulator, rng = Simulator(net), dice(number)
        parties = [interface.name for interface in net.interfaces] + [INTERNET, ON_PREMISES]
        for source in parties:
            for destination in parties if source not in {INTERNET, ON_PREMISES} else parties[:-2]:
                flow = Flow(
                    source, destination, rng.choice((4, 6)), rng.choice((TCP, UDP)), rng.choice((443, 53, 22, 1024))
                )
                seen.update(met(net, simulator, flow))
    assert set(seen) >= WANTED, WANTED - set(seen)
    assert min(seen[name] for name in WANTED) >= 2, seen


def met(net, simulator, flow):
    verdict = simulator.verdict(*flow)
    if verdict.forward:
        yield "always" if verdict.must else "sometimes" if verdict.may else "forward only"
        yield from {f"to {flow.destination}", f"from {flow.source}"}
    for ends in simulator.pairs(flow):
        courses = simulator.courses(flow, *ends)
        arriving = [course for course in courses if simulator.arrives(flow, course)]
        if 0 < len(arriving) < len(courses):
            yield "alternatives differ"
        for course in arriving:
            yield from features(net, course.request)
            if any(way.arrives and way.firewalls != course.request.firewalls for way in course.replies):
                yield "not evenly inspected"
            bare = Simulator(net, acls=False)
            bare.members = lambda _party: frozenset()
            if not bare.arrives(flow, course):
                yield "by reference"
