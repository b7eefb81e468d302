from support.judging import answers, outcomes

RULE = "unlocked_default_network"
VPC = 'resource "aws_vpc" "main" {}\n'
GROUP = 'resource "aws_default_security_group" "main" {\n  vpc_id = aws_vpc.main.id\n%s\n}\n'
ACL = 'resource "aws_default_network_acl" "main" {\n default_network_acl_id = aws_vpc.main.d\n%s\n}\n'


def test_both_defaults_must_be_adopted_where_zones_are_declared():
    assert outcomes(RULE, VPC) == ["fail", "fail"]
    assert outcomes(RULE, VPC + GROUP % "") == ["fail"]
    assert outcomes(RULE, VPC + GROUP % "" + ACL % "") == ["pass"]
    assert outcomes(RULE, VPC + GROUP % "", None) == ["pass"]


def test_an_adopted_default_with_rules_is_found_at_the_rule():
    text = VPC + GROUP % "ingress {\n self = true\n}" + ACL % ""
    assert answers(RULE, text) == [("fail", "aws_vpc.main", 4)]


def test_a_default_that_may_not_exist_is_unknown():
    assert outcomes(RULE, VPC + GROUP % "count = var.on" + ACL % "") == ["unknown"]


def test_the_acl_of_an_isolated_zone_lets_not_everything_in():
    text = """
resource "aws_network_acl" "data" {
  tags = { "bastide:zone" = "%s" }
}
resource "aws_network_acl_rule" "x" {
  network_acl_id = aws_network_acl.data.id
  rule_action = "allow"
  protocol = "%s"
  cidr_block = "%s"
}
"""
    assert answers(RULE, text % ("data", "-1", "0.0.0.0/0")) == [("fail", "aws_network_acl.data", 5)]
    assert outcomes(RULE, text % ("data", "tcp", "0.0.0.0/0")) == ["pass"]
    assert outcomes(RULE, text % ("data", "-1", "10.0.0.0/8")) == ["pass"]
    assert outcomes(RULE, text % ("edge", "-1", "0.0.0.0/0")) == []


def test_the_main_route_table_holds_no_route_where_zones_are_declared():
    table = (
        'resource "aws_default_route_table" "x" {\n  default_route_table_id = aws_vpc.x.default_route_table_id\n%s\n}\n'
    )
    inline = '  route {\n    cidr_block = "0.0.0.0/0"\n  }'
    separate = 'resource "aws_route" "r" {\n  route_table_id = aws_default_route_table.x.id\n}\n'
    assert answers(RULE, table % inline) == [("fail", "aws_default_route_table.x", 3)]
    assert answers(RULE, table % "" + separate) == [("fail", "aws_default_route_table.x", 5)]
    assert outcomes(RULE, table % "  route = []") == ["pass"]
    assert outcomes(RULE, table % inline, None) == []
