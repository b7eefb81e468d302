from dataclasses import replace

from support.judging import INTENT, outcomes, role

RULE = "duties_not_separated"
ROLES = 'resource "aws_iam_role" "operator" {}\nresource "aws_iam_role" "auditor" {%s}\n'
LOGS = 'resource "aws_s3_bucket" "audit" {\n bucket = "audit"\n}\n'


def operator(statement, trust=""):
    return (
        ROLES % trust
        + LOGS
        + f"""
resource "aws_iam_role_policy" "operator" {{
  role = aws_iam_role.operator.id
  policy = jsonencode({{ Statement = [{statement}] }})
}}
"""
    )


def test_two_roles_without_permissions_are_separate():
    assert outcomes(RULE, ROLES % "") == ["pass", "pass"]


def test_one_that_may_take_the_other_is_found():
    assert outcomes(RULE, operator('{ Effect = "Allow", Action = "sts:*", Resource = "*" }')) == ["pass", "fail"]
    assert outcomes(RULE, operator('{ Effect = "Allow", Action = "sts:*", Resource = "arn:aws:iam::1:role/x" }')) == [
        "pass",
        "pass",
    ]


def test_a_trust_of_the_other_is_found():
    trust = """
    assume_role_policy = jsonencode({ Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.operator.arn } }
    ] })
"""
    assert outcomes(RULE, ROLES % f"\n{trust}") == ["pass", "fail"]


def test_one_that_reads_the_logs_of_the_other_is_found():
    assert outcomes(RULE, operator('{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }')) == ["pass", "fail"]


def test_one_role_for_both_duties_is_found():
    both = (role("operator"), role("auditor", resource="aws_iam_role.operator"))
    assert outcomes(RULE, ROLES % "", replace(INTENT, roles=both)) == ["fail", "fail"]


def test_a_policy_that_cannot_be_read_is_unknown():
    assert "unknown" in outcomes(RULE, operator('{ Effect = "Allow", Action = var.action, Resource = "*" }'))
