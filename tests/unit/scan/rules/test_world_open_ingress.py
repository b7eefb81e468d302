from dataclasses import replace

import pytest

from support.judging import INTENT, answers, flow, outcomes

RULE = "world_open_ingress"


def separate(cidr, first, last, name="x"):
    field = "cidr_ipv6" if ":" in cidr else "cidr_ipv4"
    return f"""
resource "aws_vpc_security_group_ingress_rule" "{name}" {{
  security_group_id = aws_security_group.edge.id
  {field} = "{cidr}"
  ip_protocol = "tcp"
  from_port = {first}
  to_port = {last}
}}
"""


GROUP = """
resource "aws_security_group" "edge" {
  name = "edge"
  tags = { "bastide:zone" = "edge" }
}
"""


@pytest.mark.parametrize(
    "cidr", ["0.0.0.0/0", "::/0", "0::/0", "0:0:0:0:0:0:0:0/0", "0.0.0.0/1", "8.0.0.0/6", "2000::/3"]
)
def test_one_wide_block_is_the_world(cidr):
    assert answers(RULE, GROUP + separate(cidr, 5432, 5432))[1] == (
        "fail",
        "aws_vpc_security_group_ingress_rule.x",
        9,
    )


@pytest.mark.parametrize("cidr", ["10.0.0.0/8", "203.0.113.0/24", "fc00::/7", "2001:db8::/32", "192.168.0.0/16"])
def test_private_and_narrow_blocks_are_not(cidr):
    assert outcomes(RULE, GROUP + separate(cidr, 22, 22)) == ["pass", "pass"]


def test_two_halves_in_two_rules_are_the_world_and_point_at_each_other():
    text = GROUP + separate("0.0.0.0/1", 22, 22, "a") + separate("128.0.0.0/1", 0, 1024, "b")
    assert outcomes(RULE, text) == ["pass", "fail", "fail"]


def test_many_small_pieces_are_the_world():
    pieces = "".join(separate(f"{n}.0.0.0/8", 22, 22, f"p{n}") for n in range(40, 44))
    assert outcomes(RULE, GROUP + pieces) == ["pass"] + ["fail"] * 4


def test_two_pieces_at_different_ports_are_not_together():
    text = GROUP + separate("44.0.0.0/8", 22, 22, "a") + separate("45.0.0.0/8", 443, 443, "b")
    assert "fail" not in outcomes(RULE, text)


def test_exactly_the_declared_flow_may_come_from_the_internet():
    intent = replace(INTENT, flows=(flow("internet", "edge", 443),))
    assert outcomes(RULE, GROUP + separate("0.0.0.0/0", 443, 443), intent) == ["pass", "pass"]
    assert outcomes(RULE, GROUP + separate("0.0.0.0/0", 443, 444), intent) == ["pass", "fail"]
    assert outcomes(RULE, GROUP + separate("0.0.0.0/0", 443, 443), None) == ["pass", "fail"]


def test_the_declared_flow_of_another_zone_does_not_help():
    intent = replace(INTENT, flows=(flow("internet", "app", 443),))
    assert outcomes(RULE, GROUP + separate("0.0.0.0/0", 443, 443), intent) == ["pass", "fail"]


@pytest.mark.parametrize(
    "body",
    [
        'ingress = [{ protocol = "tcp", from_port = 22, to_port = 22, cidr_blocks = ["0.0.0.0/0"] }]',
        'ingress {\n protocol = "-1"\n from_port = 0\n to_port = 0\n self = true\n cidr_blocks = ["0.0.0.0/0"]\n}',
        'ingress {\n protocol = "tcp"\n from_port = "22"\n to_port = "22"\n ipv6_cidr_blocks = ["::/0"]\n}',
    ],
)
def test_inline_rules_count_however_written(body):
    assert outcomes(RULE, f'resource "aws_security_group" "x" {{\n{body}\n}}') == ["fail"]


def test_a_rule_beside_a_prefix_list_counts():
    text = """
resource "aws_security_group_rule" "x" {
  type = "ingress"
  security_group_id = "sg-1"
  protocol = "tcp"
  from_port = 22
  to_port = 22
  cidr_blocks = ["0.0.0.0/0"]
  prefix_list_ids = ["pl-1"]
}
"""
    assert answers(RULE, text) == [("fail", "aws_security_group_rule.x", 8)]


def test_a_prefix_list_of_the_tree_is_read():
    text = """
resource "aws_ec2_managed_prefix_list" "all" {
  entry {
    cidr = "0.0.0.0/0"
  }
}
resource "aws_vpc_security_group_ingress_rule" "x" {
  security_group_id = "sg-1"
  prefix_list_id = aws_ec2_managed_prefix_list.all.id
  ip_protocol = "-1"
}
"""
    assert answers(RULE, text) == [("fail", "aws_vpc_security_group_ingress_rule.x", 9)]


@pytest.mark.parametrize("value", ["var.blocks", "concat(local.a, local.b)", "[var.block]"])
def test_a_block_that_cannot_be_evaluated_is_unknown(value):
    text = f"""
resource "aws_security_group_rule" "x" {{
  type = "ingress"
  security_group_id = "sg-1"
  protocol = "tcp"
  from_port = 22
  to_port = 22
  cidr_blocks = {value}
}}
"""
    assert outcomes(RULE, text) == ["unknown"]


def test_a_dynamic_block_is_unknown():
    text = """
resource "aws_security_group" "x" {
  dynamic "ingress" {
    for_each = ["0.0.0.0/0"]
    content {
      cidr_blocks = [ingress.value]
    }
  }
}
"""
    assert outcomes(RULE, text) == ["unknown"]


def test_egress_is_not_ingress():
    text = """
resource "aws_security_group" "x" {
  egress {
    protocol = "-1"
    from_port = 0
    to_port = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"""
    assert outcomes(RULE, text) == ["pass"]


@pytest.mark.parametrize("attribute", ["vpc_security_group_ids", "security_groups"])
def test_two_halves_in_two_groups_of_one_host_are_the_world(attribute):
    other = GROUP.replace('"edge" {', '"other" {')
    half = separate("128.0.0.0/1", 22, 22, "b").replace("aws_security_group.edge", "aws_security_group.other")
    apart = GROUP + other + separate("44.0.0.0/8", 22, 22, "a") + half.replace("128.0.0.0/1", "45.0.0.0/8")
    assert "fail" not in outcomes(RULE, apart)
    host = f'resource "aws_x" "h" {{\n {attribute} = [aws_security_group.edge.id, aws_security_group.other.id]\n}}'
    assert outcomes(RULE, apart + host).count("fail") == 2
