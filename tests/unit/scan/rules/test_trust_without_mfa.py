from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes, role

RULE = "trust_without_mfa"
ROOT = '{ AWS = "arn:aws:iam::123456789012:root" }'
MFA = 'Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }'


def trust(principal, *extra, name="operator"):
    body = "\n".join(('Effect = "Allow"', 'Action = "sts:AssumeRole"', f"Principal = {principal}", *extra))
    return (
        f'resource "aws_iam_role" "{name}" {{\n assume_role_policy = jsonencode({{ Statement = [{{\n{body}\n}}] }})\n}}'
    )


@pytest.mark.parametrize(
    "principal",
    [
        ROOT,
        '{ AWS = "123456789012" }',
        '{ AWS = ["arn:aws-cn:iam::123456789012:root"] }',
        '{ AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root" }',
    ],
)
def test_an_account_without_a_second_factor_is_found(principal):
    assert answers(RULE, trust(principal), None) == [("fail", "aws_iam_role.operator", 5)]
    assert outcomes(RULE, trust(principal, MFA), None) == ["pass"]


@pytest.mark.parametrize(
    "condition",
    [
        'Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } }',
        'Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } }',
        'Condition = { Bool = { "aws:MultiFactorAuthPresent" = ["true", "false"] } }',
        'Condition = { Bool = { "aws:SecureTransport" = "true" } }',
        'Condition = { StringEquals = { "sts:ExternalId" = "x" } }',
    ],
)
def test_a_condition_that_does_not_demand_it_does_not_help(condition):
    assert outcomes(RULE, trust(ROOT, condition)) == ["fail"]


@pytest.mark.parametrize("value", ['"true"', "true", '["true"]'])
def test_the_condition_counts_however_it_is_written(value):
    assert outcomes(RULE, trust(ROOT, f'Condition = {{ Bool = {{ "aws:multifactorauthpresent" = {value} }} }}')) == [
        "pass"
    ]


def test_a_deny_for_whoever_has_none_counts():
    text = """
resource "aws_iam_role" "x" {
  assume_role_policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } },
    { Effect = "Deny", Action = "sts:*", Principal = "*",
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } },
  ] })
}
"""
    assert outcomes(RULE, text) == ["pass"]
    assert outcomes(RULE, text.replace('"false"', '"true"')) == ["fail"]


def test_a_service_needs_no_second_factor():
    assert outcomes(RULE, trust('{ Service = "ec2.amazonaws.com" }')) == ["pass"]


@pytest.mark.parametrize("principal", ['"*"', '{ AWS = "*" }', '{ AWS = "arn:aws:iam::*:role/x" }'])
def test_a_wildcard_is_found_whatever_the_condition(principal):
    assert outcomes(RULE, trust(principal, MFA)) == ["fail"]


def test_a_foreign_account_is_found_where_the_own_one_is_declared():
    foreign = trust('{ AWS = "arn:aws:iam::999999999999:root" }', MFA)
    assert outcomes(RULE, foreign) == ["fail"]
    assert outcomes(RULE, foreign, None) == ["pass"]


def test_a_role_declared_with_mfa_demands_it_of_every_principal():
    text = trust('{ AWS = "arn:aws:iam::123456789012:user/ann" }')
    assert outcomes(RULE, text) == ["pass"]
    assert outcomes(RULE, text, replace(INTENT, roles=(role("operator", mfa=True),), separate=())) == ["fail"]


def test_a_heredoc_and_a_document_data_source_are_read():
    heredoc = f'resource "aws_iam_role" "x" {{\n assume_role_policy = <<EOT\n{HEREDOC}\nEOT\n}}'
    assert outcomes(RULE, heredoc) == ["fail"]
    document = """
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}
resource "aws_iam_role" "x" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
"""
    assert outcomes(RULE, document) == ["fail"]


HEREDOC = '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "123456789012"}}}'


@pytest.mark.parametrize(
    "value", ["var.trust", 'file("trust.json")', '"not json"', "data.aws_iam_policy_document.x.json"]
)
def test_a_policy_that_cannot_be_read_is_unknown(value):
    assert outcomes(RULE, f'resource "aws_iam_role" "x" {{\n assume_role_policy = {value}\n}}') == ["unknown"]


def beside(action):
    """Return a guarded role with a second statement for the same account that asks for no second factor."""
    return f"""
resource "aws_iam_role" "x" {{
  assume_role_policy = jsonencode({{ Statement = [
    {{ Effect = "Allow", Action = "sts:AssumeRole", Principal = {ROOT}, {MFA} }},
    {{ Effect = "Allow", Action = {action}, Principal = {ROOT} }},
  ] }})
}}"""


@pytest.mark.parametrize("action", ['"sts:SetSourceIdentity"', '["sts:TagSession", "sts:setSourceIdentity"]'])
def test_what_only_goes_with_taking_a_role_lets_nobody_in(action):
    assert outcomes(RULE, beside(action)) == ["pass"]


@pytest.mark.parametrize("action", ['["sts:SetSourceIdentity", "sts:AssumeRole"]', '"sts:*"', '"sts:Assume*"'])
def test_what_also_takes_the_role_needs_the_second_factor(action):
    assert outcomes(RULE, beside(action)) == ["fail"]
