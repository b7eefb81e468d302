import pytest

from support.judging import answers, outcomes

RULE = "open_endpoint"
OWN = '"aws:PrincipalAccount" = "123456789012"'
DATA = '"aws:ResourceAccount" = "123456789012"'


def endpoint(condition, service="s3", resource='"*"', principal='{ AWS = "*" }'):
    tests = f"Condition = {{ StringEquals = {{ {condition} }} }}" if condition else ""
    return f"""
resource "aws_vpc_endpoint" "x" {{
  service_name = "com.amazonaws.ap-southeast-1.{service}"
  policy = jsonencode({{ Statement = [{{
    Effect    = "Allow"
    Principal = {principal}
    Action    = "*"
    Resource  = {resource}
    {tests}
  }}] }})
}}
"""


@pytest.mark.parametrize(
    ("condition", "service", "outcome"),
    [
        (f"{OWN}, {DATA}", "s3", "pass"),
        (OWN, "s3", "fail"),
        (DATA, "s3", "fail"),
        (OWN, "kms", "pass"),
        ("", "kms", "fail"),
        ('"aws:PrincipalAccount" = "*"', "kms", "fail"),
        ('"aws:PrincipalOrgID" = "o-1"', "kms", "pass"),
    ],
)
def test_only_this_account_passes_and_to_its_own_data(condition, service, outcome):
    assert outcomes(RULE, endpoint(condition, service)) == [outcome]


def test_named_resources_and_named_principals_are_right():
    assert outcomes(RULE, endpoint("", resource='"arn:aws:s3:::packages/*"')) == ["pass"]
    assert outcomes(RULE, endpoint("", principal='{ AWS = "arn:aws:iam::123456789012:role/x" }')) == ["pass"]


def test_a_door_without_a_policy_is_open_and_a_partners_service_is_not_judged():
    text = 'resource "aws_vpc_endpoint" "x" {\n  service_name = "%s"\n}\n'
    assert answers(RULE, text % "com.amazonaws.ap-southeast-1.sts") == [("fail", "aws_vpc_endpoint.x", 1)]
    assert outcomes(RULE, text % "com.amazonaws.vpce.ap-southeast-1.vpce-svc-1") == ["pass"]
    assert outcomes(RULE, text % "com.amazonaws.ap-southeast-1.sts", None) == []


def test_a_policy_that_cannot_be_read_is_unknown():
    text = 'resource "aws_vpc_endpoint" "x" {\n  service_name = "com.amazonaws.x.sts"\n  policy = var.policy\n}\n'
    assert outcomes(RULE, text) == ["unknown"]
