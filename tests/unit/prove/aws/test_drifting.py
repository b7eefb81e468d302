import pytest

from support.aws_trees import doubts

GROUP = """
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.main.id
  %s
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = aws_security_group.g.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
  %s
}
"""


def ignoring(what):
    return f"lifecycle {{\n    ignore_changes = {what}\n  }}"


@pytest.mark.parametrize("what", ["all", "[ingress]", '["ingress"]', "[tags, egress]"])
def test_a_group_whose_rules_may_differ_for_ever_is_a_doubt(what):
    assert doubts(GROUP % (ignoring(what), "")) == [("aws_security_group.g", 5, {"aws_security_group.g"})]


def test_a_rule_whose_peer_may_differ_for_ever_is_a_doubt_of_its_group():
    found = doubts(GROUP % ("", ignoring("[cidr_ipv4]")))
    assert found == [("aws_vpc_security_group_ingress_rule.r", 13, {"aws_security_group.g"})]


def test_what_is_part_of_nothing_known_may_change_everything():
    text = f'resource "aws_launch_template" "t" {{\n  {ignoring("[network_interfaces]")}\n}}\n'
    assert doubts(text) == [("aws_launch_template.t", 3, set())]


@pytest.mark.parametrize("what", ["[tags]", '[tags["Name"], description]', "[name]"])
def test_what_changes_no_packets_way_may_differ(what):
    assert doubts(GROUP % (ignoring(what), ignoring("[tags_all]"))) == []


def test_the_default_acl_may_get_subnets_that_no_other_acl_has():
    text = f"""
resource "aws_default_network_acl" "d" {{
  default_network_acl_id = aws_vpc.main.default_network_acl_id
  {ignoring("[subnet_ids]")}
}}
"""
    assert doubts(text) == []
