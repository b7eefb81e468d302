"""Parties: classes of interfaces that nothing tells apart, at the addresses that they may have."""

from bastide.model.network import Kind
from bastide.model.proof import Zone
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.sites import Parties
from oracle.build import Builder


def network(**kinds):
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.subnet("s", "v", "10.0.0.0/24")
    net.group("g", "v")
    for name, (groups, addresses) in kinds.items():
        net.interface(name, "s", groups, addresses)
    return net


def parties(net, *zones):
    built = net.network()
    return Parties(built, [Zone(str(number), members) for number, members in enumerate(zones)], AddressAtoms(built, 4))


def test_interfaces_that_nothing_tells_apart_are_one_class_in_their_zone():
    net = network(a=((), ()), b=((), ()), c=(("g",), ()), d=((), ()))
    assert [kind.names for kind in parties(net, ("a", "b", "c"), ("d",)).kinds] == [("a", "b"), ("c",), ("d",)]


def test_items_are_a_class_at_each_of_its_addresses():
    net = network(a=((), ("10.0.0.4/32", "10.0.0.9/32")), b=((), ()))
    found = parties(net, ("a", "b"))
    first, count = found.items_of["a"]
    assert [found.single[site] for site in found.site[first : first + count]] == [True, True]
    first, count = found.items_of["b"]
    assert count == 5  # the subnet, cut by two addresses
    assert found.single[found.site[first : first + count]].sum() == 2


def test_what_only_forwards_is_no_party():
    net = network(a=((), ()))
    one = net.interfaces["a"]
    net.interfaces["n"] = type(one)("n", "n", "s", (), (), public=False, kind=Kind.NAT, origin=one.origin)
    assert "n" not in parties(net, ("a", "n")).items_of


def test_the_outside_stands_at_all_its_addresses():
    found = parties(network(a=((), ())), ("a",), (INTERNET,), (ON_PREMISES,))
    for party in (INTERNET, ON_PREMISES):
        first, count = found.items_of[party]
        assert count == len(found.addresses.of_party(party))
        assert {found.sites[site].place for site in found.site[first : first + count]} == {party}
