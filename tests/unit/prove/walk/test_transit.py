from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, Net, blamed, blocker, tcp, udp

FAR = "10.1.1.10"


def joined(*routes, zones=("a",), far_zones=("a",), **how) -> Net:
    """Return `one` in VPC `v` and `far` in VPC `w`, both in zone `a`, with dedicated subnets for the attachments."""
    net = Net()
    net.vpc("v", "10.0.0.0/16")
    net.vpc("w", "10.1.0.0/16")
    net.subnet("a", "10.0.1.0/24", acl=how.get("acl", "any-acl"))
    net.subnet("far", "10.1.1.0/24", vpc="w", acl=how.get("far_acl", "any-acl"))
    net.host("one", "a", ONE)
    net.host("far", "far", FAR)
    for number, zone in enumerate(zones):
        net.subnet(f"t-{zone}", f"10.0.{200 + number}.0/28", zone=zone, acl=how.get("t_acl", "any-acl"))
    for number, zone in enumerate(far_zones):
        acl = how.get(f"u_acl_{zone}", "any-acl")
        net.subnet(f"u-{zone}", f"10.1.{200 + number}.0/28", vpc="w", zone=zone, acl=acl)
    net.transit()
    net.attach("here", "v", *(f"t-{zone}" for zone in zones))
    net.attach("there", "w", *(f"u-{zone}" for zone in far_zones))
    net.transit_table("tgw-table", *(routes or (("10.0.0.0/16", "here"), ("10.1.0.0/16", "there"))))
    net.route("a-table", "10.0.0.0/8", Target.TRANSIT, "tgw")
    net.route("far-table", "10.0.0.0/8", Target.TRANSIT, "tgw")
    return net


GO = "one", "far", tcp(ONE, FAR)
OPEN_IN, OPEN_OUT = "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0"


def test_a_transit_gateway_leads_both_ways():
    assert joined().completes(*GO)
    assert joined().completes("far", "one", tcp(FAR, ONE))


def test_an_attachment_without_a_table_sends_nothing():
    net = joined()
    net.attach("here", "v", "t-a", table=None)
    trip = net.trip(*GO)
    assert blocker(trip) == "attachment `here` is associated with no route table"
    assert blamed(trip) == ["here"]


def test_a_vpc_without_an_attachment_does_not_get_in():
    net = joined()
    net.attach("here", "x")
    assert "which `v` is not attached to" in blocker(net.trip(*GO))


def test_what_the_table_does_not_know_is_dropped_and_the_table_blamed():
    trip = joined(("10.0.0.0/16", "here")).trip(*GO)
    assert blocker(trip) == "no route of `tgw-table` matches the destination"
    assert blamed(trip) == ["tgw-table"]


def test_a_blackhole_drops():
    trip = joined(("10.0.0.0/16", "here"), ("10.1.0.0/16", None)).trip(*GO)
    assert blocker(trip) == "route 10.1.0.0/16 of `tgw-table` is a blackhole"
    assert blamed(trip) == ["tgw-table 10.1.0.0/16"]


def test_a_blackhole_for_a_whole_vpc_beats_the_default_route():
    assert not joined(("0.0.0.0/0", "there"), ("10.1.0.0/16", None), ("10.0.0.0/16", "here")).completes(*GO)


def test_a_longer_route_beats_a_blackhole():
    assert joined(("10.1.0.0/16", None), ("10.1.1.0/24", "there"), ("10.0.0.0/16", "here")).completes(*GO)


def test_static_beats_propagated_of_equal_length():
    back = ("10.0.0.0/16", "here")
    assert joined(back, ("10.1.0.0/16", "here", "propagated"), ("10.1.0.0/16", "there")).completes(*GO)
    assert not joined(back, ("10.1.0.0/16", "there", "propagated"), ("10.1.0.0/16", None)).completes(*GO)


def test_what_a_vpc_propagates_beats_what_the_outside_does():
    net = joined(("10.0.0.0/16", "here"), ("10.1.0.0/16", "vpn", "propagated"), ("10.1.0.0/16", "there", "propagated"))
    net.attach("vpn", "")
    assert net.certain(*GO)


def test_a_way_back_must_be_known_to_the_transit_gateway_too():
    trip = joined(("10.1.0.0/16", "there")).trip(*GO)
    assert trip.forward.arrives
    assert blamed(trip) == ["tgw-table"]


def test_an_attachment_that_is_not_known_leads_nowhere():
    assert "which is not known" in blocker(joined(("10.1.0.0/16", "gone")).trip(*GO))


def test_traffic_from_a_zone_without_an_attachment_subnet_does_not_enter():
    trip = joined(zones=("b",)).trip(*GO)
    assert blocker(trip) == "attachment `here` has no subnet in a, where the packet comes from"
    assert blamed(trip) == ["here"]


def test_traffic_stays_in_its_zone_where_it_can():
    net = joined(far_zones=("a", "b"), u_acl_b="shut")
    net.acl("shut")
    assert net.certain(*GO)


def test_where_no_subnet_is_in_the_zone_any_may_be_taken():
    net = joined(far_zones=("b", "c"), u_acl_c="shut")
    net.acl("shut")
    net.subnet("far", "10.1.1.0/24", vpc="w", zone="b")
    net.route("far-table", "10.0.0.0/8", Target.TRANSIT, "tgw")
    assert net.possible(*GO)
    assert not net.certain(*GO)


def test_in_appliance_mode_any_zone_may_be_taken():
    net = joined(far_zones=("a", "b"), u_acl_b="shut")
    net.acl("shut")
    net.attach("there", "w", "u-a", "u-b", appliance_mode=True)
    assert net.possible(*GO)
    assert not net.certain(*GO)


def test_the_attachment_subnets_acl_judges_inbound_what_enters():
    net = joined(t_acl="t")
    net.acl("t", "in 100 allow tcp 443 0.0.0.0/0", OPEN_OUT)
    assert net.completes(*GO)
    net.acl("t", OPEN_OUT)
    assert "`t`: no inbound entry matches tcp/443" in blocker(net.trip(*GO))


def test_the_attachment_subnets_acl_judges_outbound_what_comes_out():
    net = joined(u_acl_a="u")
    net.acl("u", OPEN_IN, "out 100 allow tcp 443 0.0.0.0/0")
    assert net.completes(*GO)
    net.acl("u", OPEN_IN)
    assert "`u`: no outbound entry matches tcp/443" in blocker(net.trip(*GO))


def test_the_attachment_subnets_acl_does_not_judge_inbound_what_comes_out():
    net = joined(u_acl_a="u")
    net.acl("u", "out 100 allow tcp 443 0.0.0.0/0", "in 100 allow tcp 40000 0.0.0.0/0")
    assert net.completes(*GO)


def test_nothing_judges_what_arrives_in_the_attachments_own_subnet():
    net = joined(far_acl="shut")
    net.acl("shut")
    net.attach("there", "w", "far")
    assert net.trip("one", "far", udp(ONE, FAR)).forward.arrives


def test_what_leaves_from_the_attachments_own_subnet_is_judged_outbound_and_inbound():
    for missing in (OPEN_IN, OPEN_OUT):
        net = joined(acl="both")
        net.acl("both", *{OPEN_IN, OPEN_OUT} - {missing})
        net.attach("here", "v", "a")
        assert not net.trip(*GO).forward.arrives
    net = joined(acl="both")
    net.acl("both", OPEN_IN, OPEN_OUT)
    net.attach("here", "v", "a")
    assert net.completes(*GO)


def test_an_inbound_reference_holds_only_where_the_transit_gateway_supports_it():
    net = joined()
    net.group("target", ingress=["all @any"])
    net.host("far", "far", FAR, groups=["target"])
    assert not net.completes(*GO)
    net.transit(group_references=True)
    assert net.completes(*GO)


def test_an_outbound_reference_never_holds_over_a_transit_gateway():
    net = joined()
    net.transit(group_references=True)
    net.group("source", egress=["all @any"])
    net.host("one", "a", ONE, groups=["source"])
    assert "a reference to `any` does not hold" in blocker(net.trip(*GO))


def test_a_spoke_may_not_use_the_internet_gateway_of_a_hub():
    net = joined(("10.0.0.0/16", "here"), ("0.0.0.0/0", "there"))
    net.gateway("igw", vpc="w")
    net.route("a-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("u-a-table", "0.0.0.0/0", Target.INTERNET, "igw")
    net.host("one", "a", ONE, public=True)
    trip = net.trip("one", "internet", tcp(ONE, "9.9.9.9"))
    assert blocker(trip) == "internet gateway `igw` carries only what starts in `w`"


def test_an_attachment_without_a_vpc_is_on_premises():
    net = joined(("10.0.0.0/16", "here"), ("10.200.0.0/16", "vpn"))
    net.attach("vpn", "")
    assert net.completes("one", "on-premises", tcp(ONE, "10.200.0.1"))
    assert net.completes("on-premises", "one", tcp("10.200.0.1", ONE))


def test_from_on_premises_only_ways_that_are_offered_are_used():
    net = joined(("10.0.0.0/16", "here"), ("10.200.0.0/16", "vpn"))
    net.attach("vpn", "")
    net.transit_table("blind")
    net.attach("unused", "", table="blind")
    assert net.certain("on-premises", "one", tcp("10.200.0.1", ONE))


def test_a_transit_gateway_that_sends_a_packet_back_and_forth_is_left():
    net = joined(("0.0.0.0/0", "there"))
    net.route("u-a-table", "10.2.0.0/16", Target.TRANSIT, "tgw")
    net.vpc("x", "10.2.0.0/16")
    net.subnet("third", "10.2.1.0/24", vpc="x")
    net.host("third", "third", "10.2.1.10")
    assert "round in circles" in blocker(net.trip("one", "third", tcp(ONE, "10.2.1.10")))
