from dataclasses import replace

import pytest

from support.judging import INTENT, outcomes

RULE = "personal_data_for_another_purpose"


def analysis(statement):
    return f"""
resource "aws_s3_bucket" "people" {{
  bucket = "people"
}}
resource "aws_s3_bucket" "records" {{
  bucket = "records"
}}
resource "aws_iam_role" "analysis" {{
  name = "analysis"
}}
resource "aws_iam_role_policy" "analysis" {{
  role   = aws_iam_role.analysis.id
  policy = jsonencode({{ Statement = [{statement}] }})
}}
"""


@pytest.mark.parametrize(
    "resource", ['"*"', '"${aws_s3_bucket.people.arn}/*"', '"arn:aws:s3:::peo*"', '"${aws_s3_bucket.people.arn}/a/*"']
)
def test_reading_the_personal_store_is_found(resource):
    assert outcomes(RULE, analysis(f'{{ Effect = "Allow", Action = "s3:GetObject", Resource = {resource} }}')) == [
        "fail"
    ]


def test_reading_another_store_is_right():
    statement = '{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.records.arn}/*" }'
    assert outcomes(RULE, analysis(statement)) == ["pass"]


def test_a_service_may_read_what_it_was_given():
    services = tuple(replace(one, purpose="service") for one in INTENT.workloads)
    statement = '{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }'
    assert outcomes(RULE, analysis(statement), replace(INTENT, workloads=services)) == []


def test_a_policy_that_cannot_be_read_is_unknown():
    text = analysis('{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::figures/*" }')
    assert outcomes(RULE, text.replace('name = "analysis"', "managed_policy_arns = [var.policy]")) == ["unknown"]
