from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, TWO, blamed, blocker, tcp, two_subnets, udp

WEB, WEB6 = "9.9.9.9", "2a00::9"
ONE6 = "2600:0:0:1:1::1"


def exposed(*, public=True, routed=True, kind=Target.INTERNET):
    net = two_subnets()
    net.vpc("v", "10.0.0.0/16", "2600:0:0:1::/64")
    net.subnet("a", "10.0.1.0/24", "2600:0:0:1:1::/80")
    net.gateway("igw", kind)
    net.host("one", "a", ONE, public=public)
    if routed:
        net.route("a-table", "0.0.0.0/0", kind, "igw")
        net.route("a-table", "::/0", kind, "igw")
    return net


def test_a_public_interface_is_reached_and_reaches():
    assert exposed().completes("internet", "one", tcp(WEB, ONE))
    assert exposed().completes("one", "internet", tcp(ONE, WEB))


def test_two_halves_of_the_address_space_are_the_internet():
    net = exposed(routed=False)
    net.route("a-table", "0.0.0.0/1", Target.INTERNET, "igw")
    net.route("a-table", "128.0.0.0/1", Target.INTERNET, "igw")
    for address in (WEB, "200.0.0.1"):
        assert net.completes("internet", "one", tcp(address, ONE))


def test_without_a_public_address_ipv4_passes_neither_way():
    for ends in (("internet", "one", tcp(WEB, ONE)), ("one", "internet", tcp(ONE, WEB))):
        trip = exposed(public=False).trip(*ends)
        assert blocker(trip) == "`one` has no public IPv4 address"
        assert blamed(trip) == ["one"]


def test_ipv6_needs_no_public_address():
    assert exposed(public=False).completes("internet", "one", tcp(WEB6, ONE6))
    assert exposed(public=False).completes("one", "internet", tcp(ONE6, WEB6))


def test_a_public_address_without_a_route_is_one_way():
    trip = exposed(routed=False).trip("internet", "one", tcp(WEB, ONE))
    assert trip.forward.arrives
    assert blocker(trip) == "no route of `a-table` matches 9.9.9.9"


def test_without_a_gateway_the_internet_does_not_come_in():
    net = two_subnets()
    net.host("one", "a", ONE, public=True)
    trip = net.trip("internet", "one", tcp(WEB, ONE))
    assert blocker(trip) == "nothing leads from internet to `one`"
    assert blamed(trip) == ["v"]


def test_rules_see_private_addresses():
    net = exposed()
    net.acl("any-acl", "in 100 allow tcp 443 9.9.9.9/32", "out 100 allow tcp 1024-65535 9.9.9.9/32")
    assert net.completes("internet", "one", tcp(WEB, ONE))
    assert not net.completes("internet", "one", tcp("9.9.9.8", ONE))


def test_a_carrier_gateway_is_a_way_in_and_out():
    net = exposed(kind=Target.CARRIER)
    assert net.completes("internet", "one", tcp(WEB, ONE))
    assert net.completes("one", "internet", tcp(ONE, WEB))
    assert not exposed(kind=Target.CARRIER, public=False).completes("one", "internet", tcp(ONE, WEB))


def test_an_egress_only_gateway_lets_out_and_its_replies_in():
    net = exposed(kind=Target.EGRESS_ONLY)
    assert net.completes("one", "internet", tcp(ONE6, WEB6))
    assert "nothing leads from internet" in blocker(net.trip("internet", "one", tcp(WEB6, ONE6)))


def test_an_egress_only_gateway_carries_no_ipv4():
    net = exposed(kind=Target.EGRESS_ONLY)
    assert "carries IPv6 only" in blocker(net.trip("one", "internet", tcp(ONE, WEB)))


def test_an_egress_only_gateway_answers_nothing_that_came_by_another():
    net = exposed(routed=False)
    net.gateway("eigw", Target.EGRESS_ONLY)
    net.route("a-table", "::/0", Target.EGRESS_ONLY, "eigw")
    trip = net.trip("internet", "one", tcp(WEB6, ONE6))
    assert trip.forward.arrives
    assert "carries no reply to what began outside" in blocker(trip)


def test_the_gateway_of_another_vpc_is_of_no_use():
    net = exposed()
    net.gateway("igw", vpc="w")
    assert not net.completes("one", "internet", tcp(ONE, WEB))
    assert not net.completes("internet", "one", tcp(WEB, ONE))


def test_an_internet_gateway_does_not_lead_to_private_addresses():
    net = exposed()
    assert blocker(net.trip("one", "on-premises", tcp(ONE, "10.200.0.1"))).endswith("not to `on-premises`")


def test_an_edge_table_sends_what_comes_in_through_a_firewall_and_the_reply_must_pass_it_too():
    net = exposed(routed=False)
    net.subnet("f", "10.0.9.0/24")
    net.firewall("endpoint", "f", "pass tcp 443 0.0.0.0/0 0.0.0.0/0")
    net.table("edge")
    net.route("edge", "10.0.1.0/24", Target.FIREWALL, "endpoint")
    net.gateway("igw", table="edge")
    net.route("f-table", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("a-table", "0.0.0.0/0", Target.FIREWALL, "endpoint")
    assert net.completes("internet", "one", tcp(WEB, ONE))
    assert net.completes("one", "internet", tcp(ONE, WEB))
    assert "a rule" not in blocker(net.trip("internet", "one", tcp(WEB, ONE, 22)))
    assert "drops tcp/22" in blocker(net.trip("internet", "one", tcp(WEB, ONE, 22)))
    net.table("a-table")
    net.route("a-table", "0.0.0.0/0", Target.INTERNET, "igw")
    assert "sees the request but not the reply" in blocker(net.trip("internet", "one", tcp(WEB, ONE)))
    assert "whose request it has not seen" in blocker(net.trip("one", "internet", tcp(ONE, WEB)))


def test_an_edge_table_without_a_fitting_route_delivers():
    net = exposed()
    net.table("edge")
    net.gateway("igw", table="edge")
    assert net.completes("internet", "one", tcp(WEB, ONE))


def test_an_edge_table_leads_nowhere_but_into_the_vpc():
    net = exposed()
    net.table("edge")
    net.route("edge", "10.0.1.0/24", Target.TRANSIT, "tgw")
    net.gateway("igw", table="edge")
    assert "an edge route table cannot lead to transit gateway" in blocker(net.trip("internet", "one", tcp(WEB, ONE)))


def test_a_datagram_from_the_internet_arrives_without_a_way_back():
    net = exposed(routed=False)
    assert net.trip("internet", "one", udp(WEB, ONE)).forward.arrives


def test_the_public_neighbour_does_not_lend_its_address():
    net = exposed()
    net.route("b-table", "0.0.0.0/0", Target.INTERNET, "igw")
    assert blocker(net.trip("two", "internet", tcp(TWO, WEB))) == "`two` has no public IPv4 address"
