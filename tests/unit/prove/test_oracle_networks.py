"""The random networks are such as AWS would accept, and rich enough to hold every semantic that the proof knows."""

from collections import Counter
from dataclasses import replace

import pytest

from bastide.model.wire import TCP, UDP
from oracle.networks import FLAVOURS, dice, numbered, random_network
from oracle.probes import pairs
from oracle.simulator import Flow, Simulator
from oracle.validity import faults


@pytest.fixture(scope="module")
def drawn():
    return [numbered(seed) for seed in range(660)]


def test_a_seed_always_gives_the_same_network():
    for flavour in FLAVOURS:
        assert random_network(dice(7), flavour) == random_network(dice(7), flavour)


def test_every_network_is_one_that_aws_would_accept(drawn):
    for net in drawn:
        assert faults(net) == []
        for parts in (net.interfaces, net.subnets, net.groups, net.tables, net.acls):
            assert len({part.name for part in parts}) == len(parts)


def test_what_aws_would_not_accept_is_noticed(drawn):
    net = next(net for net in drawn if net.interfaces[0].addresses and len(net.subnets) > 1)
    strange = replace(net.interfaces[0], addresses=net.subnets[1].cidrs[:1])
    assert any("another subnet" in fault for fault in faults(replace(net, interfaces=(strange,))))
    twice = replace(net.subnets[0], name="twice")
    assert any("overlap" in fault for fault in faults(replace(net, subnets=(*net.subnets, twice))))
    table = next(table for table in net.tables if table.routes)
    double = replace(table, routes=(*table.routes, table.routes[0]))
    tables = (*(known for known in net.tables if known is not table), double)
    assert any("two routes" in fault for fault in faults(replace(net, tables=tables)))


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
    *("links 2", "translations 1"),
}


def test_every_semantic_is_met_by_packets_that_arrive(drawn):
    seen = Counter()
    for number, net in enumerate(drawn):
        simulator, rng = Simulator(net), dice(number)
        for source, destination in pairs(net):
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
