import pytest

from support.judging import answers, outcomes

RULE = "short_log_retention"
GROUP = 'resource "aws_cloudwatch_log_group" "%s" {\n  retention_in_days = %s\n}\n'
FLOW = 'resource "aws_flow_log" "x" {\n log_destination = aws_cloudwatch_log_group.flow.arn\n}\n'
BUCKET = 'resource "aws_s3_bucket" "audit" {}\n'


@pytest.mark.parametrize(("days", "outcome"), [(1, "fail"), (180, "fail"), (365, "fail"), (400, "pass"), (0, "pass")])
def test_the_declared_term_is_the_least(days, outcome):
    assert answers(RULE, GROUP % ("flow", days)) == [
        (outcome, "aws_cloudwatch_log_group.flow", 2 if outcome == "fail" else 1)
    ]


@pytest.mark.parametrize(("days", "outcome"), [(1, "fail"), (180, "fail"), (365, "pass")])
def test_six_months_are_the_least_for_whatever_receives_logs(days, outcome):
    assert outcomes(RULE, GROUP % ("flow", days) + FLOW, None) == [outcome]


def test_a_group_that_nothing_says_is_a_log_store_is_judged_only_with_a_declaration():
    assert outcomes(RULE, GROUP % ("app", 1), None) == []
    assert outcomes(RULE, GROUP % ("app", 1)) == ["fail"]


@pytest.mark.parametrize(("days", "outcome"), [(1, "fail"), (1095, "fail"), (1096, "pass")])
def test_a_bucket_expires_nothing_before_its_term(days, outcome):
    text = (
        BUCKET
        + f"""
resource "aws_s3_bucket_lifecycle_configuration" "audit" {{
  bucket = aws_s3_bucket.audit.id
  rule {{
    status = "Enabled"
    expiration {{
      days = {days}
    }}
  }}
}}
"""
    )
    assert outcomes(RULE, text) == [outcome]
    assert outcomes(RULE, text.replace("Enabled", "Disabled")) == ["pass"]


def test_a_term_that_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, GROUP % ("flow", "var.days")) == ["unknown"]


def test_a_variable_with_a_default_is_its_default():
    assert outcomes(RULE, 'variable "days" {\n default = 1\n}\n' + GROUP % ("flow", "var.days")) == ["fail"]
