import re
from datetime import date
from pathlib import Path

import pytest

from bastide.app import pathways as app
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.report.hop_words import chinese, spoken

ROOT = Path(__file__).parents[3]
STACK = ROOT / "examples/cloud-window/stack"


def hops(found):
    for pair in found.pairs:
        for shown in pair.shown:
            yield from shown.trip.forward.hops
            yield from () if shown.trip.reply is None else shown.trip.reply.hops
            yield from shown.obstacles


def test_everything_that_is_said_of_the_example_has_its_chinese_twin():
    proven = prover_module().prove_all(readable(STACK).case).evidence
    said = {hop.text for hop in hops(app.pathways(proven, STACK, today=date(2026, 12, 1)))}
    assert [one for one in said if chinese(one) == one] == []


SAID = (
    "network ACL `x`: no inbound entry matches icmp type 8 code 0 from 10.0.0.1 (default deny)",
    "network ACL `x` entry 32767 denies tcp/22 to 2001:db8::1",
    "the network ACL of `x` is not known",
    "ingress rules of `x` and `y` admit protocol 50 from members of `z`",
    "egress rule of `x` admits udp/53 to 10.0.0.0/16",
    "no egress rule of `x` and `y` admits tcp/443 to 10.0.0.1 (a reference to `z` does not hold on this path)",
    "the local route keeps the packet in `x`",
    "no route of `x` matches the destination",
    "no route of `x` matches 10.0.0.1",
    "route 10.0.0.0/8 of `x` leads to attachment `y`",
    "route 10.0.0.0/8 of `x` leads to attachment `y`, which is not known",
    "route 0.0.0.0/0 of `x` leads to internet gateway `y`",
    "route 10.0.0.0/8 leads to nat gateway `x`, which is not in `y`",
    "route 10.0.0.0/8 leads to vpn gateway `x`, which is not at `y`",
    "route 10.0.0.0/8 leads to transit gateway `x`, which `y` is not attached to",
    "route 10.0.0.0/8 leads back to firewall endpoint `x`",
    "route 10.0.0.0/8 leads back to NAT gateway `x`",
    "route 10.0.0.0/8 is a blackhole",
    "route 10.0.0.0/8 of `x` is a blackhole",
    "an edge route table cannot lead to peering `x`",
    "egress-only gateway `x` carries IPv6 only",
    "egress-only gateway `x` carries no reply to what began outside",
    "peering `x` carries only what starts in `y`",
    "peering `x` ends in `y`, and is not transitive",
    "vpn gateway `x` carries only what starts in `y`",
    "gateway endpoint `x` leads to an AWS service only",
    "internet gateway `x` hands the packet to `y`",
    "`x` has no public IPv4 address",
    "internet gateway `x` leads to internet, not to `on-premises`",
    "attachment `x` leads to on-premises, not to `internet`",
    "firewall `x` sees the request but not the reply, and drops the flow",
    "firewall `x` lets the reply pass",
    "firewall `x` drops a reply whose request it has not seen",
    "firewall `x` drops tcp/22, which no rule names",
    "a rule of firewall `x` passes tcp/443",
    "NAT gateway `x` translates the source to 10.0.0.1",
    "NAT gateway `x` translates the destination back to 10.0.0.1",
    "NAT gateway `x` has no IPv4 address of its own",
    "NAT gateway `x` does not carry IPv6",
    "NAT gateway `x` does not carry protocol 50: only TCP, UDP and ICMP",
    "NAT gateway `x` has no connection that this reply belongs to",
    "the source address 10.0.0.1 is none of those of `x`",
    "`x` passes packets on; none starts at it or ends in it",
    "no packet has one address as its source and its destination",
    "nothing leads from on-premises to `x`",
    "attachment `x` has no subnet in here-1a, where the packet comes from",
    "attachment `x` has no subnet",
    "attachment `x` is associated with no route table",
    "attachment `x` hands the packet to its transit gateway",
    "attachment `x` sends the packet round in circles",
)
"""What the walker can say (`bastide.prove.walk`), each sentence with an example in its gaps."""


@pytest.mark.parametrize("text", SAID)
def test_every_sentence_of_the_walker_has_a_twin_with_the_same_names_in_it(text):
    twin = chinese(text)
    assert twin != text
    assert {*re.findall(r"`[^`]*`", text)} == {*re.findall(r"`[^`]*`", twin)}
    assert {*re.findall(r"[0-9][0-9./a-f]+", text)} <= {*re.findall(r"[0-9][0-9./a-f]+", twin)}


def test_what_has_no_twin_stays_as_it_is():
    assert chinese("a sentence nobody knows") == "a sentence nobody knows"
    assert spoken(zh=False)("local route of `x`") == "local route of `x`"
    assert spoken(zh=True)("local route of `x`") == "`x` 的本地路由"
