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
