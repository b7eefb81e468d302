import pytest

from support.judging import answers, outcomes

RULE = "unsearched_personal_store"
BUCKETS = """
resource "aws_s3_bucket" "people" {}
resource "aws_s3_bucket" "records" {}
resource "aws_sqs_queue" "tickets" {}
"""
MACIE = 'resource "aws_macie2_account" "main" {\n  status = "ENABLED"\n}\n'
JOB = """
resource "aws_macie2_classification_job" "people" {
  job_type = "SCHEDULED"
  s3_job_definition {
    bucket_definitions {
      account_id = "123456789012"
      buckets    = [aws_s3_bucket.people.id]
    }
  }
}
"""
WHOLE = BUCKETS + MACIE + JOB


def test_a_store_of_personal_data_that_is_looked_through_is_right():
    assert outcomes(RULE, WHOLE) == ["pass"]


def test_a_store_without_a_job_is_found():
    assert answers(RULE, BUCKETS + MACIE) == [("fail", "aws_s3_bucket.people", 2)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[aws_s3_bucket.people.id]", "[aws_s3_bucket.records.id]"),
        ('"SCHEDULED"', '"ONE_TIME"'),
        ('"SCHEDULED"', '"SCHEDULED"\n  job_status = "CANCELLED"'),
        ('"ENABLED"', '"PAUSED"'),
        (MACIE, ""),
    ],
)
def test_a_job_that_does_not_look_there_is_none(old, new):
    assert old in WHOLE
    assert outcomes(RULE, WHOLE.replace(old, new)) == ["fail"]


def test_a_platform_that_detects_nothing_is_not_judged():
    assert outcomes(RULE, WHOLE.replace("tickets", "other")) == []
