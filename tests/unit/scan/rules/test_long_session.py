from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, role

RULE = "long_session"
ROLE = 'resource "aws_iam_role" "operator" {\n%s}\n'
SHORT = replace(INTENT, roles=(role("operator", session_minutes=20),))
LONG = replace(INTENT, roles=(role("operator", session_minutes=240),))


@pytest.mark.parametrize(
    ("seconds", "intent", "outcome"),
    [
        (3600, SHORT, "pass"),  # AWS knows no shorter limit
        (3601, SHORT, "fail"),
        (14400, LONG, "pass"),
        (43200, LONG, "fail"),
    ],
)
def test_a_session_lasts_as_long_as_declared(seconds, intent, outcome):
    text = ROLE % f"  max_session_duration = {seconds}\n"
    assert answers(RULE, text, intent) == [(outcome, "aws_iam_role.operator", 2 if outcome == "fail" else 1)]


def test_an_hour_is_what_nobody_says():
    assert outcomes(RULE, ROLE % "") == ["pass"]


def test_an_unknown_length_is_unknown_and_other_roles_are_not_judged():
    assert outcomes(RULE, ROLE % "  max_session_duration = var.seconds\n") == ["unknown"]
    assert outcomes(RULE, (ROLE % "  max_session_duration = 43200\n").replace("operator", "other")) == []
    assert outcomes(RULE, ROLE % "  max_session_duration = 43200\n", None) == []
