import pytest

from support.judging import answers, outcomes

RULE = "unheard_detector"
PROVIDERS = """
provider "aws" {
  region = "ap-southeast-1"
}
provider "aws" {
  alias  = "dr"
  region = "ap-northeast-1"
}
"""
DETECTOR = 'resource "aws_guardduty_detector" "main" {\n  enable = true\n}\n'
TARGETS = """
resource "aws_sqs_queue" "tickets" {}
resource "aws_sns_topic" "medium" {}
resource "aws_sns_topic" "high" {}
resource "aws_sns_topic_subscription" "medium" {
  topic_arn = aws_sns_topic.medium.arn
}
resource "aws_sns_topic_subscription" "high" {
  topic_arn = aws_sns_topic.high.arn
}
"""
EVENT = """
resource "aws_cloudwatch_event_rule" "%s" {
  event_pattern = jsonencode({ source = ["%s"] })
}
"""
SENT = """
resource "aws_cloudwatch_event_target" "%s" {
  rule = aws_cloudwatch_event_rule.%s.name
  arn  = %s.arn
}
"""
LOW, MEDIUM, HIGH = (
    SENT % (label, "any", target)
    for label, target in (("low", "aws_sqs_queue.tickets"), ("m", "aws_sns_topic.medium"), ("h", "aws_sns_topic.high"))
)
RULES = EVENT % ("any", "aws.guardduty")
CHAIN = (TARGETS, RULES, LOW, MEDIUM, HIGH)
WHOLE = PROVIDERS + DETECTOR + "".join(CHAIN)
FAR = DETECTOR.replace('"main" {', '"dr" {\n  provider = aws.dr')
HANDED_ON = """
resource "aws_cloudwatch_event_rule" "far" {
  provider      = aws.dr
  event_pattern = jsonencode({ source = ["aws.guardduty"] })
}
resource "aws_cloudwatch_event_target" "far" {
  provider = aws.dr
  rule     = aws_cloudwatch_event_rule.far.name
  arn      = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
}
"""
HUB = """
resource "aws_securityhub_account" "dr" {
  provider = aws.dr
}
"""
GATHERED = """
resource "aws_securityhub_finding_aggregator" "main" {
  linking_mode      = "SPECIFIED_REGIONS"
  specified_regions = ["ap-northeast-1"]
}
"""


def test_a_detector_that_every_tier_hears_is_right():
    assert outcomes(RULE, WHOLE) == ["pass"]


@pytest.mark.parametrize("gone", [LOW, MEDIUM, HIGH])
def test_the_target_that_is_taken_away_names_the_detector(gone):
    assert answers(RULE, WHOLE.replace(gone, "")) == [("fail", "aws_guardduty_detector.main", 9)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["aws.guardduty"] })', '["aws.macie"] })'),
        ('["aws.guardduty"] })', '["aws.guardduty"] })\n  state = "DISABLED"'),
        ("topic_arn = aws_sns_topic.high.arn", 'topic_arn = "arn:aws:sns:ap-southeast-1:123456789012:other"'),
        ("enable = true", "enable = false"),
    ],
)
def test_what_no_longer_tells_is_found(old, new):
    assert old in WHOLE
    assert "fail" in outcomes(RULE, WHOLE.replace(old, new))


def test_a_detector_far_away_is_heard_by_way_of_the_other_region_s_bus():
    assert outcomes(RULE, WHOLE + FAR + HANDED_ON) == ["pass", "pass"]
    assert outcomes(RULE, WHOLE + FAR) == ["pass", "fail", "fail", "fail"]


def test_a_bus_where_no_rule_waits_tells_nobody():
    elsewhere = HANDED_ON.replace("ap-southeast-1", "eu-west-1")
    assert outcomes(RULE, WHOLE + FAR + elsewhere) == ["pass", "fail", "fail", "fail"]


def test_two_buses_that_hand_on_to_each_other_tell_nobody_twice():
    back = (
        HANDED_ON.replace('"far"', '"back"')
        .replace("  provider      = aws.dr\n", "")
        .replace("  provider = aws.dr\n", "")
    )
    back = back.replace("event_rule.far", "event_rule.back").replace("ap-southeast-1", "ap-northeast-1")
    assert outcomes(RULE, PROVIDERS + FAR + TARGETS + HANDED_ON + back) == ["fail", "fail", "fail"]


def test_one_hub_gathers_the_findings_of_another():
    heard = WHOLE.replace('["aws.guardduty"]', '["aws.guardduty", "aws.securityhub"]')
    assert outcomes(RULE, heard + HUB + GATHERED) == ["pass", "pass"]
    assert outcomes(RULE, heard + HUB) == ["pass", "fail", "fail", "fail"]


def test_a_tree_without_tiers_is_not_judged():
    assert outcomes(RULE, PROVIDERS + DETECTOR) == []
    assert outcomes(RULE, WHOLE, None) == []
