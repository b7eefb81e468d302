from bastide.model.forwarding import Target
from bastide.model.network import Kind
from unit.prove.walk.nets import ONE, TWO, blamed, blocker, esp, ping, tcp, two_subnets, udp

WEB = "9.9.9.9"


def hidden(acl="any-acl", client="any-acl"):
    """Return `one` behind a NAT gateway at 10.0.8.5 that leads to the internet."""
    net = two_subnets(a=client)
    net.subnet("n", "10.0.8.0/24", acl=acl)
    net.gateway("igw")
    net.nat("nat", "n")
    net.host("nat", "n", "10.0.8.5", groups=[], kind=Kind.NAT)
    net.route("a-table", "0.0.0.0/0", Target.NAT, "nat")
    net.route("n-table", "0.0.0.0/0", Target.INTERNET, "igw")
    return net


def private(at="10.0.8.5"):
    """Return a private NAT gateway between `one` and `far` in another VPC, over a transit gateway."""
    net = two_subnets()
    net.subnet("n", "10.0.8.0/24")
    net.nat("nat", "n", public=False)
    if at:
        net.host("nat", "n", at, groups=[], kind=Kind.NAT)
    net.vpc("w", "10.1.0.0/16")
    net.subnet("far", "10.1.1.0/24", vpc="w")
    net.host("far", "far", "10.1.1.10")
    net.transit()
    net.attach("here", "v", "n")
    net.attach("there", "w", "far")
    net.transit_table("tgw-table", ("10.1.0.0/16", "there"), ("10.0.8.0/24", "here"))
    net.route("a-table", "10.1.0.0/16", Target.NAT, "nat")
    net.route("n-table", "10.1.0.0/16", Target.TRANSIT, "tgw")
    net.route("far-table", "10.0.8.0/24", Target.TRANSIT, "tgw")
    return net


FAR = "10.1.1.10"


def test_a_nat_gateway_lets_out_and_replies_in():
    for packet in (tcp(ONE, WEB), udp(ONE, WEB), ping(ONE, WEB)):
        assert hidden().completes("one", "internet", packet)


def test_the_internet_starts_nothing_through_a_nat_gateway():
    assert not hidden().completes("internet", "one", tcp(WEB, ONE))


def test_a_reply_cannot_leave_by_a_nat_gateway_that_has_not_seen_the_request():
    net = hidden()
    net.host("one", "a", ONE, public=True)
    trip = net.trip("internet", "one", tcp(WEB, ONE))
    assert trip.forward.arrives
    assert "no connection that this reply belongs to" in blocker(trip)


def test_a_nat_gateway_carries_tcp_udp_and_icmp_only():
    trip = hidden().trip("one", "internet", esp(ONE, WEB))
    assert "does not carry protocol 50" in blocker(trip)
    assert blamed(trip) == ["nat"]


def test_a_nat_gateway_carries_no_ipv6():
    net = hidden()
    net.route("a-table", "::/0", Target.NAT, "nat")
    assert "does not carry IPv6" in blocker(net.trip("one", "internet", tcp("fd00:0:0:1:1::1", "2a00::9")))


def test_a_private_nat_gateway_has_no_internet():
    net = hidden()
    net.nat("nat", "n", public=False)
    trip = net.trip("one", "internet", tcp(ONE, WEB))
    assert blocker(trip) == "`nat` has no public IPv4 address"
    assert blamed(trip) == ["nat"]


def test_a_nat_gateway_in_a_subnet_without_a_way_out_is_no_way_out():
    net = hidden()
    net.table("n-table")
    trip = net.trip("one", "internet", tcp(ONE, WEB))
    assert blocker(trip) == "no route of `n-table` matches 9.9.9.9"
    assert blamed(trip) == ["n-table"]


def test_a_nat_gateway_whose_subnet_leads_to_itself_is_no_way_out():
    net = hidden()
    net.table("n-table")
    net.route("n-table", "0.0.0.0/0", Target.NAT, "nat")
    assert "leads back to NAT gateway" in blocker(net.trip("one", "internet", tcp(ONE, WEB)))


def test_the_nat_gateway_of_another_vpc_is_of_no_use():
    net = hidden()
    net.vpc("w", "10.1.0.0/16")
    net.subnet("n", "10.1.0.0/24", vpc="w")
    assert "which is not in `v`" in blocker(net.trip("one", "internet", tcp(ONE, WEB)))


LEGS = (
    "in 100 allow tcp 443 9.9.9.9/32",
    "out 100 allow tcp 443 9.9.9.9/32",
    "in 200 allow tcp 1024-65535 9.9.9.9/32",
    "out 200 allow tcp 40000 10.0.1.10/32",
)


def test_the_acl_of_the_nat_gateways_subnet_sees_all_four_legs():
    net = hidden("nat-acl")
    net.acl("nat-acl", "in 100 allow tcp 443 0.0.0.0/0", *LEGS[1:])
    assert net.certain("one", "internet", tcp(ONE, WEB))
    for missing in range(4):
        legs = ["in 100 allow tcp 443 0.0.0.0/0", *LEGS[1:]]
        del legs[missing]
        net.acl("nat-acl", *legs)
        assert not net.possible("one", "internet", tcp(ONE, WEB)), missing


def test_the_nat_gateway_picks_its_own_port_so_a_narrow_range_for_replies_is_not_certain():
    net = hidden("nat-acl")
    legs = ["in 100 allow tcp 443 0.0.0.0/0", *LEGS[1:2], "in 200 allow tcp 32768-65535 9.9.9.9/32", LEGS[3]]
    net.acl("nat-acl", *legs)
    assert net.possible("one", "internet", tcp(ONE, WEB))
    assert not net.certain("one", "internet", tcp(ONE, WEB))


def test_the_clients_acl_sees_the_clients_own_port():
    net = hidden(client="client")
    net.acl("client", "out 100 allow all 0.0.0.0/0", "in 100 allow tcp 40000 0.0.0.0/0")
    assert net.certain("one", "internet", tcp(ONE, WEB))
    assert not net.possible("one", "internet", tcp(ONE, WEB, source_port=40001))


def test_the_other_side_of_a_private_nat_gateway_sees_its_address():
    net = private()
    net.group("far", ingress=["tcp 443 10.0.8.5/32"])
    net.host("far", "far", FAR, groups=["far"])
    assert net.completes("one", "far", tcp(ONE, FAR))
    net.group("far", ingress=["tcp 443 10.0.1.0/24"])
    assert "from 10.0.8.5" in blocker(net.trip("one", "far", tcp(ONE, FAR)))


def test_a_nat_gateway_of_unknown_address_is_judged_for_each_that_makes_a_difference():
    net = private(at=None)
    net.group("far", ingress=["tcp 443 10.0.8.5/32"])
    net.host("far", "far", FAR, groups=["far"])
    assert net.possible("one", "far", tcp(ONE, FAR))
    assert not net.certain("one", "far", tcp(ONE, FAR))


def test_a_reference_does_not_hold_behind_a_nat_gateway():
    net = private()
    net.transit(group_references=True)
    net.group("far", ingress=["all @any"])
    net.host("far", "far", FAR, groups=["far"])
    assert "a reference to `any` does not hold on this path" in blocker(net.trip("one", "far", tcp(ONE, FAR)))


def test_nothing_starts_towards_a_client_behind_a_private_nat_gateway():
    net = private()
    assert not net.completes("far", "one", tcp(FAR, ONE))


def test_central_egress_needs_the_route_back_to_the_client():
    net = hidden()
    net.vpc("w", "10.1.0.0/16")
    net.subnet("spoke", "10.1.1.0/24", vpc="w")
    net.host("spoke", "spoke", FAR)
    net.transit()
    net.subnet("t", "10.0.7.0/28")
    net.attach("hub", "v", "t")
    net.attach("spoke-attachment", "w", "spoke")
    net.transit_table("tgw-table", ("0.0.0.0/0", "hub"), ("10.1.0.0/16", "spoke-attachment"))
    net.route("spoke-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("t-table", "0.0.0.0/0", Target.NAT, "nat")
    trip = net.trip("spoke", "internet", tcp(FAR, WEB))
    assert trip.forward.arrives
    assert blocker(trip) == "internet gateway `igw` carries only what starts in `v`"
    net.route("n-table", "10.1.0.0/16", Target.TRANSIT, "tgw")
    assert net.completes("spoke", "internet", tcp(FAR, WEB))


def test_two_subnets_without_a_route_do_not_share_a_nat_gateway():
    assert blocker(hidden().trip("two", "internet", tcp(TWO, WEB))) == "no route of `b-table` matches 9.9.9.9"


def test_each_nat_gateway_has_the_addresses_of_its_own_interface():
    net = private()
    net.nat("other", "n", public=False)
    net.host("other", "n", "10.0.8.6", groups=[], kind=Kind.NAT)
    net.group("far", ingress=["tcp 443 10.0.8.5/32"])
    net.host("far", "far", FAR, groups=["far"])
    assert net.certain("one", "far", tcp(ONE, FAR))


def test_two_nat_gateways_in_a_row_translate_back_in_turn():
    net = private()
    net.subnet("m", "10.0.9.0/24")
    net.nat("first", "m", public=False)
    net.host("first", "m", "10.0.9.5", groups=[], kind=Kind.NAT)
    net.table("a-table")
    net.route("a-table", "10.1.0.0/16", Target.NAT, "first")
    net.route("m-table", "10.1.0.0/16", Target.NAT, "nat")
    trip = net.trip("one", "far", tcp(ONE, FAR))
    assert trip.completes
    assert trip.reply is not None
    back = [hop.text for hop in trip.reply.hops if "translates" in hop.text]
    assert back == [
        "NAT gateway `nat` translates the destination back to 10.0.9.5",
        "NAT gateway `first` translates the destination back to 10.0.1.10",
    ]


def test_a_nat_gateway_of_unknown_address_never_has_that_of_the_destination():
    net = two_subnets()
    net.subnet("n", "10.0.8.0/24")
    net.nat("nat", "n", public=False)
    net.host("near", "n", "10.0.8.0")
    net.route("a-table", "10.0.8.0/24", Target.NAT, "nat")
    trip = net.trip("one", "near", tcp(ONE, "10.0.8.0"))
    assert trip.completes
    assert "translates the source to 10.0.8.1" in [hop.text for hop in trip.forward.hops][4]


OPEN_BUT = "out 1 allow all 0.0.0.0/0", "in 1 allow tcp 443 10.0.0.0/16", "in 9 allow tcp 0.0.0.0/0"


def test_every_port_class_of_the_acls_is_tried():
    net = hidden("nat-acl")
    net.acl("nat-acl", *OPEN_BUT)
    assert net.certain("one", "internet", tcp(ONE, WEB))
    for shut in ("1024", "65535", "2000-2001"):
        net.acl("nat-acl", *OPEN_BUT, f"in 5 deny tcp {shut} 0.0.0.0/0")
        assert net.possible("one", "internet", tcp(ONE, WEB)), shut
        assert not net.certain("one", "internet", tcp(ONE, WEB)), shut
    net.acl("nat-acl", *OPEN_BUT, "in 5 deny tcp 1-1023 0.0.0.0/0")
    assert net.certain("one", "internet", tcp(ONE, WEB))
