from dataclasses import replace

import pytest

from bastide.facts.schedules import longest_gap
from support.judging import INTENT, outcomes, store

RULE = "missed_rpo"
PROVIDERS = """
provider "aws" {
  region = "ap-southeast-1"
}
provider "aws" {
  alias = "dr"
  region = "ap-northeast-1"
}
resource "aws_backup_vault" "far" {
  provider = aws.dr
}
"""
PLAN = """
resource "aws_backup_plan" "x" {
  rule {
    schedule = "%s"
    %s
  }
}
resource "aws_backup_selection" "x" {
  plan_id   = aws_backup_plan.x.id
  resources = [%s.arn]
}
"""
CONTINUOUS = "enable_continuous_backup = true"
COPY = "copy_action {\n destination_vault_arn = aws_backup_vault.far.arn\n}"
NIGHTLY, HOURLY = "cron(0 19 * * ? *)", "cron(0 * * * ? *)"


def said(text, resource, rpo, *, copied=False):
    declared = store("x", resource, rpo_minutes=rpo, copy_to_dr=copied)
    return outcomes(RULE, PROVIDERS + text, replace(INTENT, stores=(declared,)))


@pytest.mark.parametrize(
    ("schedule", "inside", "rpo", "outcome"),
    [
        (NIGHTLY, CONTINUOUS, 60, "pass"),
        (NIGHTLY, "", 60, "fail"),
        (NIGHTLY, "", 25 * 60, "pass"),
        (HOURLY, "", 120, "pass"),
        (HOURLY, "", 60, "fail"),
        (HOURLY, "start_window = 480", 120, "fail"),
        ("cron(0 19 1 * ? *)", "", 48 * 60, "fail"),
        ("cron(0 19 ? * MON *)", "", 48 * 60, "fail"),
    ],
)
def test_a_bucket_is_as_old_as_its_rarest_backup(schedule, inside, rpo, outcome):
    plan = PLAN % (schedule, inside, "aws_s3_bucket.x")
    assert said('resource "aws_s3_bucket" "x" {}' + plan, "aws_s3_bucket.x", rpo) == [outcome]


@pytest.mark.parametrize(("days", "outcome"), [(35, "pass"), (0, "fail"), ("var.days", "unknown")])
def test_a_database_comes_back_from_its_logs(days, outcome):
    text = f'resource "aws_db_instance" "x" {{\n backup_retention_period = {days}\n}}'
    assert said(text, "aws_db_instance.x", 60) == [outcome]


def test_the_loss_of_the_region_is_asked_where_the_tier_copies():
    plan = PLAN % (NIGHTLY, CONTINUOUS, "aws_s3_bucket.x")
    text = 'resource "aws_s3_bucket" "x" {}'
    assert said(text + plan, "aws_s3_bucket.x", 60, copied=True) == ["fail"]
    copied = PLAN % (HOURLY, COPY + "\n" + CONTINUOUS, "aws_s3_bucket.x")
    assert said(text + copied, "aws_s3_bucket.x", 120, copied=True) == ["pass"]
    assert said(text + copied, "aws_s3_bucket.x", 60, copied=True) == ["fail"]


@pytest.mark.parametrize(("provider", "outcome"), [("provider = aws.dr", "pass"), ("", "fail")])
def test_replicated_backups_bring_a_database_back_elsewhere(provider, outcome):
    text = f"""
resource "aws_db_instance" "x" {{
  backup_retention_period = 35
}}
resource "aws_db_instance_automated_backups_replication" "x" {{
  {provider}
  source_db_instance_arn = aws_db_instance.x.arn
}}
"""
    assert said(text, "aws_db_instance.x", 60, copied=True) == [outcome]


@pytest.mark.parametrize(("region", "outcome"), [("ap-northeast-1", "pass"), ("ap-southeast-1", "fail")])
def test_a_replicated_file_system_is_minutes_old(region, outcome):
    text = f"""
resource "aws_efs_file_system" "x" {{}}
resource "aws_efs_replication_configuration" "x" {{
  source_file_system_id = aws_efs_file_system.x.id
  destination {{
    region = "{region}"
  }}
}}
"""
    assert said(text, "aws_efs_file_system.x", 60)[0] == outcome


@pytest.mark.parametrize(
    ("schedule", "gap"),
    [
        (None, 1440),
        ("rate(12 hours)", 720),
        ("rate(2 days)", 2880),
        ("cron(0 5 ? * * *)", 1440),
        ("cron(0 1,9,17 * * ? *)", 480),
        ("cron(30 0/6 * * ? *)", 360),
        ("cron(0 8-10 * * ? *)", 22 * 60),
        ("cron(0 5 ? * MON-FRI *)", None),
        ("cron(0 x * * ? *)", None),
        ("cron(0 0/0 * * ? *)", None),
        ("now and then", None),
    ],
)
def test_the_longest_time_between_two_runs(schedule, gap):
    assert longest_gap(schedule) == gap


def test_schedules_fill_each_others_gaps():
    assert longest_gap("cron(0 1,7 * * ? *)", "cron(0 13 * * ? *)", "cron(0 19 * * ? *)") == 360
    assert longest_gap("cron(0 1 * * ? *)", "rate(3 hours)") == 180
    assert longest_gap("cron(0 1 * * ? *)", "cron(0 2 1 * ? *)") == 1440
    assert longest_gap() is None
