import pytest

from support.judging import answers, outcomes

RULE = "unheard_duty"
ARN = "arn:aws:iam::123456789012:role/city-break-glass"
ROLE = 'resource "aws_iam_role" "break_glass" {\n  name = "city-break-glass"\n}\n'
TOPIC = 'resource "aws_sns_topic" "soc" {}\nresource "aws_sns_topic" "other" {}\n'
FILTER = (
    'resource "aws_cloudwatch_log_metric_filter" "x" {\n'
    f'  pattern = "{{ $.requestParameters.roleArn = \\"{ARN}\\" }}"\n'
    '  metric_transformation {\n    name      = "m"\n    namespace = "own"\n  }\n}\n'
)
ALARM = (
    'resource "aws_cloudwatch_metric_alarm" "x" {\n  namespace     = "own"\n  metric_name   = "m"\n'
    "  alarm_actions = [aws_sns_topic.soc.arn]\n}\n"
)
EVENT = (
    'resource "aws_cloudwatch_event_rule" "x" {\n  state = "ENABLED"\n'
    f'  event_pattern = jsonencode({{ detail = {{ requestParameters = {{ roleArn = ["{ARN}"] }} }} }})\n}}\n'
)
TARGET = (
    'resource "aws_cloudwatch_event_target" "x" {\n  rule = aws_cloudwatch_event_rule.x.name\n'
    "  arn  = aws_sns_topic.soc.arn\n}\n"
)
WHOLE = (ROLE, TOPIC, FILTER, ALARM, EVENT, TARGET)


def test_a_duty_that_both_ways_tell_of_is_right():
    assert outcomes(RULE, "".join(WHOLE)) == ["pass"]


@pytest.mark.parametrize("gone", [FILTER, ALARM, EVENT, TARGET])
def test_each_part_that_is_taken_away_is_missed_at_the_role(gone):
    left = "".join(piece for piece in WHOLE if piece != gone)
    assert answers(RULE, left) == [("fail", "aws_iam_role.break_glass", 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ENABLED"', '"DISABLED"'),
        ("arn  = aws_sns_topic.soc", "arn  = aws_sns_topic.other"),
        ("[aws_sns_topic.soc.arn]", "[aws_sns_topic.other.arn]"),
        ("  metric_name", "  actions_enabled = false\n  metric_name"),
        (f'["{ARN}"]', f'["{ARN}-2"]'),
        (f'\\"{ARN}\\"', f'\\"{ARN}2\\"'),
    ],
)
def test_what_no_longer_tells_of_this_duty_is_found(old, new):
    changed = "".join(WHOLE).replace(old, new)
    assert changed != "".join(WHOLE)
    assert outcomes(RULE, changed) == ["fail"]


def test_a_duty_without_a_channel_and_a_tree_without_a_declaration_are_not_judged():
    assert outcomes(RULE, ROLE.replace('"break_glass"', '"operator"')) == []
    assert outcomes(RULE, ROLE, None) == []
