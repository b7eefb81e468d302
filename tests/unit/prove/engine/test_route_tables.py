"""Route tables: the longest match, and which of equals wins."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import INTERNET, cidr
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.route_tables import LOCAL, Hop, RouteTables, columns
from oracle.build import Builder

ONE, OTHER = "10.1.0.0/16", "10.1.2.0/24"


def base():
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.vpc("w", ONE)
    net.subnet("s", "v", "10.0.0.0/24")
    net.subnet("t", "w", OTHER)
    net.subnet("u", "w", "10.1.3.0/24")
    for name in "stu":
        net.interface(f"h-{name}", name)
    net.transit("tgw")
    return net


def built(net):
    network = net.network()
    addresses = AddressAtoms(network, 4)
    return addresses, RouteTables(network, addresses)


def at(addresses, block):
    return addresses.range(cidr(block))[0]


def test_the_longest_match_wins_whatever_the_order():
    net = base()
    net.route("v/main", OTHER, Target.PEERING, "p")
    net.route("v/main", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("v/main", ONE, Target.TRANSIT, "tgw")
    addresses, tables = built(net)
    assert tables.hop("v/main", at(addresses, OTHER)) == (Hop(Target.PEERING, "p"),)
    assert tables.hop("v/main", at(addresses, "10.1.3.0/24")) == (Hop(Target.TRANSIT, "tgw"),)
    assert tables.hop("v/main", addresses.of_party(INTERNET)[0]) == (Hop(Target.INTERNET, "igw"),)
    assert tables.hop("v/main", at(addresses, "10.0.0.0/24")) == (LOCAL,)
    assert tables.hop("unknown", 0) == ()


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [({}, {"from_list": True}, 0), ({"propagated": True}, {}, 1), ({"propagated": True}, {"from_list": True}, 1)],
)
def test_between_equal_blocks_static_beats_list_beats_propagated(first, second, winner):
    net = base()
    net.route("v/main", ONE, Target.PEERING, "0", **first)
    net.route("v/main", ONE, Target.PEERING, "1", **second)
    addresses, tables = built(net)
    assert tables.hop("v/main", at(addresses, OTHER)) == (Hop(Target.PEERING, str(winner)),)


def test_routes_that_nothing_ranks_are_alternatives():
    net = base()
    for name in ("p", "q", "p"):
        net.route("v/main", ONE, Target.PEERING, name)
    addresses, tables = built(net)
    assert tables.hop("v/main", at(addresses, OTHER)) == (Hop(Target.PEERING, "p"), Hop(Target.PEERING, "q"))


def test_a_transit_table_prefers_static_then_a_vpcs_then_the_outsides():
    net = base()
    net.attachment("att-w", "tgw", "w", ["t"])
    net.attachment("vpn", "tgw", "")
    net.transit_route("tgw/table", ONE, "vpn", propagated=True)
    net.transit_route("tgw/table", ONE, "att-w", propagated=True)
    addresses, tables = built(net)
    assert tables.crossing("tgw/table", at(addresses, OTHER)) == ("att-w",)
    net.transit_route("tgw/table", ONE, None)
    addresses, tables = built(net)
    assert tables.crossing("tgw/table", at(addresses, OTHER)) == ("",)


def test_atoms_that_every_table_treats_alike_share_a_column():
    net = base()
    net.route("v/main", OTHER, Target.PEERING, "p")
    addresses, tables = built(net)
    column = columns(tables)
    assert column[at(addresses, OTHER)] != column[at(addresses, "10.1.3.0/24")]
    assert column[at(addresses, "10.1.3.0/24")] != column[at(addresses, "10.0.0.0/24")]
