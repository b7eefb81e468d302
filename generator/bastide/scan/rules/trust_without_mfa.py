"""Role that trusts an account without a second factor.

What it does:
    Reads every role's trust policy. An account (its root or its bare number) may only be trusted when
    `aws:MultiFactorAuthPresent` must be true; a wildcard never; an account other than the declared one never.
    `BoolIfExists` does not count: a key that never used a second factor has no such value and passes it. A role
    declared with `mfa` needs the condition for every AWS principal.

Why is this bad:
    To trust an account root is to trust whoever holds any key of it, a leaked one too.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
        }]
      })
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name = "operator"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
          Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
        }]
      })
    }

Source:
    checkov 3.3.30 passes a trusted account root of `aws-cn`, or a statement that is no list; a root of `aws` it
    fails with a second factor as well as without (measured).
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from bastide.facts.case import Case
from bastide.facts.match import covers_action
from bastide.facts.policy import Condition, Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.place import Place

META = Meta("ACC001", Severity.HIGH, 'Add `Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }`.', __doc__)
ROOT = re.compile(r"(\d{12}|arn:[^:]*:iam::.*:root)", re.DOTALL)
ACCOUNT = re.compile(r"\b(\d{12})\b")
PRESENT = "aws:multifactorauthpresent"
AGE = "aws:multifactorauthage"
ACCOMPANYING = {"sts:setsourceidentity", "sts:tagsession", "sts:setcontext"}
"""What only goes with taking a role: alone it lets nobody in (Service Authorization Reference, STS)."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every role's trust policy."""
    return META.judge(case.graph.of_type("aws_iam_role"), partial(_answers, case))


def _answers(case: Case, role: Resource) -> Iterator[Answer]:
    listed = statements(case, role.get("assume_role_policy"), role.at("assume_role_policy"))
    refused = _refuses_without_mfa(listed)
    for statement in listed:
        if statement.allows and not _only_accompanies(statement):
            for kind, name in statement.principals:
                if kind == "AWS":
                    yield from _principal(case, role, statement, name, refused=refused)


def _principal(case: Case, role: Resource, statement: Statement, name: str, *, refused: bool) -> Iterator[Answer]:
    guarded = refused or any(_demands_mfa(condition) for condition in statement.conditions)
    account = ACCOUNT.search(name)
    if "*" in name:
        yield Fault(f"`{name}` lets anyone take the role", statement.at("Principal"), fix="Name the principals.")
    elif case.intent is not None and account is not None and account.group(1) != case.intent.account:
        yield Fault(f"`{name}` belongs to an account that isn't declared", statement.at("Principal"))
    elif not guarded and (ROOT.fullmatch(name) or _declared_mfa(case, role)):
        yield Fault(f"`{name}` may take the role without a second factor", _lacking(statement))


def _only_accompanies(statement: Statement) -> bool:
    named = {action.lower() for action in statement.actions}
    return bool(named) and not statement.not_actions and named <= ACCOMPANYING


def _demands_mfa(condition: Condition) -> bool:
    if condition.key == PRESENT:
        return condition.operator == "Bool" and condition.values == ("true",)
    return condition.key == AGE and condition.operator in ("NumericLessThan", "NumericLessThanEquals")


def _lacking(statement: Statement) -> Place:
    """Return the condition that asks too little for a second factor, else where one should stand, or who is let in."""
    for path in statement.places:
        if path[:1] == ("Condition",) and str(path[-1]).lower().startswith("aws:multifactorauth"):
            return statement.at(*path)
    return statement.at("Condition" if statement.conditions else "Principal")


def _refuses_without_mfa(listed: Sequence[Statement]) -> bool:
    """Tell whether a deny closes the role to whoever has no second factor."""
    return any(
        not one.allows
        and ("AWS", "*") in one.principals
        and covers_action(one, "sts:AssumeRole")
        and [(test.operator, test.key, test.values) for test in one.conditions]
        == [("BoolIfExists", PRESENT, ("false",))]
        for one in listed
    )


def _declared_mfa(case: Case, role: Resource) -> bool:
    roles = () if case.intent is None else case.intent.roles
    return any(declared.mfa and declared.resource == role.address for declared in roles)
