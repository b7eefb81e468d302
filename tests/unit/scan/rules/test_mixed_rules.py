from dataclasses import replace

import pytest

from support.judging import answers, case, outcomes, rule

RULE = "mixed_rules"
OWNER = 'resource "%s" "x" {\n%s\n}\n'
MAKER = 'resource "%s" "y" {\n %s = %s.x.id\n%s\n}\n'
PAIRS = [
    ("aws_security_group", "aws_vpc_security_group_ingress_rule", "security_group_id", "", "ingress"),
    ("aws_security_group", "aws_vpc_security_group_egress_rule", "security_group_id", "", "egress"),
    ("aws_security_group", "aws_security_group_rule", "security_group_id", 'type = "ingress"', "ingress"),
    ("aws_default_security_group", "aws_security_group_rule", "security_group_id", 'type = "egress"', "egress"),
    ("aws_network_acl", "aws_network_acl_rule", "network_acl_id", "", "ingress"),
    ("aws_default_network_acl", "aws_network_acl_rule", "network_acl_id", "egress = true", "egress"),
    ("aws_route_table", "aws_route", "route_table_id", "", "route"),
    ("aws_default_route_table", "aws_route", "route_table_id", "", "route"),
]


@pytest.mark.parametrize(("owner", "maker", "attribute", "more", "part"), PAIRS)
def test_rules_in_both_ways_are_found_at_those_inside(owner, maker, attribute, more, part):
    made = MAKER % (maker, attribute, owner, more)
    assert answers(RULE, OWNER % (owner, f"{part} {{\n}}") + made) == [("fail", f"{owner}.x", 2)]
    assert outcomes(RULE, OWNER % (owner, f"{part} = []") + made) == ["fail"]
    assert outcomes(RULE, OWNER % (owner, f'dynamic "{part}" {{\n}}') + made) == ["fail"]


@pytest.mark.parametrize(("owner", "maker", "attribute", "more", "part"), PAIRS)
def test_one_way_alone_passes_and_each_direction_is_one_list(owner, maker, attribute, more, part):
    made = MAKER % (maker, attribute, owner, more)
    other = {"ingress": "egress", "egress": "ingress", "route": "timeouts"}[part]
    assert outcomes(RULE, OWNER % (owner, "") + made) == ["pass"]
    assert outcomes(RULE, OWNER % (owner, f"{other} {{\n}}") + made) == ["pass"]
    assert outcomes(RULE, OWNER % (owner, f"{part} {{\n}}")) == []


def test_subnets_named_by_an_acl_and_bound_to_it_are_two_ways():
    bound = MAKER % ("aws_network_acl_association", "network_acl_id", "aws_network_acl", "")
    assert outcomes(RULE, OWNER % ("aws_network_acl", "subnet_ids = [aws_subnet.a.id]") + bound) == ["fail"]
    assert outcomes(RULE, OWNER % ("aws_network_acl", "") + bound) == ["pass"]


def test_a_direction_that_cannot_be_known_is_a_doubt():
    made = MAKER % ("aws_security_group_rule", "security_group_id", "aws_security_group", "type = var.type")
    assert outcomes(RULE, OWNER % ("aws_security_group", "ingress {\n}") + made) == ["unknown"]


def test_in_a_plan_rules_made_by_hand_look_like_rules_inside():
    made = MAKER % ("aws_route", "route_table_id", "aws_route_table", "")
    read = case(OWNER % ("aws_route_table", "route {\n}") + made)
    planned = tuple(replace(one, body=replace(one.body, end_line=0)) for one in read.graph.resources)
    found = list(rule(RULE).check(replace(read, graph=replace(read.graph, resources=planned))))
    assert [str(one.outcome) for one in found] == ["unknown"]
