"""The engine's answers on networks small enough to work out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.model.forwarding import Target
from bastide.model.proof import Opening, Zone
from bastide.model.wire import ANY_PROTOCOL, INTERNET, ON_PREMISES, TCP, UDP, Span
from bastide.prove.engine import budget
from bastide.prove.engine.compute import compute
from bastide.prove.question import Demand, Layers
from fleet import fleet, leaks
from oracle.build import ALL, Builder, tcp, udp

ANY = (Span(ANY_PROTOCOL, 0, 0),)
EPHEMERAL = tcp(1024, 65535)


def pair(*versions, acl="v/acl", other="v/acl"):
    """Hosts `a` and `b` with a group each, in two subnets of one VPC."""
    net = Builder()
    net.vpc("v", "10.0.0.0/16", "2600:0:0:100::/56")
    for name, (four, six) in {
        "a": ("10.0.0.0/28", "2600:0:0:100::/64"),
        "b": ("10.0.1.0/28", "2600:0:0:101::/64"),
    }.items():
        chosen = [block for block in (four, six) if not versions or (6 if ":" in block else 4) in versions]
        net.acl(f"acl-{name}", "v")
        net.subnet(f"s-{name}", "v", *chosen, acl={"a": acl, "b": other}[name])
        net.group(f"g-{name}", "v")
        net.interface(name, f"s-{name}", [f"g-{name}"])
    return net


def ask(net, declared=None, demands=(), **how):
    network = net.network()
    names = [one.name for one in network.interfaces]
    zones = [Zone(name, (name,)) for name in (*names, INTERNET, ON_PREMISES)]
    return compute(network, zones, declared or {}, demands, **how)


HTTPS = tcp(443)


def talking(span=HTTPS, *, acl="v/acl", other="v/acl"):
    net = pair(4, acl=acl, other=other)
    net.rule("g-a", span, "10.0.1.0/28", egress=True)
    net.rule("g-b", span, "10.0.0.0/28")
    return net


def test_a_flow_is_open_one_way_and_closed_the_other():
    openings = ask(talking()).openings
    assert openings["a", "b"] == Opening((tcp(443),), (tcp(443),), (tcp(443),))
    assert ("b", "a") not in openings


@pytest.mark.parametrize("side", ["g-a", "g-b"])
def test_both_ends_groups_must_admit(side):
    net = talking()
    net.groups[side] = type(net.groups[side])(side, "v", (), (), net.groups[side].origin)
    assert ask(net).openings == {}


def opened(replies):
    net = talking(acl="acl-a", other="acl-b")
    net.entry("acl-a", tcp(443), "10.0.1.0/28", egress=True)
    net.entry("acl-b", tcp(443), "10.0.0.0/28", egress=False)
    if replies is not None:
        net.entry("acl-b", replies, "10.0.0.0/28", egress=True)
        net.entry("acl-a", replies, "10.0.1.0/28", egress=False)
    return net


@pytest.mark.parametrize(
    ("replies", "may", "must"),
    [
        (None, False, False),
        (tcp(1), True, False),
        (tcp(32768, 60999), True, False),
        (EPHEMERAL, True, True),
        (udp(1024, 65535), False, False),
        (ALL, True, True),
    ],
)
def test_a_stateless_acl_decides_which_replies_come_back(replies, may, must):
    opening = ask(opened(replies)).openings["a", "b"]
    assert opening == Opening((tcp(443),), (tcp(443),) if may else (), (tcp(443),) if must else ())


def test_each_layer_alone_takes_the_other_as_open():
    net = opened(None)
    groups, acls = (ask(net, layers=layer).openings for layer in (Layers.GROUPS, Layers.ACLS))
    assert groups["a", "b"].must == (tcp(443),)
    assert ("b", "a") not in groups
    assert acls["a", "b"] == Opening((tcp(443),), (), ())


def test_a_tcp_excess_needs_a_reply_and_a_datagram_none():
    assert ask(opened(None)).excesses == ()
    net = pair(4, acl="acl-a", other="acl-b")
    for group, egress, peer in (("g-a", True, "10.0.1.0/28"), ("g-b", False, "10.0.0.0/28")):
        net.rule(group, udp(53), peer, egress=egress)
    net.entry("acl-a", udp(53), "10.0.1.0/28", egress=True)
    net.entry("acl-b", udp(53), "10.0.0.0/28", egress=False)
    [excess] = ask(net).excesses
    assert (excess.source, excess.destination, excess.spans, excess.pairs) == ("a", "b", (udp(53),), 1)
    [sample] = excess.samples
    assert (sample.packet.protocol, sample.packet.port) == (UDP, 53)


def test_what_is_declared_is_no_excess():
    assert ask(talking(), {("a", "b"): (tcp(443),)}).excesses == ()
    [excess] = ask(talking(tcp(443, 444)), {("a", "b"): (tcp(443),)}).excesses
    assert excess.spans == (tcp(444),)


def test_examples_may_be_left_out():
    [excess] = ask(talking(), examples=False).excesses
    assert (excess.pairs, excess.samples) == (1, ())


def crowd(count):
    net = talking()
    for number in range(count - 1):
        net.interface(f"a{number}", "s-a", ["g-a"])
    network = net.network()
    zones = [Zone("all-a", tuple(one for one in net.interfaces if one != "b")), Zone("b", ("b",))]
    return network, zones


@pytest.mark.parametrize("count", [1, 2, 7])
def test_an_excess_counts_pairs_of_parties(count):
    [excess] = compute(*crowd(count), {}, ()).excesses
    assert excess.pairs == count


def test_an_excess_of_a_class_with_itself_counts_no_party_with_itself():
    net = pair(4)
    net.rule("g-a", tcp(22), of="g-a")
    net.rule("g-a", tcp(22), of="g-a", egress=True)
    for number in range(3):
        net.interface(f"a{number}", "s-a", ["g-a"])
    members = tuple(name for name in net.interfaces if name != "b")
    [excess] = compute(net.network(), [Zone("a", members)], {}, ()).excesses
    assert excess.pairs == 4 * 3
    assert excess.samples[0].source != excess.samples[0].destination


def test_a_class_that_two_ip_versions_open_is_counted_once():
    net = pair()
    for group, egress in (("g-a", True), ("g-b", False)):
        net.rule(group, tcp(443), "0.0.0.0/0", "::/0", egress=egress)
    [excess] = ask(net).excesses
    assert excess.pairs == 1


def test_a_rule_of_one_ip_version_opens_nothing_of_the_other():
    net = pair(6)
    net.rule("g-a", tcp(443), "0.0.0.0/0", egress=True)
    net.rule("g-b", tcp(443), "0.0.0.0/0")
    assert ask(net).openings == {}
    net.rule("g-a", tcp(443), "::/0", egress=True)
    net.rule("g-b", tcp(443), "::/0")
    assert ask(net).openings["a", "b"].must == (tcp(443),)


def demand(*spans, sources=("a",), destinations=("b",)):
    return Demand("flow", sources, destinations, spans)


def test_a_demand_that_always_passes_lacks_nothing():
    assert ask(talking(), demands=[demand(tcp(443))]).lacks == ()


def test_a_demand_lacks_what_fails_for_some_client():
    [lack] = ask(opened(tcp(32768, 60999)), demands=[demand(tcp(443))]).lacks
    assert (lack.flow, lack.spans) == ("flow", (tcp(443),))
    assert not 32768 <= lack.sample.packet.source_port <= 60999
    assert lack.sample.packet.source_port >= 1024


def test_a_demand_of_two_is_content_with_either_ip_version_where_both_have_both():
    net = pair()
    net.rule("g-a", tcp(443), "::/0", egress=True)
    net.rule("g-b", tcp(443), "::/0")
    assert ask(net, demands=[demand(tcp(443))]).lacks == ()
    assert [lack.spans for lack in ask(net, demands=[demand(tcp(443, 444))]).lacks] == [(tcp(444),)]


def test_ends_without_an_ip_version_in_common_lack_everything():
    net = pair()
    for name, four in (("a", True), ("b", False)):
        subnet = net.subnets[f"s-{name}"]
        blocks = tuple(block for block in subnet.cidrs if (block.version == 4) is four)
        net.subnets[f"s-{name}"] = type(subnet)(subnet.name, "v", blocks, "a", subnet.table, subnet.acl, subnet.origin)
    [lack] = ask(net, demands=[demand(tcp(443))]).lacks
    assert (lack.spans, lack.sample.packet.version, lack.sample.packet.destination) == ((tcp(443),), 4, 0)


def test_every_party_of_a_demand_is_asked_and_fifty_are_told():
    net = pair(4)
    for number in range(60):
        net.interface(f"a{number}", "s-a", ["g-a"])
    sources = tuple(name for name in net.interfaces if name != "b")
    found = ask(net, demands=[demand(tcp(443), sources=sources), demand(udp(53))]).lacks
    assert len(found) == 50 + 1


def test_the_internet_sees_public_hosts_only_and_by_a_gateway_only():
    net = pair(4)
    net.rule("g-a", tcp(443), "0.0.0.0/0")
    net.interface("c", "s-a", ["g-a"], public=True)
    assert (INTERNET, "c") not in ask(net).openings
    net.gateway("igw", Target.INTERNET, "v")
    net.route("v/main", "0.0.0.0/0", Target.INTERNET, "igw")
    openings = ask(net).openings
    assert openings[INTERNET, "c"].must == (tcp(443),)
    assert (INTERNET, "a") not in openings


def test_the_answer_tells_its_sizes():
    counts = ask(talking()).counts
    assert counts["pairs"] > 0
    assert set(counts) == {"traffic atoms", "address atoms", "sites", "pairs"}


def test_a_network_beyond_the_budget_is_refused(monkeypatch):
    monkeypatch.setattr(budget, "BUDGET", 2000)
    with pytest.raises(budget.EngineTooLargeError, match="need"):
        ask(talking())


@settings(max_examples=8, deadline=None)
@given(st.integers(5, 14), st.integers(2, 5), st.integers(0, 600), st.integers(0, 10**6))
def test_a_fleet_leaks_exactly_where_it_was_made_to(zones, groups, rules, seed):
    size = zones, zones * groups, rules, seed
    reach = compute(*fleet(*size))
    assert {(one.source, one.destination): one.spans for one in reach.excesses} == leaks(*size)
    assert len(reach.excesses) == 3
    assert reach.lacks == ()
    assert {span.protocol for one in reach.excesses for span in one.spans} == {TCP, UDP}
