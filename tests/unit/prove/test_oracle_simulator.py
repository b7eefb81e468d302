"""The packet simulator says what AWS's pages say; every expectation is worked out by hand."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import ICMP, INTERNET, ON_PREMISES, TCP, UDP, Span
from oracle.build import ALL, Builder, icmp, inspection, tcp, udp
from oracle.simulator import Simulator

NEVER, ONE_WAY, SOMETIMES, ALWAYS = (False, False, False), (True, False, False), (True, True, False), (True, True, True)
PING = 8 * 256


def pair(*, groups=True, left="10.0.0.0/28", right="10.0.0.16/28"):
    """Two hosts in two subnets of one VPC; their groups admit everything if asked to have any."""
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.acl("left", "v")
    net.acl("right", "v")
    net.subnet("l", "v", left, acl="left")
    net.subnet("r", "v", right, acl="right")
    for side in ("l", "r") if groups else ():
        net.group(f"g{side}", "v")
        net.rule(f"g{side}", ALL, "0.0.0.0/0")
        net.rule(f"g{side}", ALL, "0.0.0.0/0", egress=True)
    net.interface("a", "l", ["gl"] if groups else [])
    net.interface("b", "r", ["gr"] if groups else [])
    return net


def opened(net, *acls):
    for acl in acls:
        for egress in (False, True):
            net.entry(acl, ALL, "0.0.0.0/0", egress=egress, number=1000)
    return net


def judge(net, protocol=TCP, port=443, ends=("a", "b"), version=4):
    return tuple(Simulator(net.network()).verdict(*ends, version, protocol, port))


# Network ACLs


def one_way(span):
    """Everything to the right; back only what `span` says."""
    net = pair()
    for acl, egress in (("left", True), ("right", False)):
        net.entry(acl, ALL, "0.0.0.0/0", egress=egress)
    for acl, egress in (("left", False), ("right", True)):
        net.entry(acl, span, "0.0.0.0/0", egress=egress)
    return net


def test_open_filters_let_everything_pass():
    assert judge(opened(pair(), "left", "right")) == ALWAYS


def test_an_acl_without_entries_denies():
    assert judge(opened(pair(), "left")) == NEVER


def test_the_lowest_number_that_matches_decides():
    net = opened(pair(), "left", "right")
    net.entry("right", tcp(443), "0.0.0.0/0", egress=False, allow=False, number=10)
    net.entry("right", tcp(443), "0.0.0.0/0", egress=False, number=5)
    assert judge(net) == ALWAYS
    net.entry("right", tcp(443), "0.0.0.0/0", egress=False, allow=False, number=1)
    assert judge(net) == NEVER


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (tcp(1024, 65535), ALWAYS),
        (tcp(0, 65535), ALWAYS),
        (tcp(32768, 60999), SOMETIMES),
        (tcp(1), SOMETIMES),
        (udp(1024, 65535), ONE_WAY),
        (tcp(1025, 65535), SOMETIMES),
        (Span(50, 0, 0), ONE_WAY),
    ],
)
def test_a_reply_is_judged_by_the_source_port(span, expected):
    assert judge(one_way(span)) == expected


def test_a_ping_needs_an_echo_reply_of_type_zero():
    assert judge(one_way(icmp(0)), ICMP, PING) == ALWAYS
    assert judge(one_way(icmp(0)), ICMP, PING + 7) == ALWAYS
    assert judge(one_way(icmp(8)), ICMP, PING) == ONE_WAY
    assert judge(one_way(icmp(0, 1)), ICMP, PING) == ONE_WAY
    assert judge(one_way(icmp(8)), ICMP, 3 * 256 + 4) == ALWAYS


def test_protocols_without_reply_need_none():
    assert judge(one_way(tcp(1)), 50, 0) == ALWAYS


def test_tcp_of_every_port_is_not_every_protocol():
    net = pair()
    for acl in ("left", "right"):
        for egress in (False, True):
            net.entry(acl, tcp(0, 65535), "0.0.0.0/0", egress=egress)
    assert judge(net) == ALWAYS
    assert judge(net, 50, 0) == NEVER
    assert judge(net, UDP, 443) == NEVER


def test_acls_are_not_evaluated_inside_a_subnet():
    net = pair()
    net.interface("c", "l", ["gl"])
    assert judge(net, ends=("a", "c")) == ALWAYS
    assert judge(net, ends=("a", "a")) == ALWAYS


def test_an_acl_entry_for_a_host_holds_for_some_addresses():
    net = opened(pair(), "left", "right")
    net.entry("right", tcp(443), "10.0.0.5/32", egress=False, allow=False, number=1)
    assert judge(net) == SOMETIMES


# Security groups


def grouped(span, peer, *, egress=False):
    net = opened(pair(), "left", "right")
    side = "gl" if egress else "gr"
    net.group(side, "v")
    net.rule(side, span, *peer, egress=egress)
    return net


def test_a_group_needs_a_rule_each_way_but_not_for_the_reply():
    assert judge(grouped(tcp(443), ["10.0.0.0/28"])) == ALWAYS
    assert judge(grouped(tcp(443), ["10.0.0.0/28"]), TCP, 444) == NEVER
    assert judge(grouped(tcp(443), ["10.0.0.0/28"], egress=True)) == NEVER
    assert judge(grouped(tcp(443), ["10.0.0.16/28"], egress=True)) == ALWAYS


def test_a_group_rule_for_half_a_subnet_holds_for_some():
    assert judge(grouped(tcp(443), ["10.0.0.0/29"])) == SOMETIMES


def test_any_of_several_blocks_and_any_of_several_groups_admits():
    net = grouped(tcp(443), ["10.0.0.0/29", "10.0.0.8/29"])
    assert judge(net) == ALWAYS
    net.group("more", "v")
    net.rule("more", udp(53), "10.0.0.0/28")
    net.interface("b", "r", ["gr", "more"])
    assert judge(net, UDP, 53) == ALWAYS


def test_port_zero_is_a_port_and_a_type_and_code_are_both_compared():
    assert judge(grouped(tcp(0), ["0.0.0.0/0"]), TCP, 0) == ALWAYS
    assert judge(grouped(tcp(0), ["0.0.0.0/0"]), TCP, 1) == NEVER
    assert judge(grouped(icmp(8, 0), ["0.0.0.0/0"]), ICMP, PING + 1) == NEVER
    assert judge(grouped(icmp(8), ["0.0.0.0/0"]), ICMP, PING + 1) == ALWAYS


def test_a_rule_of_one_version_does_not_hold_for_the_other():
    assert judge(grouped(tcp(443), ["::/0"])) == NEVER


def referring(net, group, of, *, egress=False):
    net.rule(group, tcp(443), of=of, egress=egress)
    return net


def test_a_reference_means_members_and_not_the_rules_of_the_group():
    assert judge(referring(grouped(tcp(1), ["0.0.0.0/0"]), "gr", "gl")) == ALWAYS
    assert judge(referring(grouped(tcp(1), ["0.0.0.0/0"]), "gr", "gr")) == NEVER
    assert judge(referring(grouped(tcp(1), ["0.0.0.0/0"], egress=True), "gl", "gr", egress=True)) == ALWAYS


def test_an_interface_without_groups_is_filtered_by_acls_alone():
    assert judge(opened(pair(groups=False), "left", "right")) == ALWAYS


# Routes


def test_a_local_route_beats_a_shorter_one_and_its_equal():
    net = opened(pair(), "left", "right")
    net.route("v/main", "10.0.0.0/8", Target.BLACKHOLE)
    net.route("v/main", "10.0.0.0/16", Target.BLACKHOLE)
    assert judge(net) == ALWAYS


def test_a_longer_route_beats_the_local_one_both_ways():
    net = opened(pair(), "left", "right")
    net.table("t", "v")
    net.subnet("r", "v", "10.0.0.16/28", acl="right", table="t")
    net.route("t", "10.0.0.0/28", Target.BLACKHOLE)
    assert judge(net) == ONE_WAY
    assert judge(net, ends=("b", "a")) == NEVER


def test_an_address_without_a_subnet_or_a_route_is_not_reached():
    net = opened(pair(), "left", "right")
    assert judge(net, ends=("a", INTERNET)) == NEVER
    assert judge(net, ends=("a", ON_PREMISES)) == NEVER


@pytest.mark.parametrize(("static", "expected"), [(True, NEVER), (False, ALWAYS)])
def test_a_static_route_beats_a_list_and_a_list_a_propagated_one(static, expected):
    net = opened(pair(), "left", "right")
    net.gateway("vgw", Target.OUTSIDE, "v")
    net.route("v/main", "0.0.0.0/0", Target.OUTSIDE, "vgw", from_list=not static, propagated=static)
    net.route("v/main", "0.0.0.0/0", Target.BLACKHOLE, from_list=static, propagated=not static)
    assert judge(net, ends=("a", ON_PREMISES)) == expected


# Firewalls


def walled(*, both=True, rules=(), allow=True, same=True):
    """Traffic between a and b by way of endpoints, in a subnet of their own; `both` says whether the reply too."""
    net = opened(pair(), "left", "right")
    for side, other in (("l", "10.0.0.16/28"), ("r", "10.0.0.0/28")):
        net.table(f"t{side}", "v")
        net.subnet(side, "v", {"l": "10.0.0.0/28", "r": "10.0.0.16/28"}[side], table=f"t{side}", acl="left")
        net.firewall(f"fw-{side}", net.subnet(f"f{side}", "v", f"10.0.{1 if side == 'l' else 2}.0/28"), rules,
                     firewall="fw" if same else "", allow=allow)  # fmt: skip
        if both or side == "l":
            net.route(f"t{side}", other, Target.FIREWALL, f"fw-{side}")
    return net


def test_a_firewall_passes_what_it_sees_both_halves_of():
    assert judge(walled()) == ALWAYS
    assert judge(walled(both=False)) == ONE_WAY
    assert judge(walled(same=False)) == ONE_WAY
    assert judge(walled(both=False), ends=("b", "a")) == ONE_WAY


def test_the_first_firewall_rule_that_matches_decides():
    deny = inspection(tcp(443), "10.0.0.0/28", "0.0.0.0/0", allow=False)
    grant = inspection(tcp(0, 65535), "10.0.0.0/28", "10.0.0.16/28", allow=True)
    assert judge(walled(rules=[grant, deny], allow=False)) == ALWAYS
    assert judge(walled(rules=[deny, grant], allow=False)) == NEVER
    assert judge(walled(rules=[deny, grant], allow=False), TCP, 80) == ALWAYS
    assert judge(walled(rules=[deny]), UDP, 443) == ALWAYS
    assert judge(walled(rules=[grant], allow=False), ends=("b", "a")) == NEVER


def test_a_reference_does_not_hold_through_a_firewall():
    net = walled()
    net.group("gr", "v")
    assert judge(referring(net, "gr", "gl")) == NEVER


# The internet


def public(*, flag=True, route=True, version=4):
    net = Builder()
    net.vpc("v", "10.0.0.0/16", "2600::/56")
    net.gateway("igw", Target.INTERNET, "v")
    net.subnet("s", "v", "10.0.0.0/28", "2600::/64")
    net.interface("a", "s", public=flag)
    if route:
        net.route("v/main", {4: "0.0.0.0/0", 6: "::/0"}[version], Target.INTERNET, "igw")
    return net


def test_the_internet_needs_a_public_address_in_ipv4_and_none_in_ipv6():
    for ends in ((INTERNET, "a"), ("a", INTERNET)):
        assert judge(public(), ends=ends) == ALWAYS
        assert judge(public(flag=False), ends=ends) == NEVER
        assert judge(public(flag=False, version=6), ends=ends, version=6) == ALWAYS


def test_a_public_address_without_a_route_is_one_way():
    assert judge(public(route=False), ends=(INTERNET, "a")) == ONE_WAY
    assert judge(public(route=False), ends=("a", INTERNET)) == NEVER


def test_two_halves_are_the_internet():
    net = public()
    net.group("g", "v")
    net.interface("a", "s", ["g"], public=True)
    net.rule("g", tcp(22), "0.0.0.0/1")
    assert judge(net, TCP, 22, (INTERNET, "a")) == SOMETIMES
    net.rule("g", tcp(22), "128.0.0.0/1")
    assert judge(net, TCP, 22, (INTERNET, "a")) == ALWAYS


def test_a_gateway_endpoint_takes_its_addresses_from_the_internet():
    net = public()
    net.route("v/main", "52.216.0.0/15", Target.SERVICE, "s3", from_list=True)
    assert judge(net, ends=("a", INTERNET)) == SOMETIMES


def test_an_egress_only_gateway_is_outbound_only():
    net = public(route=False)
    net.gateway("eigw", Target.EGRESS_ONLY, "v")
    net.route("v/main", "::/0", Target.EGRESS_ONLY, "eigw")
    assert judge(net, ends=("a", INTERNET), version=6) == ALWAYS
    assert judge(net, ends=(INTERNET, "a"), version=6) == ONE_WAY
    assert judge(net, ends=("a", INTERNET)) == NEVER


def test_a_gateway_table_forces_inspection_both_ways():
    net = public()
    net.table("edge", "v")
    net.gateway("igw", Target.INTERNET, "v", "edge")
    net.table("out", "v")
    net.firewall("fw", net.subnet("f", "v", "10.0.1.0/28", table="out"))
    net.route("edge", "10.0.0.0/28", Target.FIREWALL, "fw")
    net.route("out", "0.0.0.0/0", Target.INTERNET, "igw")
    assert judge(net, ends=(INTERNET, "a")) == ONE_WAY
    net.tables["v/main"] = net.tables["edge"].__class__("v/main", "v", (), net.tables["edge"].origin)
    net.route("v/main", "0.0.0.0/0", Target.FIREWALL, "fw")
    assert judge(net, ends=(INTERNET, "a")) == ALWAYS
    assert judge(net, ends=("a", INTERNET)) == ALWAYS


# NAT gateways


def hidden(*, public_nat=True):
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.gateway("igw", Target.INTERNET, "v")
    net.table("private", "v")
    net.acl("door", "v")
    net.subnet("s", "v", "10.0.0.0/28", table="private")
    net.nat("nat", net.subnet("n", "v", "10.0.1.0/28", acl="door"), public=public_nat)
    net.route("private", "0.0.0.0/0", Target.NAT, "nat")
    net.route("v/main", "0.0.0.0/0", Target.INTERNET, "igw")
    net.interface("a", "s")
    return net


def test_a_nat_gateway_is_outbound_only_and_knows_three_protocols():
    net = opened(hidden(), "door")
    assert judge(net, ends=("a", INTERNET)) == ALWAYS
    assert judge(net, ICMP, PING, ("a", INTERNET)) == ALWAYS
    assert judge(net, 50, 0, ("a", INTERNET)) == NEVER
    assert judge(net, ends=(INTERNET, "a")) == NEVER


def test_an_internet_gateway_drops_what_a_private_nat_gateway_sends():
    assert judge(opened(hidden(public_nat=False), "door"), ends=("a", INTERNET)) == NEVER


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([(False, tcp(443), "10.0.0.0/28")], NEVER),
        ([(False, tcp(443), "10.0.0.0/28"), (True, tcp(443), "0.0.0.0/0")], ONE_WAY),
        ([(False, tcp(443), "10.0.0.0/28"), (True, ALL, "0.0.0.0/0"), (False, tcp(1024, 65535), "0.0.0.0/0")], ALWAYS),
        ([(False, tcp(443), "10.0.0.0/28"), (True, ALL, "0.0.0.0/0"), (False, tcp(2000), "0.0.0.0/0")], SOMETIMES),
        ([(False, tcp(443), "10.0.0.0/28"), (True, ALL, "0.0.0.0/0"), (False, tcp(500), "0.0.0.0/0")], ONE_WAY),
    ],
)
def test_the_acl_of_a_nat_gateways_subnet_sees_client_server_and_both_replies(entries, expected):
    net = hidden()
    for egress, span, peer in entries:
        net.entry("door", span, peer, egress=egress)
    assert judge(net, ends=("a", INTERNET)) == expected


# Peering


def peered(*, same_region=True, back=True):
    net = Builder()
    for name, block in (("v", "10.0.0.0/16"), ("w", "10.1.0.0/16")):
        net.vpc(name, block)
        net.subnet(f"s-{name}", name, block.replace("/16", "/28"))
        net.group(f"g-{name}", name)
    net.peering("pcx", "v", "w", same_region=same_region)
    net.route("v/main", "10.1.0.0/16", Target.PEERING, "pcx")
    if back:
        net.route("w/main", "10.0.0.0/16", Target.PEERING, "pcx")
    net.interface("a", "s-v")
    net.interface("b", "s-w")
    return net


def test_a_peering_needs_a_route_back_for_a_round_trip():
    assert judge(peered()) == ALWAYS
    assert judge(peered(back=False)) == ONE_WAY
    assert judge(peered(back=False), 50, 0) == ALWAYS


def test_a_reference_holds_over_a_peering_in_one_region():
    for same_region, expected in ((True, ALWAYS), (False, NEVER)):
        net = peered(same_region=same_region)
        net.interface("a", "s-v", ["g-v"])
        net.interface("b", "s-w", ["g-w"])
        net.rule("g-v", tcp(443), of="g-w", egress=True)
        net.rule("g-w", tcp(443), of="g-v")
        assert judge(net) == expected


def test_a_peering_is_not_transitive_and_lends_no_gateway():
    net = peered()
    net.vpc("x", "10.2.0.0/16")
    net.interface("c", net.subnet("s-x", "x", "10.2.0.0/28"))
    net.peering("pcx2", "w", "x")
    net.route("v/main", "0.0.0.0/0", Target.PEERING, "pcx")
    net.route("w/main", "10.2.0.0/16", Target.PEERING, "pcx2")
    net.route("x/main", "0.0.0.0/0", Target.PEERING, "pcx2")
    net.gateway("igw", Target.INTERNET, "w")
    net.route("w/main", "0.0.0.0/0", Target.INTERNET, "igw")
    assert judge(net, ends=("b", "c")) == ALWAYS
    assert judge(net, ends=("a", "c")) == NEVER
    assert judge(net, ends=("a", INTERNET)) == NEVER


def test_a_peering_to_a_vpc_that_is_not_declared_leads_outside():
    net = peered()
    net.peering("far", "v", "unknown")
    net.route("v/main", "192.168.0.0/16", Target.PEERING, "far")
    assert judge(net, ends=("a", ON_PREMISES)) == SOMETIMES
    assert judge(net, ends=(ON_PREMISES, "a")) == SOMETIMES
    assert judge(net, ends=(ON_PREMISES, "b")) == NEVER
