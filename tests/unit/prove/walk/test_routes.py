from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, TWO, blamed, blocker, tcp, two_subnets, udp

FAR = "10.200.0.1"
"""On-premises, and so beyond every route that a test sets."""


def routed(*routes):
    """Return a VPC whose two VPN gateways, `good` and `bad`, tell which route was taken: only `good` is attached."""
    net = two_subnets()
    net.gateway("good", Target.OUTSIDE)
    net.gateway("bad", Target.OUTSIDE, vpc="elsewhere")
    for block, name, how in routes:
        net.route("a-table", block, Target.OUTSIDE, name, **how)
    return net


def reaches(*routes):
    return routed(*routes).certain("one", "on-premises", tcp(ONE, FAR))


LIST, PROPAGATED, STATIC = {"from_list": True}, {"propagated": True}, {}


def test_subnets_of_a_vpc_reach_each_other_by_the_local_route():
    trip = two_subnets().trip("one", "two", tcp(ONE, TWO))
    assert trip.completes
    assert "local route of `v`" in [hop.text for hop in trip.forward.hops]


def test_a_secondary_block_has_a_local_route_too():
    net = two_subnets()
    net.vpc("v", "10.0.0.0/16", "10.7.0.0/16")
    net.subnet("b", "10.7.1.0/24")
    net.host("two", "b", "10.7.1.10")
    assert net.completes("one", "two", tcp(ONE, "10.7.1.10"))


def test_local_beats_every_wider_route():
    net = two_subnets()
    net.route("a-table", "0.0.0.0/0", Target.BLACKHOLE)
    net.route("a-table", "10.0.0.0/8", Target.BLACKHOLE)
    assert net.completes("one", "two", tcp(ONE, TWO))


def test_local_beats_a_route_of_the_same_block():
    net = two_subnets()
    net.route("a-table", "10.0.0.0/16", Target.BLACKHOLE)
    assert net.completes("one", "two", tcp(ONE, TWO))


def test_a_route_more_specific_than_local_wins():
    net = two_subnets()
    net.route("a-table", "10.0.2.0/24", Target.BLACKHOLE)
    trip = net.trip("one", "two", tcp(ONE, TWO))
    assert blocker(trip) == "route 10.0.2.0/24 is a blackhole"
    assert blamed(trip) == ["a-table 10.0.2.0/24"]


def test_no_route_holds_inside_a_subnet():
    net = two_subnets()
    net.host("three", "a", "10.0.1.11")
    net.route("a-table", "10.0.1.0/24", Target.BLACKHOLE)
    assert net.completes("one", "three", tcp(ONE, "10.0.1.11"))


def test_the_longest_prefix_wins():
    assert reaches(("0.0.0.0/0", "bad", STATIC), ("10.200.0.0/16", "good", STATIC))
    assert not reaches(("0.0.0.0/0", "good", STATIC), ("10.200.0.0/16", "bad", STATIC))


def test_a_longer_propagated_route_beats_a_shorter_static_one():
    assert reaches(("0.0.0.0/0", "bad", STATIC), ("10.0.0.0/8", "good", PROPAGATED))


def test_of_equal_routes_static_beats_a_prefix_list_and_that_a_propagated_one():
    block = "10.200.0.0/16"
    assert reaches((block, "bad", LIST), (block, "good", STATIC))
    assert not reaches((block, "good", LIST), (block, "bad", STATIC))
    assert reaches((block, "bad", PROPAGATED), (block, "good", LIST))
    assert not reaches((block, "good", PROPAGATED), (block, "bad", LIST))
    assert reaches((block, "bad", PROPAGATED), (block, "good", STATIC))


def test_equal_routes_of_two_prefix_lists_are_alternatives():
    net = routed(("10.200.0.0/16", "good", LIST), ("10.200.0.0/16", "bad", LIST))
    question = "one", "on-premises", tcp(ONE, FAR)
    assert net.possible(*question)
    assert not net.certain(*question)
    assert len(net.trips(*question)) == 2


def test_a_missing_route_is_blamed_on_the_table():
    trip = two_subnets().trip("one", "on-premises", tcp(ONE, FAR))
    assert blocker(trip) == "no route of `a-table` matches 10.200.0.1"
    assert blamed(trip) == ["a-table"]


def test_the_winning_route_is_named():
    hops = routed(("10.200.0.0/16", "good", STATIC)).trip("one", "on-premises", tcp(ONE, FAR)).forward.hops
    assert hops[-1].text == "route 10.200.0.0/16 of `a-table` leads to vpn gateway `good`"
    assert [one.address for one in hops[-1].origins] == ["a-table 10.200.0.0/16"]


def test_a_missing_route_back_stops_tcp_and_not_one_datagram():
    net = two_subnets()
    net.gateway("vgw", Target.OUTSIDE)
    trip = net.trip("on-premises", "one", tcp(FAR, ONE))
    assert trip.forward.arrives
    assert blocker(trip) == "no route of `a-table` matches 10.200.0.1"
    assert net.trip("on-premises", "one", udp(FAR, ONE)).forward.arrives


def test_on_premises_is_reached_both_ways_through_a_vpn_gateway():
    net = routed(("10.0.0.0/8", "good", STATIC))
    assert net.completes("one", "on-premises", tcp(ONE, FAR))
    assert net.completes("on-premises", "one", tcp(FAR, ONE))


def test_the_internet_is_not_behind_a_vpn_gateway():
    net = routed(("0.0.0.0/0", "good", STATIC))
    assert blocker(net.trip("one", "internet", tcp(ONE, "9.9.9.9"))).endswith("not to `internet`")


def test_nothing_leads_in_from_on_premises_without_a_door():
    trip = two_subnets().trip("on-premises", "one", tcp(FAR, ONE))
    assert blocker(trip) == "nothing leads from on-premises to `one`"
    assert blamed(trip) == ["v"]


def test_a_gateway_that_nobody_declares_leads_nowhere():
    net = routed(("10.200.0.0/16", "unheard-of", STATIC))
    trip = net.trip("one", "on-premises", tcp(ONE, FAR))
    assert "`unheard-of`, which is not at `v`" in blocker(trip)
    assert blamed(trip) == ["a-table 10.200.0.0/16"]


def test_each_kind_of_target_that_nobody_declares_leads_nowhere():
    for target in Target:
        if target in (Target.LOCAL, Target.BLACKHOLE):
            continue
        net = two_subnets()
        net.route("a-table", "0.0.0.0/0", target, "unheard-of")
        assert not net.completes("one", "internet", tcp(ONE, "9.9.9.9")), target


def test_a_gateway_endpoint_leads_to_a_service_and_not_to_the_internet():
    net = two_subnets()
    net.route("a-table", "9.9.9.0/24", Target.SERVICE, "s3")
    assert "leads to an AWS service only" in blocker(net.trip("one", "internet", tcp(ONE, "9.9.9.9")))


def test_two_vpcs_do_not_meet_by_local_routes():
    net = two_subnets()
    net.vpc("w", "10.0.0.0/16")
    net.subnet("c", "10.0.3.0/24", vpc="w")
    net.host("three", "c", "10.0.3.10")
    assert "keeps the packet in `v`" in blocker(net.trip("one", "three", tcp(ONE, "10.0.3.10")))
