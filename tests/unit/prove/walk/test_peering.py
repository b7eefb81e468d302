from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, blamed, blocker, tcp, two_subnets, udp

FAR = "10.1.1.10"
WEB = "9.9.9.9"


def peered(*, same_region=True, back=True):
    net = two_subnets()
    net.vpc("w", "10.1.0.0/16")
    net.subnet("far", "10.1.1.0/24", vpc="w")
    net.host("far", "far", FAR)
    net.peering("pcx", "v", "w", same_region=same_region)
    net.route("a-table", "10.1.0.0/16", Target.PEERING, "pcx")
    if back:
        net.route("far-table", "10.0.0.0/16", Target.PEERING, "pcx")
    return net


def test_a_peering_leads_both_ways():
    assert peered().completes("one", "far", tcp(ONE, FAR))
    assert peered().completes("far", "one", tcp(FAR, ONE))


def test_a_missing_route_back_stops_tcp_and_not_one_datagram():
    net = peered(back=False)
    trip = net.trip("one", "far", tcp(ONE, FAR))
    assert blocker(trip) == "no route of `far-table` matches 10.0.1.10"
    assert blamed(trip) == ["far-table"]
    assert net.trip("one", "far", udp(ONE, FAR)).forward.arrives


def test_references_hold_over_a_peering_in_one_region_both_ways():
    net = peered()
    net.group("source", egress=["all @target"])
    net.group("target", ingress=["all @source"])
    net.host("one", "a", ONE, groups=["source"])
    net.host("far", "far", FAR, groups=["target"])
    assert net.completes("one", "far", tcp(ONE, FAR))
    net.peering("pcx", "v", "w", same_region=False)
    assert not net.completes("one", "far", tcp(ONE, FAR))


def test_an_inbound_reference_does_not_hold_between_regions():
    net = peered(same_region=False)
    net.group("target", ingress=["all @any"])
    net.host("far", "far", FAR, groups=["target"])
    assert "a reference to `any` does not hold" in blocker(net.trip("one", "far", tcp(ONE, FAR)))


def test_a_peering_is_not_transitive():
    net = peered()
    net.vpc("x", "10.2.0.0/16")
    net.subnet("third", "10.2.1.0/24", vpc="x")
    net.host("third", "third", "10.2.1.10")
    net.peering("pcx2", "w", "x")
    net.route("a-table", "10.2.0.0/16", Target.PEERING, "pcx")
    net.route("far-table", "10.2.0.0/16", Target.PEERING, "pcx2")
    net.route("third-table", "10.0.0.0/8", Target.PEERING, "pcx2")
    assert "is not transitive" in blocker(net.trip("one", "third", tcp(ONE, "10.2.1.10")))


def test_a_peers_internet_gateway_is_of_no_use():
    net = peered()
    net.gateway("igw", vpc="w")
    net.route("far-table", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("a-table", "0.0.0.0/0", Target.PEERING, "pcx")
    net.host("one", "a", ONE, public=True)
    assert not net.completes("one", "internet", tcp(ONE, WEB))


def test_a_peering_of_other_vpcs_is_of_no_use():
    net = peered()
    net.peering("pcx", "w", "x")
    assert "which is not at `v`" in blocker(net.trip("one", "far", tcp(ONE, FAR)))


def test_acls_of_both_sides_judge():
    net = peered()
    net.acl("strict", "in 100 allow all 0.0.0.0/0")
    net.subnet("far", "10.1.1.0/24", vpc="w", acl="strict")
    net.route("far-table", "10.0.0.0/16", Target.PEERING, "pcx")
    assert "`strict`: no outbound entry" in blocker(net.trip("one", "far", tcp(ONE, FAR)))


def test_a_peer_that_is_not_declared_is_on_premises():
    net = two_subnets()
    net.peering("pcx", "v", "foreign")
    net.route("a-table", "10.200.0.0/16", Target.PEERING, "pcx")
    assert net.completes("one", "on-premises", tcp(ONE, "10.200.0.1"))
    assert net.completes("on-premises", "one", tcp("10.200.0.1", ONE))


def test_a_peering_does_not_carry_what_came_by_a_transit_gateway():
    net = peered()
    net.vpc("x", "10.2.0.0/16")
    net.subnet("third", "10.2.1.0/24", vpc="x")
    net.host("third", "third", "10.2.1.10")
    net.transit()
    net.subnet("t", "10.0.7.0/28")
    net.attach("hub", "v", "t")
    net.attach("spoke", "x", "third")
    net.transit_table("tgw-table", ("0.0.0.0/0", "hub"))
    net.route("third-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("t-table", "10.1.0.0/16", Target.PEERING, "pcx")
    trip = net.trip("third", "far", tcp("10.2.1.10", FAR))
    assert blocker(trip) == "peering `pcx` carries only what starts in `v`"
