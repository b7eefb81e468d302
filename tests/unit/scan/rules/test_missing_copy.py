from dataclasses import replace

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


def test_a_copy_must_leave_the_region():
    assert outcomes(RULE, TREE % "") == ["fail"]
    assert outcomes(RULE, TREE % (COPY % "near")) == ["fail"]
    assert outcomes(RULE, TREE % (COPY % "far")) == ["pass"]


def test_a_replica_of_the_store_is_a_copy():
    replica = 'resource "aws_s3_bucket" "replica" {\n provider = aws.dr\n}\n'
    declared = store("records", "aws_s3_bucket.records", copies=("aws_s3_bucket.replica",))
    assert outcomes(RULE, TREE % "" + replica, replace(INTENT, stores=(declared,))) == ["pass"]


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
