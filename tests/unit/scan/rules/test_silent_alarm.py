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


TRAIL = (
    'resource "aws_cloudwatch_log_group" "audit" {}\nresource "aws_cloudwatch_log_group" "other" {}\n'
    'resource "aws_cloudtrail" "x" {\n  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.audit.arn}:*"\n}\n'
)
READS = "  log_group_name = aws_cloudwatch_log_group.audit.name\n"
CALLS = '  pattern = "{ $.eventName = StopLogging }"\n'


def reading(group=READS, pattern=CALLS, threshold=1):
    source = FILTER.replace("  metric_transformation", f"{group}{pattern}  metric_transformation")
    alarm = ALARM.replace("  alarm_actions", f"  threshold     = {threshold}\n  alarm_actions")
    return [place for place in failed(source, alarm, TOPIC, HEARD, TRAIL) if place[0] != "aws_sns_topic"]


def test_a_filter_on_calls_reads_what_a_trail_delivers():
    assert reading() == []
    assert reading(READS.replace("audit", "other")) == [("aws_cloudwatch_log_metric_filter", 2)]
    assert reading(READS.replace("audit", "other"), '  pattern = "ERROR"\n') == []


def test_a_filter_reads_a_log_group_of_the_code():
    assert reading('  log_group_name = "/some/other"\n') == [("aws_cloudwatch_log_metric_filter", 2)]


@pytest.mark.parametrize(("threshold", "heard"), [(1, True), (10, True), (11, False), (100_000, False)])
def test_an_alarm_on_calls_goes_off_while_they_are_few(threshold, heard):
    assert (reading(threshold=threshold) == []) is heard
    assert reading(pattern='  pattern = "REJECT"\n', threshold=threshold) == []
