from dataclasses import replace

import pytest

from bastide.model.declared_use import DeclaredWorkload
from support.judging import INTENT, answers, outcomes, role

RULE = "weak_boundary"
NEVER = ["cloudtrail:*", "iam:*", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "ec2:*SecurityGroup*"]


def bounded(limit="aws_iam_policy.b.arn", name="operator"):
    return f'resource "aws_iam_role" "{name}" {{\n  permissions_boundary = {limit}\n}}\n'


def boundary(actions=NEVER, condition="", resource='"*"', effect="Deny"):
    listed = ", ".join(f'"{one}"' for one in actions)
    return f"""
resource "aws_iam_policy" "b" {{
  policy = jsonencode({{ Statement = [
    {{ Effect = "{effect}", Action = [{listed}], Resource = {resource} {condition} }}
  ] }})
}}
"""


def test_a_boundary_that_denies_all_of_it_is_right():
    assert outcomes(RULE, bounded() + boundary()) == ["pass", "pass"]


@pytest.mark.parametrize("missing", NEVER)
def test_whatever_a_boundary_does_not_deny_is_found_at_it(missing):
    text = bounded() + boundary([one for one in NEVER if one != missing])
    assert answers(RULE, text) == [("pass", "aws_iam_role.operator", 1), ("fail", "aws_iam_policy.b", 5)]


@pytest.mark.parametrize(
    "changes",
    [
        {"condition": ', Condition = { Bool = { "aws:SecureTransport" = "false" } }'},
        {"resource": '"arn:aws:s3:::x"'},
        {"effect": "Allow"},
    ],
)
def test_a_denial_that_does_not_always_hold_is_none(changes):
    assert outcomes(RULE, bounded() + boundary(**changes)) == ["pass", "fail"]


def test_a_role_without_one_and_one_of_somebody_elses_are_found():
    assert answers(RULE, 'resource "aws_iam_role" "operator" {}') == [("fail", "aws_iam_role.operator", 1)]
    foreign = bounded('"arn:aws:iam::aws:policy/AdministratorAccess"')
    assert answers(RULE, foreign) == [("fail", "aws_iam_role.operator", 2)]


def test_approvers_and_workloads_are_judged_and_others_are_not():
    asking = role("operator", approvers=("aws_iam_role.approver",))
    program = DeclaredWorkload("app", "app", (), "aws_iam_role.app")
    intent = replace(INTENT, roles=(asking,), workloads=(program,))
    text = "".join(f'resource "aws_iam_role" "{name}" {{}}\n' for name in ("operator", "approver", "app", "other"))
    assert [address for _, address, _ in answers(RULE, text, intent)] == [
        "aws_iam_role.operator",
        "aws_iam_role.approver",
        "aws_iam_role.app",
    ]
    assert outcomes(RULE, text, None) == []
