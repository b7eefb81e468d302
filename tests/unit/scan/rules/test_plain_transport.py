import pytest

from support.judging import answers, outcomes

RULE = "plain_transport"
BUCKETS = 'resource "aws_s3_bucket" "%s" {}\n'


def policy(
    effect="Deny", principal='{ AWS = "*" }', action='"s3:*"', test='Bool = { "aws:SecureTransport" = "false" }'
):
    return f"""
resource "aws_s3_bucket_policy" "x" {{
  bucket = aws_s3_bucket.records.id
  policy = jsonencode({{ Statement = [
    {{ Effect = "{effect}", Principal = {principal}, Action = {action}, Resource = "*", Condition = {{ {test} }} }}
  ] }})
}}
"""


def test_a_denial_of_plain_requests_is_right():
    assert outcomes(RULE, BUCKETS % "records" + policy()) == ["pass"]


@pytest.mark.parametrize(
    "changes",
    [
        {"effect": "Allow"},
        {"principal": '{ AWS = "arn:aws:iam::1:root" }'},
        {"action": '"s3:PutObject"'},
        {"test": 'Bool = { "aws:SecureTransport" = "true" }'},
        {"test": 'Bool = { "aws:SecureTransport" = "false", "aws:MultiFactorAuthPresent" = "false" }'},
    ],
)
def test_anything_less_is_found_at_the_policy(changes):
    assert answers(RULE, BUCKETS % "records" + policy(**changes)) == [("fail", "aws_s3_bucket.records", 3)]


def test_stores_and_logs_need_one_and_other_buckets_are_not_judged():
    assert answers(RULE, BUCKETS % "records" + BUCKETS % "audit" + BUCKETS % "other") == [
        ("fail", "aws_s3_bucket.records", 1),
        ("fail", "aws_s3_bucket.audit", 2),
    ]
    assert outcomes(RULE, BUCKETS % "records", None) == []


DATABASE = 'resource "aws_db_instance" "records" {\n  parameter_group_name = aws_db_parameter_group.x.name\n}\n'


def database(name, value):
    setting = f'  parameter {{\n    name  = "{name}"\n    value = "{value}"\n  }}\n'
    group = f'resource "aws_db_parameter_group" "x" {{\n{setting}}}\n'
    return outcomes(RULE, DATABASE + group)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rds.force_ssl", "0"),
        ("require_secure_transport", "OFF"),
        ("ssl_min_protocol_version", "TLSv1"),
        ("ssl_min_protocol_version", "TLSv1.1"),
        ("tls_version", "TLSv1.1,TLSv1.2"),
    ],
)
def test_a_database_that_accepts_a_weaker_connection_is_found(name, value):
    assert database(name, value) == ["fail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("rds.force_ssl", "1"), ("ssl_min_protocol_version", "TLSv1.2"), ("tls_version", "TLSv1.2,TLSv1.3"), ("x", "0")],
)
def test_a_database_that_wants_tls_is_right(name, value):
    assert database(name, value) == ["pass"]
    assert outcomes(RULE, 'resource "aws_db_instance" "records" {\n}\n') == []
