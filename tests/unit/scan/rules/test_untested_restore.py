import pytest

from bastide.facts.schedules import longest_months
from support.judging import answers, outcomes

RULE = "untested_restore"
STORE = """resource "aws_efs_file_system" "records" {}
resource "aws_backup_vault" "gold" {}
resource "aws_backup_vault" "other" {}
resource "aws_backup_plan" "gold" {
  rule {
    target_vault_name = aws_backup_vault.gold.name
  }
}
resource "aws_backup_selection" "gold" {
  plan_id   = aws_backup_plan.gold.id
  resources = [aws_efs_file_system.records.arn]
}
"""
HEARD = """resource "aws_sns_topic" "soc" {}
resource "aws_cloudwatch_event_rule" "tests" {
  event_pattern = jsonencode({ "detail-type" = ["Restore Job State Change"] })
}
resource "aws_cloudwatch_event_target" "tests" {
  rule = aws_cloudwatch_event_rule.tests.name
  arn  = aws_sns_topic.soc.arn
}
"""
MEANT = "aws_efs_file_system.records.arn"


def tried(schedule="cron(0 0 2 1,4,7,10 ? *)", vault="gold", arns=MEANT, kind="EFS", more=""):
    return f"""resource "aws_backup_restore_testing_plan" "x" {{
  name                = "x"
  schedule_expression = "{schedule}"
  recovery_point_selection {{
    include_vaults = [aws_backup_vault.{vault}.arn]
  }}
}}
resource "aws_backup_restore_testing_selection" "x" {{
  restore_testing_plan_name = aws_backup_restore_testing_plan.x.name
  protected_resource_type   = "{kind}"
  protected_resource_arns   = [{arns}]
{more}}}
"""


def said(text):
    return outcomes(RULE, STORE + HEARD + text)


def test_a_store_that_is_tried_as_often_as_declared_is_right():
    assert said(tried()) == ["pass", "pass"]
    assert said(tried("cron(0 0 ? * MON *)")) == ["pass", "pass"]
    assert said(tried(arns='"*"')) == ["pass", "pass"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        tried(arns=""),
        tried(arns='"arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/fs-1", "arn:aws:s3:::x"'),
        tried(kind="S3"),
        tried(vault="other"),
        tried("cron(0 0 2 1,7 ? *)"),
        tried("cron(0 0 2 1,4,7,10 ? 2027)"),
        tried("cron(0 0 31 2 ? *)"),
    ],
)
def test_a_store_that_no_test_covers_in_time_is_found(text):
    assert said(text)[0] == "fail"


def test_a_copy_in_the_dr_region_needs_a_test_of_its_own():
    copied = STORE.replace(
        "  }\n}\n", "    copy_action {\n      destination_vault_arn = aws_backup_vault.other.arn\n    }\n  }\n}\n", 1
    )
    assert outcomes(RULE, copied + HEARD + tried()) == ["fail", "pass"]
    both = tried() + tried(vault="other").replace('"x" {', '"y" {').replace("plan.x.", "plan.y.")
    assert outcomes(RULE, copied + HEARD + both) == ["pass", "pass"]
    rare = tried() + tried("cron(0 0 2 1 ? *)", "other").replace('"x" {', '"y" {').replace("plan.x.", "plan.y.")
    assert outcomes(RULE, copied + HEARD + rare) == ["fail", "pass"]


def test_a_rare_test_is_found_at_its_schedule():
    assert answers(RULE, HEARD + STORE + tried("cron(0 0 2 1 ? *)"))[0] == ("fail", "aws_efs_file_system.records", 23)


def test_a_condition_leaves_open_whether_the_store_is_tried():
    more = '  protected_resource_conditions {\n    string_equals {\n      key = "a"\n    }\n  }\n'
    assert said(tried(more=more))[0] == "unknown"


@pytest.mark.parametrize("hidden", ["", HEARD.replace("Restore Job", "Backup Job"), HEARD.replace("rule =", "role =")])
def test_tests_that_nobody_hears_of_are_found(hidden):
    assert outcomes(RULE, STORE + hidden + tried()) == ["pass", "fail"]


def test_a_rule_that_is_off_tells_nobody():
    off = HEARD.replace("  event_pattern", '  state         = "DISABLED"\n  event_pattern')
    assert outcomes(RULE, STORE + off + tried()) == ["pass", "fail"]


def test_nothing_is_said_where_no_test_is_declared():
    assert outcomes(RULE, STORE, None) == []


@pytest.mark.parametrize(
    ("schedule", "months"),
    [
        ("cron(0 0 2 1,4,7,10 ? *)", 3),
        ("cron(0 0 2 JAN,JUL ? *)", 6),
        ("cron(0 0 2 1/2 ? *)", 2),
        ("cron(0 0 2 * ? *)", 1),
        ("cron(0 0 L * ? *)", None),
        ("cron(0 0 30 * ? *)", None),
        ("rate(1 day)", None),
        (None, None),
    ],
)
def test_the_longest_time_between_two_tests_is_counted_in_months(schedule, months):
    assert longest_months(schedule) == months
