from bastide.model.wire import ICMP
from unit.prove.walk.nets import ONE, TWO, Net, blamed, blocker, esp, ping, tcp, two_subnets, udp


def between(ingress=("all 0.0.0.0/0",), egress=("all 0.0.0.0/0",)) -> Net:
    net = two_subnets()
    net.group("source", egress=egress)
    net.group("target", ingress=ingress)
    net.host("one", "a", ONE, groups=["source"])
    net.host("two", "b", TWO, groups=["target"])
    return net


def test_the_reply_to_what_was_admitted_needs_no_rule():
    assert between().completes("one", "two", tcp(ONE, TWO))


def test_the_reply_to_a_ping_needs_no_rule():
    assert between().completes("one", "two", ping(ONE, TWO))


def test_without_an_egress_rule_nothing_starts_and_the_group_is_blamed():
    trip = between(egress=[]).trip("one", "two", tcp(ONE, TWO))
    assert blocker(trip) == "no egress rule of `source` admits tcp/443 to 10.0.2.10"
    assert blamed(trip) == ["source"]


def test_without_an_ingress_rule_nothing_arrives_and_the_group_is_blamed():
    trip = between(ingress=["tcp 80 0.0.0.0/0"]).trip("one", "two", tcp(ONE, TWO))
    assert blocker(trip) == "no ingress rule of `target` admits tcp/443 from 10.0.1.10"
    assert blamed(trip) == ["target"]


def test_every_rule_that_admits_is_named():
    trip = between(ingress=["tcp 443 10.0.1.0/24", "tcp 80 0.0.0.0/0", "tcp 1-1000 0.0.0.0/0"]).trip(
        "one", "two", tcp(ONE, TWO)
    )
    last = trip.forward.hops[-1]
    assert [one.address for one in last.origins] == ["target tcp 443 10.0.1.0/24", "target tcp 1-1000 0.0.0.0/0"]
    assert last.text == "ingress rules of `target` admit tcp/443 from 10.0.1.0/24"


def test_the_first_hop_says_which_rule_and_which_block():
    hop = between(egress=["tcp 443 10.0.2.0/24"]).trip("one", "two", tcp(ONE, TWO)).forward.hops[0]
    assert hop.text == "egress rule of `source` admits tcp/443 to 10.0.2.0/24"


def test_several_groups_admit_what_any_of_them_admits():
    net = between(ingress=["tcp 80 0.0.0.0/0"])
    net.group("more", ingress=["tcp 443 0.0.0.0/0"])
    net.host("two", "b", TWO, groups=["target", "more"])
    assert net.completes("one", "two", tcp(ONE, TWO))
    assert net.completes("one", "two", tcp(ONE, TWO, 80))
    assert blamed(net.trip("one", "two", tcp(ONE, TWO, 22))) == ["target", "more"]


def test_a_reference_admits_the_carriers_of_a_group_and_nobody_else():
    net = between(ingress=["tcp 443 @source"])
    net.host("three", "a", "10.0.1.11")
    assert net.completes("one", "two", tcp(ONE, TWO))
    assert not net.completes("three", "two", tcp("10.0.1.11", TWO))


def test_an_outbound_reference_holds_inside_a_vpc():
    net = between(egress=["tcp 443 @target"])
    net.host("three", "b", "10.0.2.11")
    assert net.completes("one", "two", tcp(ONE, TWO))
    assert not net.completes("one", "three", tcp(ONE, "10.0.2.11"))


def test_a_reference_does_not_import_the_other_groups_rules():
    net = between(ingress=["tcp 443 @open"])
    net.group("open", ingress=["all 0.0.0.0/0"])
    assert not net.completes("one", "two", tcp(ONE, TWO))


def test_a_self_reference_admits_members_only():
    net = two_subnets()
    net.group("ring", ingress=["all @ring"], egress=["all 0.0.0.0/0"])
    net.host("one", "a", groups=["ring"])
    net.host("two", "b", groups=["ring"])
    assert net.completes("one", "two", tcp(ONE, TWO))
    assert net.completes("one", "one", tcp(ONE, "10.0.1.11"))
    net.host("one", "a")
    assert not net.completes("one", "two", tcp(ONE, TWO))


def test_groups_are_judged_inside_a_subnet_too():
    net = between(ingress=["tcp 80 0.0.0.0/0"])
    net.host("two", "a", "10.0.1.20", groups=["target"])
    assert not net.completes("one", "two", tcp(ONE, "10.0.1.20"))


def test_all_protocols_ignores_ports():
    assert between(ingress=["all 10.0.0.0/8"]).completes("one", "two", esp(ONE, TWO))


def test_every_tcp_port_is_not_every_protocol():
    net = between(ingress=["tcp 0-65535 10.0.0.0/8"])
    assert not net.completes("one", "two", udp(ONE, TWO))
    assert not net.completes("one", "two", esp(ONE, TWO))


def test_port_zero_is_a_port_and_not_all_of_them():
    assert not between(ingress=["tcp 0 10.0.0.0/8"]).completes("one", "two", tcp(ONE, TWO))


def test_icmp_is_admitted_by_type():
    net = between(ingress=["icmp 8 10.0.0.0/8"])
    assert net.completes("one", "two", ping(ONE, TWO))
    assert not net.completes("one", "two", tcp(ONE, TWO, 13 * 256, 0, ICMP))


def test_a_rule_for_ipv4_says_nothing_of_ipv6():
    net = between(ingress=["all 0.0.0.0/0"], egress=["all 0.0.0.0/0", "all ::/0"])
    trip = net.trip("one", "two", tcp("fd00:0:0:1:1::1", "fd00:0:0:1:2::1"))
    assert blocker(trip).startswith("no ingress rule of `target` admits tcp/443 from fd00:")


def test_an_interface_without_groups_is_filtered_by_acls_alone():
    net = between()
    net.host("two", "b", TWO, groups=[])
    assert net.completes("one", "two", tcp(ONE, TWO))


def test_a_group_that_is_not_known_admits_nothing():
    net = between()
    net.host("two", "b", TWO, groups=["elsewhere"])
    assert blocker(net.trip("one", "two", tcp(ONE, TWO))).startswith("no ingress rule of `elsewhere`")
