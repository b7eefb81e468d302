from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, TWO, blamed, blocker, tcp, two_subnets, udp


def inspected(*rules, back=True, f_acl="any-acl", **how):
    """Return `one` and `two` with routes more specific than local through a firewall between them."""
    net = two_subnets()
    net.subnet("f", "10.0.9.0/24", acl=f_acl)
    net.firewall("endpoint", "f", *rules, **how)
    net.route("a-table", "10.0.2.0/24", Target.FIREWALL, "endpoint")
    if back:
        net.route("b-table", "10.0.1.0/24", Target.FIREWALL, "endpoint")
    return net


FITTING = "pass tcp 443 10.0.1.0/24 10.0.2.0/24"
GO = "one", "two", tcp(ONE, TWO)


def test_what_a_rule_passes_passes_with_its_reply():
    assert inspected(FITTING).completes(*GO)


def test_what_no_rule_names_follows_the_default():
    trip = inspected(FITTING).trip("one", "two", tcp(ONE, TWO, 22))
    assert blocker(trip) == "firewall `fw` drops tcp/22, which no rule names"
    assert blamed(trip) == ["endpoint"]
    assert inspected(default_allow=True).completes(*GO)


def test_the_first_rule_that_matches_decides():
    drop = "drop tcp 443 0.0.0.0/0 0.0.0.0/0"
    assert inspected(FITTING, drop).completes(*GO)
    assert blamed(inspected(drop, FITTING).trip(*GO)) == [f"endpoint {drop}"]


def test_a_rule_fits_source_and_destination():
    assert not inspected("pass tcp 443 10.0.2.0/24 10.0.1.0/24").completes(*GO)
    assert not inspected("pass tcp 443 10.0.1.0/24 10.0.1.0/24").completes(*GO)


def test_a_firewall_that_sees_half_of_a_flow_drops_it():
    trip = inspected(FITTING, back=False).trip(*GO)
    assert trip.forward.arrives
    assert blocker(trip) == "firewall `fw` sees the request but not the reply, and drops the flow"
    assert blamed(trip) == ["endpoint"]
    assert "whose request it has not seen" in blocker(inspected(FITTING, back=False).trip("two", "one", tcp(TWO, ONE)))


def test_two_endpoints_of_one_firewall_see_one_flow():
    net = inspected(FITTING, back=False)
    net.subnet("g", "10.0.10.0/24")
    net.firewall("other", "g", FITTING)
    net.route("b-table", "10.0.1.0/24", Target.FIREWALL, "other")
    assert net.completes(*GO)
    net.firewall("other", "g", FITTING, firewall="another")
    assert not net.completes(*GO)


def test_one_datagram_needs_no_symmetry():
    net = inspected("pass udp 53 10.0.1.0/24 10.0.2.0/24", back=False)
    assert net.trip("one", "two", udp(ONE, TWO)).forward.arrives


def test_no_reference_holds_behind_a_firewall():
    net = inspected(FITTING)
    net.group("target", ingress=["all @any"])
    net.host("two", "b", TWO, groups=["target"])
    assert "a reference to `any` does not hold" in blocker(net.trip(*GO))
    net.group("target", ingress=["all 0.0.0.0/0"])
    net.group("source", egress=["all @target"])
    net.host("one", "a", ONE, groups=["source"])
    assert "a reference to `target` does not hold" in blocker(net.trip(*GO))


def test_the_acl_of_the_firewalls_subnet_judges_both_ways():
    legs = ["in 100 allow tcp 443 10.0.1.0/24", "out 100 allow tcp 443 10.0.2.0/24"]
    legs += ["in 200 allow tcp 40000 10.0.2.0/24", "out 200 allow tcp 40000 10.0.1.0/24"]
    net = inspected(FITTING, f_acl="f-acl")
    net.acl("f-acl", *legs)
    assert net.completes(*GO)
    for missing in range(4):
        net.acl("f-acl", *legs[:missing], *legs[missing + 1 :])
        assert not net.completes(*GO), missing


def test_a_firewall_that_routes_to_itself_is_left():
    net = inspected(FITTING)
    net.route("f-table", "10.0.2.0/24", Target.FIREWALL, "endpoint")
    assert "leads back to firewall endpoint" in blocker(net.trip(*GO))


def test_the_firewall_of_another_vpc_is_of_no_use():
    net = inspected(FITTING)
    net.vpc("w", "10.1.0.0/16")
    net.subnet("f", "10.1.0.0/24", vpc="w")
    assert "which is not in `v`" in blocker(net.trip(*GO))


def central(*, appliance_mode):
    """Return two spokes in different zones, and an inspection VPC with a firewall for each zone between them."""
    net = two_subnets()
    net.vpc("v", "10.0.0.0/16")
    net.vpc("w", "10.1.0.0/16")
    net.vpc("hub", "10.9.0.0/16")
    net.subnet("b", "10.1.1.0/24", vpc="w", zone="b")
    net.host("two", "b", "10.1.1.10")
    for number, zone in enumerate("ab"):
        net.subnet(f"v-{zone}", f"10.0.{200 + number}.0/28", zone=zone)
        net.subnet(f"w-{zone}", f"10.1.{200 + number}.0/28", vpc="w", zone=zone)
        net.subnet(f"in-{zone}", f"10.9.{number}.0/28", vpc="hub", zone=zone)
        net.subnet(f"fw-{zone}", f"10.9.{10 + number}.0/28", vpc="hub", zone=zone)
        net.firewall(f"endpoint-{zone}", f"fw-{zone}", firewall=f"fw-{zone}", default_allow=True)
        net.route(f"in-{zone}-table", "0.0.0.0/0", Target.FIREWALL, f"endpoint-{zone}")
        net.route(f"fw-{zone}-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.transit()
    net.attach("v-attachment", "v", "v-a", "v-b", table="spokes")
    net.attach("w-attachment", "w", "w-a", "w-b", table="spokes")
    net.attach("hub-attachment", "hub", "in-a", "in-b", table="hub-table", appliance_mode=appliance_mode)
    net.transit_table("spokes", ("0.0.0.0/0", "hub-attachment"))
    net.transit_table("hub-table", ("10.0.0.0/16", "v-attachment"), ("10.1.0.0/16", "w-attachment"))
    net.route("a-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("b-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    return net


def test_central_inspection_across_zones_needs_appliance_mode():
    question = "one", "two", tcp(ONE, "10.1.1.10")
    assert not central(appliance_mode=False).possible(*question)
    assert central(appliance_mode=True).certain(*question)
    assert len(central(appliance_mode=True).trips(*question)) == 2
