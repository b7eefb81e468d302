"""The packet simulator says what AWS's pages on gateways, NAT and peering say; expectations are worked out by hand."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import ICMP, INTERNET, ON_PREMISES, TCP
from oracle.build import ALL, Builder, tcp
from oracle.cases import opened
from oracle.simulator import Simulator

NEVER, ONE_WAY, SOMETIMES, ALWAYS = (False, False, False), (True, False, False), (True, True, False), (True, True, True)
PING = 8 * 256


def judge(net, protocol=TCP, port=443, ends=("a", "b"), version=4):
    return tuple(Simulator(net.network()).verdict(*ends, version, protocol, port))


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
