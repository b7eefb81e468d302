from dataclasses import replace

import pytest

from bastide.scan.rules import open_isolation
from support.judging import INTENT, case, outcomes

RULE = "open_isolation"
GROUP = 'resource "aws_security_group" "isolation" {\n  ingress = []\n  egress  = []\n}\n'
ZONE = 'resource "aws_security_group" "app" {\n%s}\n'
RULE_ON = 'resource "%s" "x" {\n  security_group_id = aws_security_group.isolation.id\n}\n'
PEER = """
resource "aws_vpc_security_group_ingress_rule" "x" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.isolation.id
}
"""
ON_IT = (
    RULE_ON % "aws_vpc_security_group_ingress_rule",
    RULE_ON % "aws_vpc_security_group_egress_rule",
    RULE_ON % "aws_security_group_rule",
    ZONE % "" + PEER,
    ZONE % "  ingress {\n    security_groups = [aws_security_group.isolation.id]\n  }\n",
)


def test_a_group_with_no_rule_is_right():
    assert outcomes(RULE, GROUP) == ["pass"]


@pytest.mark.parametrize("rule", ON_IT)
def test_each_rule_by_which_something_passes_is_found(rule):
    assert outcomes(RULE, GROUP + rule) == ["fail"]


@pytest.mark.parametrize("way", ["ingress", "egress"])
def test_a_rule_of_its_own_is_found(way):
    block = f'  {way} {{\n    protocol    = "tcp"\n    from_port   = 22\n    to_port     = 22\n  }}\n'
    line = next(one for one in GROUP.splitlines(keepends=True) if way in one)
    assert outcomes(RULE, GROUP.replace(line, block)) == ["fail"]


def test_silence_is_not_emptiness():
    assert outcomes(RULE, GROUP.replace("  egress  = []\n", "")) == ["fail"]


def test_a_group_that_the_tree_lacks_is_missed():
    lacking = replace(case(ZONE % "", INTENT), intent=INTENT)
    assert [str(one.outcome) for one in open_isolation.check(lacking)] == ["fail"]


def test_other_groups_may_have_rules():
    other = ON_IT[0].replace("isolation", "app")
    assert outcomes(RULE, GROUP + ZONE % "" + other) == ["pass"]
