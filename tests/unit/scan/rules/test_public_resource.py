import pytest

from support.judging import answers, outcomes

RULE = "public_resource"
BUCKET = 'resource "aws_s3_bucket" "x" {}\n'
NAMES = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def block(*names, bucket="aws_s3_bucket.x.id"):
    body = "".join(f" {name} = true\n" for name in names)
    return f'resource "aws_s3_bucket_public_access_block" "x" {{\n bucket = {bucket}\n{body}}}\n'


def policy(principal, condition=""):
    return f"""
resource "aws_s3_bucket_policy" "x" {{
  policy = jsonencode({{ Statement = [
    {{ Effect = "Allow", Principal = {principal}, Action = "s3:GetObject", Resource = "*" {condition} }}
  ] }})
}}
"""


@pytest.mark.parametrize("principal", ['"*"', '{ AWS = "*" }', '{ AWS = ["arn:aws:iam::1:root", "*"] }'])
def test_everybody_without_a_condition_is_found(principal):
    assert answers(RULE, policy(principal)) == [("fail", "aws_s3_bucket_policy.x", 4)]


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ('{ Bool = { "aws:SecureTransport" = "true" } }', "fail"),
        ('{ StringNotEquals = { "aws:SourceVpce" = "vpce-1" } }', "fail"),
        ('{ StringLike = { "aws:PrincipalArn" = "*" } }', "fail"),
        ('{ StringEquals = { "aws:SourceVpce" = "vpce-1" } }', "pass"),
        ('{ StringEquals = { "aws:PrincipalOrgID" = "o-1" } }', "pass"),
    ],
)
def test_only_a_condition_that_says_who_helps(condition, outcome):
    assert outcomes(RULE, policy('"*"', f", Condition = {condition}")) == [outcome]


def test_not_principal_lets_everybody_else_in():
    assert outcomes(RULE, policy('"*"').replace("Principal", "NotPrincipal")) == ["fail"]


def test_a_named_principal_and_a_deny_are_right():
    assert outcomes(RULE, policy('{ AWS = "arn:aws:iam::1:role/x" }')) == ["pass"]
    assert outcomes(RULE, policy('"*"').replace("Allow", "Deny")) == ["pass"]


def test_a_bucket_stands_behind_a_complete_block():
    assert outcomes(RULE, BUCKET) == ["fail"]
    assert outcomes(RULE, BUCKET + block(*NAMES)) == ["pass"]
    assert outcomes(RULE, BUCKET + block(*NAMES[:3])) == ["fail"]
    assert outcomes(RULE, BUCKET + block(*NAMES, bucket="var.bucket")) == ["unknown"]


def test_a_public_acl_is_found():
    text = 'resource "aws_s3_bucket_acl" "x" {\n acl = "public-read"\n}'
    assert answers(RULE, text) == [("fail", "aws_s3_bucket_acl.x", 2)]


def test_a_policy_that_cannot_be_read_is_unknown():
    assert outcomes(RULE, 'resource "aws_sqs_queue" "x" {\n policy = file("x.json")\n}') == ["unknown"]


def test_an_access_point_is_a_door_of_its_own():
    text = policy('"*"').replace("aws_s3_bucket_policy", "aws_s3_access_point")
    assert answers(RULE, text) == [("fail", "aws_s3_access_point.x", 4)]


def test_the_setting_that_is_missing_and_the_principal_that_is_everybody_are_pointed_at():
    weak = block(*NAMES[:3]).replace(" }", "}").replace("}\n", " restrict_public_buckets = false\n}\n")
    assert answers(RULE, BUCKET + weak)[0] == ("fail", "aws_s3_bucket.x", 7)
    text = """
resource "aws_s3_bucket_policy" "x" {
  policy = jsonencode({ Statement = [{
    Effect    = "Allow"
    Principal = "*"
    Action    = "s3:GetObject"
  }] })
}
"""
    assert answers(RULE, text) == [("fail", "aws_s3_bucket_policy.x", 5)]
