from dataclasses import replace

import pytest

from bastide.model.intent import DeclaredTier
from support.judging import INTENT, outcomes

RULE = "shared_tier"
TOPICS = """
resource "aws_sqs_queue" "tickets" {}
resource "aws_sns_topic" "medium" {}
resource "aws_sns_topic" "high" {}
resource "aws_cloudwatch_event_rule" "any" {
  event_pattern = jsonencode({ source = ["aws.guardduty"] })
}
"""
SENT = """
resource "aws_cloudwatch_event_target" "%s" {
  rule = aws_cloudwatch_event_rule.any.name
  arn  = %s
}
"""
TARGETS = {
    "low": SENT % ("low", "aws_sqs_queue.tickets.arn"),
    "medium": SENT % ("medium", "aws_sns_topic.medium.arn"),
    "high": SENT % ("high", "aws_sns_topic.high.arn"),
}
WHOLE = TOPICS + "".join(TARGETS.values())


def declared(*tiers):
    return replace(INTENT, tiers=tuple(DeclaredTier(name, 15, targets) for name, targets in tiers))


LOW = ("low", ("aws_sqs_queue.tickets",))
MEDIUM = ("medium", ("aws_sns_topic.medium",))
HIGH = ("high", ("aws_sns_topic.high",))


def test_three_tiers_with_three_targets_are_right():
    assert outcomes(RULE, WHOLE) == ["pass", "pass", "pass"]


def test_two_tiers_with_one_target_are_found_both():
    shared = declared(LOW, MEDIUM, ("high", ("aws_sns_topic.medium",)))
    assert outcomes(RULE, WHOLE, shared) == ["pass", "fail", "fail"]


def test_a_tier_that_is_not_declared_is_missed():
    assert outcomes(RULE, WHOLE, declared(LOW, HIGH)) == ["pass", "fail", "pass"]


@pytest.mark.parametrize("tier", TARGETS)
def test_a_tier_that_no_rule_sends_to_is_found(tier):
    found = outcomes(RULE, WHOLE.replace(TARGETS[tier], ""))
    assert found.count("fail") == 1


def test_a_target_that_is_not_in_the_tree_is_found():
    left = WHOLE.replace('resource "aws_sns_topic" "high" {}\n', "").replace(TARGETS["high"], "")
    assert outcomes(RULE, left) == ["pass", "pass", "fail"]


def test_a_document_is_known_by_the_name_inside_its_arn():
    document = 'resource "aws_ssm_document" "cut" {\n  name = "cut"\n}\n'
    arn = '"arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/${aws_ssm_document.cut.name}:$DEFAULT"'
    more = declared(LOW, MEDIUM, ("high", ("aws_sns_topic.high", "aws_ssm_document.cut")))
    assert outcomes(RULE, WHOLE + document + SENT % ("cut", arn), more) == ["pass", "pass", "pass"]
    assert outcomes(RULE, WHOLE + document, more) == ["pass", "pass", "fail"]
