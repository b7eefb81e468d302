import pytest

from support.judging import outcomes

RULE = "client_without_quota"
TREE = """
resource "aws_api_gateway_rest_api" "assistant" {
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}
resource "aws_api_gateway_method" "assistant" {
  rest_api_id      = aws_api_gateway_rest_api.assistant.id
  authorization    = "AWS_IAM"
  api_key_required = true
}
resource "aws_api_gateway_usage_plan" "assistant_health" {
  api_stages {
    api_id = aws_api_gateway_rest_api.assistant.id
    stage  = "v1"
  }
  quota_settings {
    limit  = 20000
    period = "DAY"
  }
  throttle_settings {
    rate_limit  = 5
    burst_limit = 10
  }
}
resource "aws_api_gateway_api_key" "assistant_health" {
  name = "health"
}
resource "aws_api_gateway_usage_plan_key" "assistant_health" {
  key_id        = aws_api_gateway_api_key.assistant_health.id
  usage_plan_id = aws_api_gateway_usage_plan.assistant_health.id
}
"""
SECOND = """
resource "aws_api_gateway_usage_plan_key" "other" {
  key_id        = aws_api_gateway_api_key.assistant_health.id
  usage_plan_id = "another"
}
"""


def test_a_client_with_its_own_plan_and_a_signed_door_is_right():
    assert outcomes(RULE, TREE) == ["pass", "pass"]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("limit  = 20000", "limit  = 200000"),
        ('period = "DAY"', 'period = "WEEK"'),
        ("rate_limit  = 5", "rate_limit  = 500"),
        ("api_id = aws_api_gateway_rest_api.assistant.id", 'api_id = "other"'),
        ("usage_plan_id = aws_api_gateway_usage_plan.assistant_health.id", 'usage_plan_id = "other"'),
        ('"aws_api_gateway_usage_plan" "assistant_health"', '"aws_api_gateway_usage_plan" "assistant_tax"'),
        ('types = ["PRIVATE"]', 'types = ["REGIONAL"]'),
        ('authorization    = "AWS_IAM"', 'authorization    = "NONE"'),
        ("api_key_required = true", "api_key_required = false"),
    ],
)
def test_a_quota_or_a_signature_that_is_gone_is_found(written, instead):
    assert written in TREE
    assert "fail" in outcomes(RULE, TREE.replace(written, instead))


def test_a_key_of_two_plans_is_found():
    assert "fail" in outcomes(RULE, TREE + SECOND)


def test_a_door_that_the_tree_lacks_is_found():
    assert outcomes(RULE, "") == ["fail", "fail"]
