from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, store

RULE = "slow_rotation"
KEY = 'resource "aws_kms_key" "%s" {\n%s\n}\n'
FILES = 'resource "aws_efs_file_system" "x" {\n kms_key_id = aws_kms_key.near.arn\n}\n'
COPY = """
resource "aws_efs_replication_configuration" "x" {
  destination {
    kms_key_id = aws_kms_key.far.arn
  }
}
"""


def intent(days):
    declared = store("x", "aws_efs_file_system.x", copies=("aws_efs_replication_configuration.x",), rotate_days=days)
    return replace(INTENT, stores=(declared,))


@pytest.mark.parametrize(
    ("body", "days", "found"),
    [
        ("enable_key_rotation = true\n rotation_period_in_days = 90", 90, ["pass"]),
        ("enable_key_rotation = true\n rotation_period_in_days = 91", 90, ["fail"]),
        ("enable_key_rotation = true", 90, ["fail"]),
        ("enable_key_rotation = true", 365, ["pass"]),
        ("rotation_period_in_days = 90", 90, ["fail"]),
        ("enable_key_rotation = true\n rotation_period_in_days = var.days", 90, ["unknown"]),
        ("", None, []),
    ],
)
def test_a_key_is_renewed_as_often_as_the_class_says(body, days, found):
    assert outcomes(RULE, KEY % ("near", body) + FILES, intent(days)) == found


def test_the_key_of_the_copy_counts_too():
    keys = KEY % ("near", "enable_key_rotation = true") + KEY % ("far", "")
    found = answers(RULE, keys + FILES + COPY, intent(365))
    assert [(outcome, resource) for outcome, resource, _ in found] == [
        ("pass", "aws_kms_key.near"),
        ("fail", "aws_kms_key.far"),
    ]


def test_the_key_of_a_bucket_stands_in_its_encryption():
    text = """
resource "aws_s3_bucket" "x" {}
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = aws_s3_bucket.x.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.near.arn
    }
  }
}
"""
    declared = replace(INTENT, stores=(store("x", "aws_s3_bucket.x", rotate_days=90),))
    assert outcomes(RULE, KEY % ("near", "enable_key_rotation = true") + text, declared) == ["fail"]
