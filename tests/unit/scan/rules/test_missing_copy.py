from dataclasses import replace

import pytest

from support.judging import INTENT, outcomes, store

RULE = "missing_copy"
TREE = """
provider "aws" {
  region = "ap-southeast-1"
}
provider "aws" {
  alias = "dr"
  region = "ap-northeast-1"
}
resource "aws_s3_bucket" "records" {
}
resource "aws_backup_vault" "far" {
  provider = aws.dr
}
resource "aws_backup_vault" "near" {
}
resource "aws_backup_plan" "x" {
  rule {
    %s
  }
}
resource "aws_backup_selection" "x" {
  plan_id = aws_backup_plan.x.id
  resources = [aws_s3_bucket.records.arn]
}
"""
COPY = "copy_action {\n destination_vault_arn = aws_backup_vault.%s.arn\n}"
REPLICA = 'resource "aws_s3_bucket" "replica" {\n provider = aws.dr\n}\n'
FED = """
resource "aws_s3_bucket_replication_configuration" "records" {
  bucket = aws_s3_bucket.records.id
  rule {
    status = "Enabled"
    filter {}
    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
    destination {
      bucket = aws_s3_bucket.replica.arn
      replication_time {
        status = "Enabled"
      }
      encryption_configuration {
        replica_kms_key_id = aws_kms_key.dr.arn
      }
    }
  }
}
"""
DECLARED = replace(INTENT, stores=(store("records", "aws_s3_bucket.records", copies=("aws_s3_bucket.replica",)),))


def test_a_copy_must_leave_the_region():
    assert outcomes(RULE, TREE % "") == ["fail"]
    assert outcomes(RULE, TREE % (COPY % "near")) == ["fail"]
    assert outcomes(RULE, TREE % (COPY % "far")) == ["pass"]


def test_a_replica_of_the_store_is_a_copy():
    assert outcomes(RULE, TREE % "" + REPLICA + FED, DECLARED) == ["pass"]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ('status = "Enabled"\n    filter', 'status = "Disabled"\n    filter'),
        ("filter {}", 'filter {\n prefix = "some/"\n }'),
        ("aws_s3_bucket.replica.arn", "aws_s3_bucket.records.arn"),
        (
            'sse_kms_encrypted_objects {\n        status = "Enabled"',
            'sse_kms_encrypted_objects {\n status = "Disabled"',
        ),
        ('replication_time {\n        status = "Enabled"', 'replication_time {\n        status = "Disabled"'),
        ("bucket = aws_s3_bucket.records.id", 'bucket = "other"'),
    ],
)
def test_a_replica_that_not_everything_is_copied_into_is_found(line, instead):
    assert line in FED
    assert outcomes(RULE, TREE % (COPY % "far") + REPLICA + FED.replace(line, instead), DECLARED) == ["fail"]


def test_a_declared_copy_that_is_gone_is_found_whatever_the_plan_copies():
    declared = store("records", "aws_s3_bucket.records", copies=("aws_s3_bucket.replica",))
    assert outcomes(RULE, TREE % (COPY % "far"), replace(INTENT, stores=(declared,))) == ["fail"]


def test_a_vault_that_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, TREE % "copy_action {\n destination_vault_arn = var.vault\n}") == ["unknown"]


def test_a_tier_without_copy_asks_for_none():
    assert (
        outcomes(RULE, TREE % "", replace(INTENT, stores=(store("r", "aws_s3_bucket.records", copy_to_dr=False),)))
        == []
    )
