import pytest

from bastide.planner.alarms import ALARMS
from bastide.planner.event_query import condition


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("{ $.eventName = StopLogging }", "eventname = 'StopLogging'"),
        ('{ $.eventName = "Put*" }', "eventname LIKE 'Put%'"),
        ('{ $.eventType != "AwsServiceEvent" }', "coalesce(eventtype, '') <> 'AwsServiceEvent'"),
        ("{ $.userIdentity.invokedBy NOT EXISTS }", "useridentity.invokedby IS NULL"),
        (
            "{ $.requestParameters.bucketName = records }",
            "json_extract_scalar(requestparameters, '$.bucketName') = 'records'",
        ),
        ("{ ($.a = 1) && (($.b = 2) || ($.c = 3)) }", "(a = '1' AND (b = '2' OR c = '3'))"),
        ("{ $.a = 1 || $.b = 2 && $.c = 3 }", "(a = '1' OR (b = '2' AND c = '3'))"),
        ('{ $.a = "it\'s" }', "a = 'it''s'"),
    ],
)
def test_a_pattern_and_its_condition_mean_the_same(pattern, wanted):
    assert condition(pattern) == wanted


@pytest.mark.parametrize("alarm", ALARMS, ids=lambda alarm: alarm.name)
def test_every_alarm_can_be_looked_for_and_names_each_of_its_texts(alarm):
    made = condition(alarm.pattern)
    assert made.count("(") == made.count(")")
    assert made.count("%") == alarm.pattern.count("*")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("$.a = 1", "braces"),
        ("{ $.a = 1 } more", "braces"),
        ("{ ($.a = 1 }", "expected"),
        ("{ a = 1 }", "no field"),
        ("{ $.a = 1 $.b = 2 }", "unexpected"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern, said):
    with pytest.raises(ValueError, match=said):
        condition(pattern)
