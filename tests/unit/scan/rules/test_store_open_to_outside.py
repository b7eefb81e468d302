from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, store

RULE = "store_open_to_outside"
BUCKET = 'resource "aws_s3_bucket" "records" {}\n'


def policy(test, effect="Deny", action='"s3:GetObject*"'):
    return f"""
resource "aws_s3_bucket_policy" "x" {{
  bucket = aws_s3_bucket.records.id
  policy = jsonencode({{ Statement = [
    {{ Effect = "{effect}", Principal = {{ AWS = "*" }}, Action = {action}, Resource = "*", Condition = {{ {test} }} }}
  ] }})
}}
"""


@pytest.mark.parametrize("key", ["aws:SourceVpc", "aws:SourceVpce"])
@pytest.mark.parametrize("operator", ["StringNotEquals", "StringNotEqualsIfExists"])
def test_a_denial_from_elsewhere_is_right(key, operator):
    assert outcomes(RULE, BUCKET + policy(f'{operator} = {{ "{key}" = "x-1" }}')) == ["pass"]


@pytest.mark.parametrize(
    "text",
    [
        policy('StringEquals = { "aws:SourceVpc" = "vpc-1" }'),
        policy('StringNotEquals = { "aws:SourceVpc" = "vpc-1" }', effect="Allow"),
        policy('StringNotEquals = { "aws:SourceVpc" = "vpc-1" }', action='"s3:PutObject"'),
        policy('StringNotEquals = { "aws:PrincipalAccount" = "1" }'),
    ],
)
def test_anything_less_is_found_at_the_policy(text):
    assert answers(RULE, BUCKET + text) == [("fail", "aws_s3_bucket.records", 3)]


def test_a_bucket_without_a_policy_is_found_and_one_of_another_zone_is_not_judged():
    assert answers(RULE, BUCKET) == [("fail", "aws_s3_bucket.records", 1)]
    public = replace(INTENT, stores=(store("records", "aws_s3_bucket.records", zone="edge"),))
    assert outcomes(RULE, BUCKET, public) == []
    assert outcomes(RULE, BUCKET, None) == []
