import pytest

from support.judging import answers, outcomes

RULE = "ignored_change"
TREE = 'resource "aws_security_group" "x" {\n  lifecycle {\n    ignore_changes = %s\n  }\n}\n'


@pytest.mark.parametrize("what", ["all", "[ingress]", "[tags, egress]", '["policy"]'])
def test_what_decides_may_not_be_ignored(what):
    assert answers(RULE, TREE % what) == [("fail", "aws_security_group.x", 3)]


@pytest.mark.parametrize("what", ["[tags]", "[subnet_ids]", "[]"])
def test_what_others_set_may_be(what):
    assert outcomes(RULE, TREE % what) == ["pass"]


def test_a_lifecycle_that_ignores_nothing_is_not_judged():
    assert outcomes(RULE, 'resource "aws_x" "x" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n') == []
