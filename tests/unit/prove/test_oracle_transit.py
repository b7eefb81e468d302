"""The packet simulator says what AWS's transit-gateway and hybrid pages say; expectations are worked out by hand."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import INTERNET, ON_PREMISES, TCP, UDP
from oracle.build import ALL, Builder, tcp
from oracle.cases import HUB, V, W, borrowed, hairpin, hidden, hub, joined, opened
from oracle.simulator import Simulator

NEVER, ONE_WAY, SOMETIMES, ALWAYS = (False, False, False), (True, False, False), (True, True, False), (True, True, True)


def judge(net, protocol=TCP, port=443, ends=("a", "b"), version=4):
    return tuple(Simulator(net.network()).verdict(*ends, version, protocol, port))


def test_a_transit_gateway_joins_vpcs_that_have_routes_to_each_other():
    assert judge(opened(joined())) == ALWAYS
    net = opened(joined())
    net.route("w/main", "10.0.0.0/24", Target.BLACKHOLE)
    assert judge(net) == ONE_WAY


def test_what_arrives_without_an_association_is_dropped():
    net = opened(joined())
    net.attachment("att-v", "tgw", "v", ["v-t-a", "v-t-b"], table=None)
    assert judge(net) == NEVER
    assert judge(net, ends=("b", "a")) == ONE_WAY


def test_a_static_transit_route_beats_a_propagated_one_and_a_blackhole_a_shorter_route():
    net = opened(joined())
    net.transit_route("tgw/table", W, None)
    assert judge(net) == NEVER
    net = opened(joined())
    net.transit_route("tgw/table", "10.0.0.0/8", None)
    assert judge(net) == ALWAYS
    net.transit_route("tgw/table", "10.1.0.0/29", None)
    assert judge(net) == SOMETIMES


def test_a_zone_without_an_attachment_does_not_get_in():
    net = opened(joined(attached=("b", "ab")))
    assert judge(net) == NEVER
    assert judge(net, ends=("b", "a")) == ONE_WAY


def test_a_zone_that_the_other_side_lacks_is_left_by_any_of_its_zones():
    net = opened(joined(attached=("ab", "bc"), zones="abc", home="ab"))
    assert judge(net) == ALWAYS
    net.table("half", "w")
    net.subnet("w-t-c", "w", "10.1.1.32/28", zone="c", table="half", acl="w-ports")
    net.route("half", "10.1.0.0/28", Target.BLACKHOLE)
    assert judge(net) == SOMETIMES


def test_traffic_keeps_to_the_zone_that_it_came_from():
    net = opened(joined())
    net.table("half", "w")
    net.subnet("w-t-b", "w", "10.1.1.16/28", zone="b", table="half", acl="w-ports")
    net.route("half", "10.1.0.0/28", Target.BLACKHOLE)
    assert judge(net) == ALWAYS
    net.attachment("att-w", "tgw", "w", ["w-t-a", "w-t-b"], pin=True)
    assert judge(net) == SOMETIMES


def one_side(acl, inbound, outbound):
    net = joined()
    opened(net, *(name for name in net.acls if name != acl))
    for egress, peers in ((False, inbound), (True, outbound)):
        for peer in peers:
            net.entry(acl, ALL, peer, egress=egress)
    return net


def test_the_attachments_subnet_judges_inbound_what_enters_and_outbound_what_comes_out():
    assert judge(one_side("v-ports", [V], [V])) == ALWAYS
    assert judge(one_side("v-ports", [W], [W])) == NEVER
    assert judge(one_side("v-ports", [V], [])) == ONE_WAY
    assert judge(one_side("w-ports", [W], [W])) == ALWAYS
    assert judge(one_side("w-ports", [], [W])) == ONE_WAY
    assert judge(one_side("w-ports", [V], [V])) == NEVER


def beside(inbound, outbound):
    """The attachment of w in the host's own subnet, whose ACL says only this."""
    net = one_side("w-hosts", inbound, outbound)
    net.attachment("att-w", "tgw", "w", ["w-s"])
    return net


def test_in_the_attachments_own_subnet_nothing_judges_what_comes_and_both_lists_what_goes():
    assert judge(beside([], [])) == ONE_WAY
    assert judge(beside([W], [V])) == ALWAYS
    assert judge(beside([], [V])) == ONE_WAY
    assert judge(beside([W], []), ends=("b", "a")) == NEVER
    assert judge(beside([W], [V]), ends=("b", "a")) == ALWAYS


@pytest.mark.parametrize(("references", "inbound"), [(True, ALWAYS), (False, NEVER)])
def test_a_reference_holds_over_a_transit_gateway_inbound_only_and_if_it_supports_that(references, inbound):
    net = opened(joined(references=references))
    net.interface("b", "w-s", ["g-w"])
    net.interface("a", "v-s", ["g-v"])
    net.rule("g-v", ALL, "0.0.0.0/0", egress=True)
    net.rule("g-w", tcp(443), of="g-v")
    assert judge(net) == inbound
    net.group("g-v", "v")
    net.rule("g-v", tcp(443), of="g-w", egress=True)
    assert judge(net) == NEVER


# A hub


def test_a_firewall_of_one_zone_needs_appliance_mode_to_see_both_halves():
    assert judge(hub()) == ALWAYS
    assert judge(hub(pin=False)) == ONE_WAY
    assert judge(hub(pin=False, same=True)) == ALWAYS
    assert judge(hub(back=False)) == ONE_WAY


def test_a_reference_does_not_hold_through_a_hub():
    net = hub()
    net.interface("b", "w-s", ["g-w"])
    net.interface("a", "v-s", ["g-v"])
    net.rule("g-v", ALL, "0.0.0.0/0", egress=True)
    net.rule("g-w", tcp(443), of="g-v")
    assert judge(net) == NEVER


def central(*, back=True, direct=False):
    """Spoke v reaches the internet by the hub's NAT gateway, or the hub's internet gateway directly."""
    net = opened(joined())
    net.vpc("h", HUB)
    net.table("in", "h")
    net.table("door", "h")
    net.gateway("igw", Target.INTERNET, "h")
    net.nat("nat", net.subnet("h-n", "h", "10.2.0.0/28", table="door"))
    net.attachment("att-h", "tgw", "h", [net.subnet("h-t", "h", "10.2.1.0/28", table="in")])
    net.route("v/main", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("in", "0.0.0.0/0", *((Target.INTERNET, "igw") if direct else (Target.NAT, "nat")))
    net.route("door", "0.0.0.0/0", Target.INTERNET, "igw")
    if back:
        net.route("door", V, Target.TRANSIT, "tgw")
    net.transit_route("tgw/table", "0.0.0.0/0", "att-h")
    return net


def test_central_egress_needs_the_route_back_and_a_gateway_that_hides_the_spoke():
    assert judge(central(), ends=("a", INTERNET)) == ALWAYS
    assert judge(central(back=False), ends=("a", INTERNET)) == ONE_WAY
    assert judge(central(direct=True), ends=("a", INTERNET)) == NEVER


# What lies outside


def hybrid(*, table=None):
    net = Builder()
    net.vpc("v", V)
    net.gateway("vgw", Target.OUTSIDE, "v", table)
    net.interface("a", net.subnet("s", "v", "10.0.0.0/28"))
    return net


def test_a_vpn_gateway_leads_to_what_lies_outside_and_not_to_the_internet():
    net = hybrid()
    assert judge(net, UDP, 53, (ON_PREMISES, "a")) == ONE_WAY
    net.route("v/main", "0.0.0.0/0", Target.OUTSIDE, "vgw", propagated=True)
    assert judge(net, ends=(ON_PREMISES, "a")) == ALWAYS
    assert judge(net, ends=("a", ON_PREMISES)) == ALWAYS
    assert judge(net, ends=("a", INTERNET)) == NEVER


def test_a_route_for_some_of_what_lies_outside_holds_for_some():
    net = hybrid()
    net.route("v/main", "192.168.0.0/16", Target.OUTSIDE, "vgw")
    assert judge(net, ends=("a", ON_PREMISES)) == SOMETIMES


def test_an_attachment_without_a_vpc_leads_outside_by_its_table():
    net = opened(joined())
    net.attachment("vpn", "tgw", "", [])
    assert judge(net, ends=(ON_PREMISES, "a")) == ONE_WAY
    net.route("v/main", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.transit_route("tgw/table", "0.0.0.0/0", "vpn")
    assert judge(net, ends=(ON_PREMISES, "a")) == ALWAYS
    assert judge(net, ends=("a", ON_PREMISES)) == ALWAYS
    assert judge(net, ends=("a", INTERNET)) == NEVER
    net.attachment("vpn", "tgw", "", [], table=None)
    assert judge(net, ends=(ON_PREMISES, "a")) == NEVER


def test_a_vpn_gateway_does_not_lead_to_other_vpcs():
    net = opened(joined())
    net.gateway("vgw", Target.OUTSIDE, "v")
    assert judge(net, UDP, 53, (ON_PREMISES, "b")) == NEVER


def test_a_peering_carries_no_reply_of_a_nat_gateway():
    assert judge(borrowed(), ends=("a", INTERNET)) == ONE_WAY


def test_the_far_side_of_a_private_nat_gateway_sees_its_address():
    assert judge(hidden()) == ALWAYS
    net = hidden()
    net.acl("far", "w")
    net.entry("far", ALL, "10.0.0.0/28", egress=False)
    assert judge(net) == NEVER


def test_a_transit_gateway_takes_a_packet_as_often_as_it_comes_from_another_place():
    assert judge(hairpin(), 50, 0) == ALWAYS
