"""What a walk says, from its first hop to its last."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.proof import Walk
from unit.prove.walk.nets import ONE, TWO, Net, blamed, blocker, esp, ping, tcp, two_subnets
from unit.prove.walk.test_firewall import FITTING, inspected
from unit.prove.walk.test_internet import exposed
from unit.prove.walk.test_nat import hidden
from unit.prove.walk.test_peering import peered
from unit.prove.walk.test_transit import joined

WEB = "9.9.9.9"


def told(walk: Walk | None) -> list[str]:
    assert walk is not None
    return [hop.text for hop in walk.hops]


def both(net: Net, *question) -> tuple[list[str], list[str]]:
    trip = net.trip(*question)
    return told(trip.forward), told(trip.reply)


def out(peer: str, port: int = 443) -> str:
    return f"network ACL `any-acl` entry 100 admits tcp/{port} to {peer}"


def into(peer: str, port: int = 443) -> str:
    return f"network ACL `any-acl` entry 100 admits tcp/{port} from {peer}"


STARTS = "egress rule of `any` admits tcp/443 to 0.0.0.0/0"
LANDS = "ingress rule of `any` admits tcp/443 from 0.0.0.0/0"


def test_inside_a_vpc():
    there, back = both(two_subnets(), "one", "two", tcp(ONE, TWO))
    assert there == [STARTS, out(TWO), "local route of `v`", into(ONE), LANDS]
    assert back == [out(ONE, 40000), "local route of `v`", into(TWO, 40000)]


def test_to_the_internet_and_from_it():
    there, back = both(exposed(), "one", "internet", tcp(ONE, WEB))
    assert there == [STARTS, out(WEB), "route 0.0.0.0/0 of `a-table` leads to internet gateway `igw`"]
    assert back == ["internet gateway `igw` hands the packet to `v`", into(WEB, 40000)]
    there, back = both(exposed(), "internet", "one", tcp(WEB, ONE))
    assert there == ["internet gateway `igw` hands the packet to `v`", into(WEB), LANDS]
    assert back == [out(WEB, 40000), "route 0.0.0.0/0 of `a-table` leads to internet gateway `igw`"]


def test_through_a_nat_gateway():
    there, back = both(hidden(), "one", "internet", tcp(ONE, WEB))
    assert there == [
        STARTS,
        out(WEB),
        "route 0.0.0.0/0 of `a-table` leads to nat gateway `nat`",
        into(ONE),
        "NAT gateway `nat` translates the source to 10.0.8.5",
        out(WEB),
        "route 0.0.0.0/0 of `n-table` leads to internet gateway `igw`",
    ]
    assert back == [
        "internet gateway `igw` hands the packet to `v`",
        into(WEB, 1024),
        "NAT gateway `nat` translates the destination back to 10.0.1.10",
        out(ONE, 40000),
        "local route of `v`",
        into(WEB, 40000),
    ]


def test_over_a_peering():
    there, _ = both(peered(), "one", "far", tcp(ONE, "10.1.1.10"))
    route = "route 10.1.0.0/16 of `a-table` leads to peering `pcx`"
    assert there == [STARTS, out("10.1.1.10"), route, into(ONE), LANDS]


def test_over_a_transit_gateway():
    there, _ = both(joined(), "one", "far", tcp(ONE, "10.1.1.10"))
    assert there == [
        STARTS,
        out("10.1.1.10"),
        into(ONE),
        "route 10.0.0.0/8 of `a-table` leads to transit gateway `tgw`",
        "route 10.1.0.0/16 of `tgw-table` leads to attachment `there`",
        out("10.1.1.10"),
        "local route of `w`",
        into(ONE),
        LANDS,
    ]


def test_from_on_premises_over_a_transit_gateway():
    net = joined(("10.0.0.0/16", "here"), ("10.200.0.0/16", "vpn"))
    net.attach("vpn", "")
    there, back = both(net, "on-premises", "one", tcp("10.200.0.1", ONE))
    assert there[:2] == [
        "attachment `vpn` hands the packet to its transit gateway",
        "route 10.0.0.0/16 of `tgw-table` leads to attachment `here`",
    ]
    assert back[-1] == "route 10.200.0.0/16 of `tgw-table` leads to attachment `vpn`"


def test_through_a_firewall():
    there, back = both(inspected(FITTING), "one", "two", tcp(ONE, TWO))
    assert there == [
        STARTS,
        out(TWO),
        "route 10.0.2.0/24 of `a-table` leads to firewall endpoint `endpoint`",
        into(ONE),
        "a rule of firewall `fw` passes tcp/443",
        out(TWO),
        "local route of `v`",
        into(ONE),
        LANDS,
    ]
    assert "firewall `fw` lets the reply pass" in back


def test_the_walk_carries_its_packet_and_the_reply_its_own():
    packet = tcp(ONE, TWO)
    trip = two_subnets().trip("one", "two", packet)
    assert trip.reply is not None
    assert (trip.forward.packet, trip.forward.source, trip.forward.destination) == (packet, "one", "two")
    assert (trip.reply.packet, trip.reply.source, trip.reply.destination) == (tcp(TWO, ONE, 40000, 443), "two", "one")


def test_a_ping_and_its_reply_in_words():
    there, back = both(two_subnets(), "one", "two", ping(ONE, TWO))
    assert there[1] == "network ACL `any-acl` entry 100 admits icmp type 8 code 0 to 10.0.2.10"
    assert back[0] == "network ACL `any-acl` entry 100 admits icmp type 0 code 0 to 10.0.1.10"
    assert told(two_subnets().trip("one", "two", esp(ONE, TWO)).forward)[0].endswith("admits protocol 50 to 0.0.0.0/0")


@pytest.mark.parametrize("target", [one for one in Target if one is not Target.LOCAL])
def test_an_acl_that_lets_nothing_out_is_met_before_a_route_that_leads_nowhere(target):
    net = two_subnets(a="shut")
    net.acl("shut")
    net.route("a-table", "0.0.0.0/0", target, "unheard-of")
    assert blamed(net.trip("one", "internet", tcp(ONE, WEB))) == ["shut"]


@pytest.mark.parametrize("builder", [exposed, hidden, lambda: inspected(FITTING)])
def test_an_acl_that_lets_nothing_out_is_met_before_what_a_route_leads_to(builder):
    net = builder()
    net.acl("shut")
    table = net.parts["tables"]["a-table"]
    net.subnet("a", "10.0.1.0/24", acl="shut")
    net.add("tables", table)
    for question in (("one", "internet", tcp(ONE, WEB)), ("one", "two", tcp(ONE, TWO))):
        assert blamed(net.trip(*question)) == ["shut"]


def test_an_egress_only_gateway_is_met_after_the_acl():
    net = exposed(kind=Target.EGRESS_ONLY)
    net.acl("any-acl")
    assert blamed(net.trip("one", "internet", tcp(ONE, WEB))) == ["any-acl"]


def test_an_attachment_in_another_zone_is_met_after_the_acl():
    net = joined(acl="shut", zones=("b",))
    net.acl("shut")
    assert blamed(net.trip("one", "far", tcp(ONE, "10.1.1.10"))) == ["shut"]


def test_alternatives_that_are_decided_alike_are_told_once():
    net = joined(far_zones=("a", "b"))
    net.attach("there", "w", "u-a", "u-b", appliance_mode=True)
    assert len(net.trips("one", "far", tcp(ONE, "10.1.1.10"))) == 1


def test_a_part_without_an_address_or_a_subnet_is_no_way_and_not_no_answer():
    net = hidden()
    net.subnet("n", "fd00::/64")
    net.host("nat", "n", groups=[])
    net.route("n-table", "0.0.0.0/0", Target.INTERNET, "igw")
    assert "has no IPv4 address of its own" in blocker(net.trip("one", "internet", tcp(ONE, WEB)))
    net = joined()
    net.attach("there", "w")
    assert blocker(net.trip("one", "far", tcp(ONE, "10.1.1.10"))) == "attachment `there` has no subnet"


def test_the_internet_is_not_behind_an_attachment_that_leads_outside():
    net = joined(("0.0.0.0/0", "vpn"))
    net.attach("vpn", "")
    net.route("a-table", "0.0.0.0/0", Target.TRANSIT, "tgw")
    trip = net.trip("one", "internet", tcp(ONE, WEB))
    assert blocker(trip) == "attachment `vpn` leads to on-premises, not to `internet`"
