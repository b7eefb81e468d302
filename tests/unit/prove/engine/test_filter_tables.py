"""Painted ACLs decide as the first match does, groups add up, and firewalls judge by source and destination."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.model.wire import LAST_PORT, TCP, UDP, Span
from bastide.prove.engine import budget
from bastide.prove.engine.acl_tables import INBOUND, OPEN, OUTBOUND, AclTables
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.ends import DESTINATION, SOURCE, Sight
from bastide.prove.engine.firewall_tables import FirewallTables
from bastide.prove.engine.group_tables import GroupTables
from bastide.prove.engine.traffic_atoms import TrafficAtoms
from oracle.build import ALL, Builder, inspection, tcp, udp

PEERS = ["0.0.0.0/0", "10.0.0.0/24", "10.0.0.0/25", "10.0.0.128/25", "8.0.0.0/8"]
SPANS = [ALL, tcp(0, LAST_PORT), tcp(22), tcp(22, 443), udp(53)]
POINTS = [(TCP, 22), (TCP, 80), (TCP, 5000), (UDP, 53), (50, 0)]
ENTRIES = st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(SPANS), st.sampled_from(PEERS)), max_size=7)


def base():
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.subnet("s", "v", "10.0.0.0/24")
    net.interface("h", "s")
    return net


def atoms_of(network):
    rules = [entry.span for acl in network.acls for entry in acl.entries]
    rules += [rule.span for group in network.groups for rule in (*group.ingress, *group.egress)]
    rules += [rule.span for endpoint in network.firewalls for rule in endpoint.rules]
    return AddressAtoms(network, 4), TrafficAtoms([*rules, Span(50, 0, 0)])


def matches(span, point):
    return span == ALL or (span.protocol == point[0] and span.first <= point[1] <= span.last)


def holds(traffic, words, point):
    return any(matches(span, point) for span in traffic.spans(words))


def first_match(acl, point, address, *, egress):
    for entry in sorted(acl.entries, key=lambda one: one.number):
        if entry.egress == egress and matches(entry.span, point) and entry.peer.first <= address <= entry.peer.last:
            return entry.allow
    return False


@settings(max_examples=60, deadline=None)
@given(ENTRIES, st.permutations(range(7)))
def test_a_painted_acl_decides_as_the_first_match_does(entries, order):
    net = base()
    net.acl("a", "v")
    for at, (egress, allow, span, peer) in enumerate(entries):
        net.entry("a", span, peer, egress=egress, allow=allow, number=10 * (order[at] + 1))
    network = net.network()
    addresses, traffic = atoms_of(network)
    tables = AclTables(network.acls, addresses, traffic, ignored=False)
    acl = next(one for one in network.acls if one.name == "a")
    for index, (first, last) in enumerate(addresses.atoms):
        for point in POINTS:
            for direction, egress in ((INBOUND, False), (OUTBOUND, True)):
                painted = holds(traffic, tables.words[tables.index["a"], direction, index], point)
                assert (
                    painted
                    == first_match(acl, point, first, egress=egress)
                    == first_match(acl, point, last, egress=egress)
                )


def test_an_ignored_acl_and_no_acl_let_everything_pass():
    net = base()
    net.acl("a", "v")
    network = net.network()
    addresses, traffic = atoms_of(network)
    tables = AclTables(network.acls, addresses, traffic, ignored=True)
    assert (tables.words == traffic.everything).all()
    closed = AclTables(network.acls, addresses, traffic, ignored=False)
    assert (closed.words[OPEN] == traffic.everything).all()
    assert not closed.words[closed.index["a"]].any()


def grouped():
    net = base()
    for name in ("one", "two"):
        net.group(name, "v")
    net.rule("one", tcp(22), "10.0.0.0/25")
    net.rule("two", udp(53), "10.0.0.128/25", egress=True)
    net.rule("two", tcp(443), of="one")
    network = net.network()
    return network, *atoms_of(network)


ROLES = [(), ("one",), ("one", "two"), ("gone",)]


def test_groups_of_a_role_add_up_by_direction_and_address():
    network, addresses, traffic = grouped()
    tables = GroupTables(network.groups, ROLES, addresses, traffic, ignored=False)
    low = addresses.range(network.groups[0].ingress[0].cidrs[0])[0]
    high = addresses.range(network.groups[1].egress[0].cidrs[0])[0]
    assert traffic.spans(tables.ingress[1, low]) == traffic.spans(tables.ingress[2, low]) == (tcp(22),)
    assert not tables.ingress[1, high].any()
    assert traffic.spans(tables.egress[2, high]) == (udp(53),)
    assert not tables.egress[1].any()
    assert (tables.ingress[0] == traffic.everything).all()
    assert not tables.ingress[3].any()
    assert tables.receives[1, low]
    assert not tables.receives[3].any()


def test_a_reference_admits_the_members_of_the_group_that_it_names():
    network, addresses, traffic = grouped()
    tables = GroupTables(network.groups, ROLES, addresses, traffic, ignored=False)
    keys = [(sender, receiver) for sender in range(4) for receiver in range(4)]
    found = tables.receiving.between(np.array([sender * 4 + receiver for sender, receiver in keys]))
    admitted = {key for key, words in zip(keys, found, strict=True) if words.any()}
    assert admitted == {(1, 2), (2, 2)}
    assert not tables.sending.between(np.arange(16)).any()


def test_ignored_groups_let_everything_pass():
    network, addresses, traffic = grouped()
    tables = GroupTables(network.groups, ROLES, addresses, traffic, ignored=True)
    assert (tables.egress == traffic.everything).all()
    assert (tables.ingress == traffic.everything).all()


@pytest.mark.parametrize("allow", [True, False])
def test_the_first_firewall_rule_that_matches_decides(allow):
    net = base()
    rules = [
        inspection(tcp(22), "10.0.0.0/25", "8.0.0.0/8", allow=not allow),
        inspection(tcp(0, LAST_PORT), "10.0.0.0/24", "8.0.0.0/8", allow=allow),
    ]
    net.firewall("fw", "s", rules, allow=False)
    network = net.network()
    addresses, traffic = atoms_of(network)
    tables = FirewallTables(network.firewalls, addresses, traffic)
    low, high = (addresses.range(rule.sources[0])[0] for rule in (rules[0], rules[1]))
    outside = addresses.range(rules[0].destinations[0])[0]
    inner = addresses.range(rules[1].sources[0])[1] - 1
    assert low == high
    seen = tables.seen(
        Sight("fw", SOURCE, DESTINATION), np.array([low, inner, outside]), np.array([outside, outside, low])
    )
    assert holds(traffic, seen[0], (TCP, 22)) is not allow
    assert holds(traffic, seen[1], (TCP, 22)) is allow
    assert not seen[2].any()
    fixed = tables.seen(Sight("fw", inner, outside), np.array([outside]), np.array([low]))
    assert (fixed[0] == seen[1]).all()


def test_tables_beyond_the_budget_are_refused(monkeypatch):
    network, addresses, traffic = grouped()
    monkeypatch.setattr(budget, "BUDGET", 100)
    with pytest.raises(budget.EngineTooLargeError, match="sets of groups"):
        GroupTables(network.groups, ROLES, addresses, traffic, ignored=False)
    with pytest.raises(budget.EngineTooLargeError, match="ACLs"):
        AclTables(network.acls, addresses, traffic, ignored=False)
