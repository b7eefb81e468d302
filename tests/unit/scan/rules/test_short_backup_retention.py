from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, store

RULE = "short_backup_retention"


def plan(days, store='resource "aws_efs_file_system" "records" {}'):
    return f"""
{store}
resource "aws_backup_plan" "x" {{
  rule {{
    lifecycle {{
      delete_after = {days}
    }}
  }}
}}
resource "aws_backup_selection" "x" {{
  plan_id = aws_backup_plan.x.id
  resources = [aws_efs_file_system.records.arn]
}}
"""


@pytest.mark.parametrize(
    ("days", "outcome"),
    [(1, ["fail", "fail"]), (35, ["pass", "fail"]), (366, ["pass", "pass"]), ("var.days", ["unknown", "unknown"])],
)
def test_one_backup_lives_for_the_declared_term(days, outcome):
    assert outcomes(RULE, plan(days)) == outcome


def test_a_day_is_too_short_even_without_a_declaration():
    assert answers(RULE, plan(1), None) == [("fail", "aws_backup_plan.x", 6)]
    assert outcomes(RULE, plan(7), None) == ["pass"]


def test_a_copy_that_is_deleted_too_soon_is_found():
    text = plan(366).replace("  rule {", "  rule {\n copy_action {\n lifecycle {\n delete_after = 1\n}\n}\n")
    assert outcomes(RULE, text, None) == ["fail"]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("", "fail"),
        ("backup_retention_period = 1", "fail"),
        ("backup_retention_period = 7", "pass"),
        ("replicate_source_db = aws_db_instance.y.arn", "pass"),
        ("backup_retention_period = var.days", "unknown"),
    ],
)
def test_a_database_keeps_its_backups_for_a_week(body, outcome):
    assert outcomes(RULE, f'resource "aws_db_instance" "x" {{\n{body}\n}}', None) == [outcome]


def test_the_term_that_falls_short_is_pointed_at_not_the_continuous_backup():
    text = """
resource "aws_efs_file_system" "records" {}
resource "aws_backup_selection" "x" {
  plan_id   = aws_backup_plan.x.id
  resources = [aws_efs_file_system.records.arn]
}
resource "aws_backup_plan" "x" {
  rule {
    enable_continuous_backup = true
    lifecycle {
      delete_after = 35
    }
  }
  rule {
    lifecycle {
      delete_after = 30
    }
  }
}
"""
    assert [line for outcome, _, line in answers(RULE, text) if outcome == "fail"] == [16]


def lifecycle(body, status="Enabled"):
    return f"""
resource "aws_s3_bucket" "records" {{}}
resource "aws_s3_bucket_lifecycle_configuration" "x" {{
  bucket = aws_s3_bucket.records.id
  rule {{
    status = "{status}"
    {body}
  }}
}}
"""


@pytest.mark.parametrize(
    ("body", "status", "found"),
    [
        ("expiration {\n days = 1\n }", "Enabled", ["fail"]),
        ("noncurrent_version_expiration {\n noncurrent_days = 30\n }", "Enabled", ["fail"]),
        ("noncurrent_version_expiration {\n noncurrent_days = 366\n }", "Enabled", ["pass"]),
        ("expiration {\n expired_object_delete_marker = true\n }", "Enabled", ["pass"]),
        ("expiration {\n days = 1\n }", "Disabled", ["pass"]),
        ("expiration {\n days = var.days\n }", "Enabled", ["unknown"]),
    ],
)
def test_a_declared_bucket_forgets_nothing_before_its_term(body, status, found):
    intent = replace(INTENT, stores=(store("records", "aws_s3_bucket.records"),))
    said = answers(RULE, lifecycle(body, status), intent)
    assert [outcome for outcome, resource, _ in said if resource.endswith("configuration.x")] == found
