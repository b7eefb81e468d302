"""Duty that others than its holders may take.

What it does:
    Reads the trust policy of every role whose declaration names its holders. Each principal that a statement lets in,
    of whatever kind, must be one of them.

Why is this bad:
    The highest rights over databases and hosts are held by named people, so that every act has somebody who answers for
    it. A second principal in the trust is a holder whom nobody appointed.

Example:
    # holders declared: arn:aws:iam::123456789012:user/zhang.min
    resource "aws_iam_role" "dba" {
      name = "dba"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = ["arn:aws:iam::123456789012:user/zhang.min", "arn:aws:iam::123456789012:user/eve"] }
          Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
        }]
      })
    }

Use instead:
    resource "aws_iam_role" "dba" {
      name = "dba"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = ["arn:aws:iam::123456789012:user/zhang.min"] }
          Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
        }]
      })
    }

Source:
    GB/T 22239-2019 8.1.4.2 b, d, e; NIST SP 800-53r5 AC-6(5), AC-6(2); IAM-08.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredRole
from bastide.model.place import Place

META = Meta(
    "ACC008", Severity.CRITICAL, "Take the principal out of the trust, or declare the person as a holder.", __doc__
)


def check(case: Case) -> Iterator[Finding]:
    """Judge the trust policy of every role with declared holders."""
    declared = {} if case.intent is None else {role.resource: role for role in case.intent.roles if role.holders}
    judged = [one for one in case.graph.of_type("aws_iam_role") if one.address in declared]
    yield from META.judge(judged, lambda one: _answers(case, one, declared[one.address]))


def _answers(case: Case, role: Resource, declared: DeclaredRole) -> Iterator[Answer]:
    listed = statements(case, role.get("assume_role_policy"), role.at("assume_role_policy"))
    for statement in (one for one in listed if one.allows):
        yield from map(partial(_fault, statement, declared), _others(statement, declared))


def _others(statement: Statement, declared: DeclaredRole) -> Iterator[tuple[str, str]]:
    yield from (one for one in statement.principals if one[0] != "AWS" or one[1] not in declared.holders)


def _fault(statement: Statement, declared: DeclaredRole, principal: tuple[str, str]) -> Answer:
    kind, name = principal
    return Fault(f"`{name}` may take the role, and is no holder of `{declared.name}`", _place(statement, kind, name))


def _place(statement: Statement, kind: str, name: str) -> Place:
    """Return where a principal stands: in its kind's list, which keeps the order of the code."""
    names = [other for same, other in statement.principals if same == kind]
    return statement.at("Principal", kind, names.index(name))
