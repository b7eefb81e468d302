import pytest

from support.judging import answers, outcomes

RULE = "implicit_egress"
GROUP = 'resource "aws_security_group" "app" {\n%s\n}\n'
BARE = GROUP % ""
MAKER = 'resource "%s" "x" {\n security_group_id = %s\n%s}\n'
SEPARATE, EITHER = "aws_vpc_security_group_egress_rule", "aws_security_group_rule"


def test_a_group_that_says_nothing_of_egress_is_found():
    assert answers(RULE, BARE) == [("fail", "aws_security_group.app", 1)]
    assert outcomes(RULE, GROUP % "ingress {\n protocol = -1\n}") == ["fail"]


@pytest.mark.parametrize("said", ["egress = []", "egress {\n protocol = -1\n}", "egress = [{ protocol = -1 }]"])
def test_a_group_that_says_what_it_lets_out_passes(said):
    assert outcomes(RULE, GROUP % said) == ["pass"]


def test_a_resource_that_makes_an_egress_rule_says_it():
    assert outcomes(RULE, BARE + MAKER % (SEPARATE, "aws_security_group.app.id", "")) == ["pass"]
    assert outcomes(RULE, BARE + MAKER % (EITHER, "aws_security_group.app.id", 'type = "egress"\n')) == ["pass"]


def test_a_rule_of_another_direction_or_group_does_not():
    assert outcomes(RULE, BARE + MAKER % (EITHER, "aws_security_group.app.id", 'type = "ingress"\n')) == ["fail"]
    ingress = MAKER % ("aws_vpc_security_group_ingress_rule", "aws_security_group.app.id", "")
    assert outcomes(RULE, BARE + ingress) == ["fail"]
    assert outcomes(RULE, BARE + MAKER % (SEPARATE, '"sg-0a1b2c3d"', "")) == ["fail"]


def test_what_may_make_the_rule_is_a_doubt():
    assert outcomes(RULE, BARE + MAKER % (SEPARATE, "var.group", "")) == ["unknown"]
    assert outcomes(RULE, BARE + MAKER % (SEPARATE, "aws_security_group.app.id", "count = var.on\n")) == ["unknown"]
    assert outcomes(RULE, BARE + MAKER % (EITHER, "var.group", 'type = "ingress"\n')) == ["fail"]
    assert outcomes(RULE, GROUP % "egress = var.rules") == ["unknown"]


def test_only_a_dynamic_egress_is_a_doubt():
    block = 'dynamic "%s" {\n for_each = var.x\n content {}\n}'
    assert outcomes(RULE, GROUP % (block % "egress")) == ["unknown"]
    assert outcomes(RULE, GROUP % (block % "ingress")) == ["fail"]


def test_an_adopted_default_group_is_not_meant():
    assert outcomes(RULE, 'resource "aws_default_security_group" "x" {}') == []
