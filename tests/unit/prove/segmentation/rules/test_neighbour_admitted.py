from dataclasses import replace

import pytest

from support.judging import INTENT
from support.proving import by_intent

VPC = "vpc-0e0e0e0e0e0e0e0e0"
SUBNET = f"""
resource "aws_subnet" "app" {{
  vpc_id     = "{VPC}"
  cidr_block = "10.40.1.0/24"
}}
"""


def acl(*entries):
    bodies = "".join(
        f"""
  {way} {{
    rule_no    = {number}
    action     = "{action}"
    protocol   = "tcp"
    from_port  = {first}
    to_port    = {last}
    cidr_block = "{block}"
  }}"""
        for way, number, action, first, last, block in entries
    )
    head = f'resource "aws_network_acl" "app" {{\n  vpc_id     = "{VPC}"\n  subnet_ids = [aws_subnet.app.id]'
    return f"{SUBNET}{head}{bodies}\n}}\n"


def told(text, intent=INTENT):
    found = [one for one in by_intent(text, intent).findings if one.code == "SEG010"]
    return [(str(one.outcome), one.message) for one in found if str(one.outcome) != "pass"]


OPEN = ("egress", 200, "allow", 443, 443, "0.0.0.0/0")


def test_an_entry_for_the_internet_is_one_for_the_owners_hosts_as_well():
    said = "entry 200 of `aws_network_acl.app` admits tcp/443 to hosts of the network's owner"
    assert told(acl(OPEN)) == [("fail", said)]


@pytest.mark.parametrize(
    ("wall", "faults"),
    [
        (("egress", 100, "deny", 443, 443, "10.0.0.0/8"), 0),
        (("egress", 100, "deny", 0, 65535, "10.0.0.0/8"), 0),
        (("egress", 300, "deny", 443, 443, "10.0.0.0/8"), 1),
        (("ingress", 100, "deny", 443, 443, "10.0.0.0/8"), 1),
        (("egress", 100, "deny", 80, 80, "10.0.0.0/8"), 1),
        (("egress", 100, "deny", 443, 443, "10.0.0.0/9"), 1),
    ],
    ids=["whole", "wider", "behind-it", "other-way", "other-port", "half-the-network"],
)
def test_only_a_wall_ahead_of_it_around_the_whole_network_keeps_them_out(wall, faults):
    assert len(told(acl(wall, OPEN))) == faults


def test_what_names_the_platforms_own_block_admits_nobody_else():
    assert told(acl(("ingress", 100, "allow", 443, 443, "10.40.0.0/16"))) == []


def test_a_list_in_a_network_of_our_own_needs_no_walls():
    assert told(acl(OPEN), replace(INTENT, existing=())) == []
