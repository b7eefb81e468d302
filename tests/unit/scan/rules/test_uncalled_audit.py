import pytest

from support.judging import outcomes

RULE = "uncalled_audit"
TOPIC = 'resource "aws_sns_topic" "audit" {}\n'
CALL = """
resource "aws_cloudwatch_event_rule" "audit" {
  schedule_expression = "cron(0 1 1 1,7 ? *)"
}
resource "aws_cloudwatch_event_target" "audit" {
  rule = aws_cloudwatch_event_rule.audit.name
  arn  = aws_sns_topic.audit.arn
}
"""


def test_an_audit_that_people_are_called_to_is_right():
    assert outcomes(RULE, TOPIC + CALL) == ["pass"]


def test_one_that_comes_more_often_is_right():
    assert outcomes(RULE, TOPIC + CALL.replace("1,7", "*")) == ["pass"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,7 ? *", "1 ? *"),
        ("1,7 ? *", "1,7 ? 2026"),
        ("1,7 ? *", "1,1 ? *"),
        ("cron(0 1 1 1,7 ? *)", "once a year"),
        ("aws_sns_topic.audit.arn", '"arn:aws:sns:ap-southeast-1:123456789012:other"'),
        ('? *)"\n', '? *)"\n  state = "DISABLED"\n'),
        ('? *)"\n', '? *)"\n  is_enabled = false\n'),
    ],
)
def test_one_too_seldom_switched_off_or_told_to_others_is_found(old, new):
    assert outcomes(RULE, TOPIC + CALL.replace(old, new)) == ["fail"]


def test_an_audit_without_a_schedule_is_found():
    assert outcomes(RULE, TOPIC) == ["fail"]


def test_a_platform_without_an_audit_needs_none():
    assert outcomes(RULE, CALL.replace("aws_sns_topic.audit.arn", '"x"')) == []
