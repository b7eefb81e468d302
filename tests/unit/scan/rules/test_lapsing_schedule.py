import pytest

from support.judging import answers, outcomes

RULE = "lapsing_schedule"


def plan(*schedules):
    rules = "".join(f"  rule {{\n    schedule = {one}\n  }}\n" if one else "  rule {}\n" for one in schedules)
    return f"""resource "aws_efs_file_system" "records" {{}}
resource "aws_backup_selection" "x" {{
  plan_id   = aws_backup_plan.x.id
  resources = [aws_efs_file_system.records.arn]
}}
resource "aws_backup_plan" "x" {{
{rules}}}
"""


@pytest.mark.parametrize(
    "schedule",
    [
        '"cron(0 19 * * ? *)"',
        '"cron(0 0,6,12 ? * * *)"',
        '"rate(12 hours)"',
        '"rate(1 day)"',
        "",
    ],
)
def test_a_plan_that_runs_every_day_is_right(schedule):
    assert outcomes(RULE, plan(schedule)) == ["pass"]


@pytest.mark.parametrize(
    "schedule", ['"cron(0 19 1 * ? *)"', '"cron(0 19 ? * MON *)"', '"cron(0 19 * 1 ? *)"', '"rate(2 days)"', '"never"']
)
def test_a_plan_that_does_not_is_found_at_its_schedule(schedule):
    assert answers(RULE, plan(schedule)) == [("fail", "aws_efs_file_system.records", 8)]
    assert outcomes(RULE, plan(schedule, '"rate(1 hour)"')) == ["pass"]


def test_a_schedule_that_comes_to_an_end_is_found_beside_one_that_does_not():
    ended = '"cron(0 19 * * ? 2026)"'
    assert answers(RULE, plan("", ended)) == [("fail", "aws_efs_file_system.records", 9)]


def test_what_no_plan_covers_is_another_rules_matter_and_an_unknown_schedule_is_unknown():
    assert outcomes(RULE, 'resource "aws_efs_file_system" "records" {}') == ["pass"]
    assert outcomes(RULE, plan("var.schedule")) == ["unknown"]
    assert outcomes(RULE, plan('"never"'), None) == []
