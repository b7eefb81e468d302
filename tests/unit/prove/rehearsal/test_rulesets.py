from bastide.model.filters import Acl, AclEntry, GroupRule
from bastide.model.wire import ANY_PROTOCOL, Cidr, Span, cidr
from bastide.prove.rehearsal import rulesets
from oracle.build import ALL, HERE, icmp, tcp, udp


def entry(number, span, block, *, egress=False, allow=True):
    return AclEntry(number, egress, allow, span, cidr(block), HERE)


def chain(ruleset, name):
    body = ruleset.partition(f"chain {name} {{")[2].partition("}")[0]
    return [line.strip() for line in body.strip().splitlines()]


def test_entries_stand_in_the_order_of_their_numbers_and_the_rest_is_dropped():
    acl = Acl(
        "a",
        "v",
        (
            entry(20, tcp(22), "0.0.0.0/0"),
            entry(10, tcp(22), "10.0.0.0/8", allow=False),
            entry(5, ALL, "::/0", egress=True),
        ),
        HERE,
    )
    assert chain(rulesets.acl(acl), "ingress") == [
        "tcp dport 22 ip saddr 10.0.0.0-10.255.255.255 drop",
        "tcp dport 22 ip saddr 0.0.0.0-255.255.255.255 accept",
        "drop",
    ]
    assert chain(rulesets.acl(acl), "egress") == [
        "ip6 daddr ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff accept",
        "drop",
    ]


def test_a_subnet_without_a_known_acl_is_shut():
    assert chain(rulesets.acl(None), "ingress") == ["drop"]


def test_acls_keep_no_state_and_groups_do():
    assert "ct state" not in rulesets.acl(None)
    assert rulesets.groups([], []).count("ct state established,related accept") == 2


def test_a_rule_admits_its_blocks_and_its_members():
    rule = GroupRule(udp(53, 54), (cidr("10.1.0.0/16"),), "other", HERE)
    lines = chain(rulesets.groups([(rule, [cidr("10.9.0.7")])], []), "input")
    assert lines[-2:] == [
        "udp dport 53-54 ip saddr 10.1.0.0-10.1.255.255 accept",
        "udp dport 53-54 ip saddr 10.9.0.7 accept",
    ]


def test_a_reference_without_members_admits_nobody():
    rule = GroupRule(tcp(22), (), "empty", HERE)
    assert "dport" not in rulesets.groups([(rule, [])], [(rule, [])])


def test_icmp_is_matched_by_type_and_code():
    assert rulesets.match(icmp(8)) == "meta l4proto 1 @th,0,16 2048-2303 "
    assert rulesets.match(icmp(3, 4)) == "meta l4proto 1 @th,0,16 772 "


def test_other_protocols_have_no_ports_and_all_of_them_no_match():
    assert rulesets.match(Span(50, 0, 0)) == "meta l4proto 50 "
    assert rulesets.match(Span(ANY_PROTOCOL, 0, 0)) == ""


def test_a_range_that_is_no_block_is_matched_as_a_range():
    assert rulesets.peer(Cidr(4, 10, 20), "saddr") == "ip saddr 0.0.0.10-0.0.0.20"


def test_an_egress_only_gateway_lets_nothing_begin_outside():
    rules = rulesets.border([], [cidr("2001:db8::/48")], two_way=False)
    (entering,) = [line.strip() for line in rules.splitlines() if 'iifname "w*"' in line]
    assert entering.startswith('iifname "w*" oifname != "w*" ct state established,related ip6 daddr 2001:db8::-')


def test_an_internet_gateway_knows_public_hosts_alone():
    rules = rulesets.border([("10.0.0.4", "198.19.0.1")], [cidr("10.0.0.0/16")], two_way=True)
    assert "ip saddr { 10.0.0.4 } accept" in rules
    assert "dnat to ip daddr map { 198.19.0.1 : 10.0.0.4 }" in rules
    assert "10.0.255.255" not in rules
