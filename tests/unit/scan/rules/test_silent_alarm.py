import pytest

from support.judging import answers, outcomes

RULE = "silent_alarm"
TOPIC = 'resource "aws_sns_topic" "soc" {}\n'
HEARD = 'resource "aws_sns_topic_subscription" "soc" {\n  topic_arn = aws_sns_topic.soc.arn\n}\n'
FILTER = (
    'resource "aws_cloudwatch_log_metric_filter" "x" {\n  metric_transformation {\n'
    '    name      = "m"\n    namespace = "own"\n  }\n}\n'
)
ALARM = (
    'resource "aws_cloudwatch_metric_alarm" "x" {\n  namespace     = "own"\n  metric_name   = "m"\n'
    "  alarm_actions = [aws_sns_topic.soc.arn]\n}\n"
)


def failed(*pieces):
    return [
        (address.partition(".")[0], line) for word, address, line in answers(RULE, "".join(pieces)) if word == "fail"
    ]


def test_a_whole_chain_is_right():
    assert outcomes(RULE, ALARM + FILTER + TOPIC + HEARD) == ["pass", "pass", "pass"]


def test_each_missing_link_is_found_where_it_is_missed():
    assert failed(FILTER) == [("aws_cloudwatch_log_metric_filter", 1)]
    assert failed(ALARM, TOPIC, HEARD) == [("aws_cloudwatch_metric_alarm", 3)]
    assert failed(ALARM, FILTER, TOPIC) == [("aws_sns_topic", 12)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[aws_sns_topic.soc.arn]", "[]", 4),
        ('"m"', '"n"', 3),
        ("alarm_actions", "actions_enabled = false\n  alarm_actions", 4),
    ],
)
def test_an_alarm_that_says_nothing_is_found_at_its_line(old, new, line):
    found = failed(ALARM.replace(old, new), FILTER, TOPIC, HEARD)
    assert ("aws_cloudwatch_metric_alarm", line) in found


def test_a_metric_of_aws_need_not_be_made_and_a_topic_of_no_alarm_need_not_be_heard():
    assert failed(ALARM.replace('"own"', '"AWS/RDS"'), TOPIC, HEARD) == []
    assert outcomes(RULE, TOPIC) == []


def test_nothing_is_said_without_a_declaration():
    assert outcomes(RULE, FILTER, None) == []
