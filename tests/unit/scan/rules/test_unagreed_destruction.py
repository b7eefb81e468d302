from dataclasses import replace

import pytest

from bastide.model.intent import DeclaredDestruction
from support.judging import INTENT, answers, outcomes

RULE = "unagreed_destruction"
DECLARED = replace(
    INTENT,
    destruction=DeclaredDestruction(
        role="aws_iam_role.end",
        runbooks=("aws_ssm_document.end",),
        approvers=("aws_iam_role.one", "aws_iam_role.two"),
        approvals=2,
        keys=("aws_kms_key.x",),
    ),
)
ROLES = "".join(f'resource "aws_iam_role" "{name}" {{\n name = "{name}"\n}}\n' for name in ("one", "two", "end"))
ASK = '{{ action = "aws:approve", inputs = {{ Approvers = [aws_iam_role.{}.arn] }} }}'
END = '{ action = "aws:executeAwsApi", inputs = { Api = "DisableKey" } }'


def runbook(*steps):
    content = f"jsonencode({{ mainSteps = [{', '.join(steps)}] }})"
    return f'{ROLES}resource "aws_ssm_document" "end" {{\n content = {content}\n}}\n'


def key(effect="Deny", actions='"kms:DisableKey", "kms:ScheduleKeyDeletion"', role="end"):
    return f"""{ROLES}
resource "aws_kms_key" "x" {{
  policy = jsonencode({{
    Statement = [{{
      Effect    = "{effect}"
      Principal = {{ AWS = "*" }}
      Action    = [{actions}]
      Resource  = "*"
      Condition = {{ ArnNotEquals = {{ "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/{role}" }} }}
    }}]
  }})
}}
"""


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((ASK.format("one"), ASK.format("two"), END), ["pass"]),
        ((ASK.format("one"), END), ["fail"]),
        ((ASK.format("one"), ASK.format("one"), END), ["fail"]),
        ((ASK.format("one"), END, ASK.format("two")), ["fail"]),
        ((ASK.format("one"), ASK.format("end"), END), ["fail"]),
        ((END,), ["fail"]),
    ],
)
def test_as_many_people_agree_as_declared_before_anything_happens(steps, found):
    assert outcomes(RULE, runbook(*steps), DECLARED) == found


def test_a_runbook_that_cannot_be_read_is_unknown():
    text = f'{ROLES}resource "aws_ssm_document" "end" {{\n content = var.runbook\n}}\n'
    assert outcomes(RULE, text, DECLARED) == ["unknown"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, "pass"),
        ({"effect": "Allow"}, "fail"),
        ({"actions": '"kms:DisableKey"'}, "fail"),
        ({"role": "one"}, "fail"),
    ],
)
def test_a_key_obeys_the_runbook_alone(changes, found):
    assert [one[:2] for one in answers(RULE, key(**changes), DECLARED)] == [(found, "aws_kms_key.x")]


def test_a_key_without_a_policy_obeys_everybody():
    assert outcomes(RULE, f'{ROLES}resource "aws_kms_key" "x" {{}}', DECLARED) == ["fail"]


def test_nothing_is_asked_where_the_declaration_says_nothing():
    assert outcomes(RULE, key(effect="Allow"), replace(INTENT, destruction=None)) == []
