from dataclasses import replace

import pytest

from support.judging import INTENT, outcomes, store

RULE = "unlocked_store"
BUCKET = 'resource "aws_s3_bucket" "x" {}\n'
LOCK = """
resource "aws_s3_bucket_object_lock_configuration" "x" {
  bucket = aws_s3_bucket.x.id
  rule {
    default_retention {
      %s
    }
  }
}
"""


def said(text, *, lock=True):
    return outcomes(RULE, text, replace(INTENT, stores=(store("x", "aws_s3_bucket.x", lock=lock),)))


@pytest.mark.parametrize(
    ("retention", "found"),
    [
        ('mode = "GOVERNANCE"\n days = 366', ["pass"]),
        ('mode = "COMPLIANCE"\n years = 2', ["pass"]),
        ('mode = "GOVERNANCE"\n days = 30', ["fail"]),
        ("days = 366", ["fail"]),
        ('mode = "GOVERNANCE"', ["fail"]),
        ('mode = "GOVERNANCE"\n days = var.days', ["unknown"]),
    ],
)
def test_a_locked_store_is_locked_for_its_term(retention, found):
    assert said(BUCKET + LOCK % retention) == found


def test_a_locked_store_without_a_lock_is_found():
    assert said(BUCKET) == ["fail"]
    assert said(BUCKET + LOCK.replace("default_retention {\n      %s\n    }", "")) == ["fail"]


def test_a_store_that_is_not_locked_needs_none():
    assert said(BUCKET, lock=False) == []
