"""One role that holds duties declared separate.

What it does:
    For every declared pair of separate roles: they must be two roles, neither may take the other (trust policy
    or `sts:AssumeRole`), and what only one of them reads - logs or a store - the other must not be allowed to.

Why is this bad:
    Nobody may both act and touch the record of it. One permission too many and two duties are one person again.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role" "auditor" {
      name = "auditor"
    }
    resource "aws_iam_role_policy" "operator" {
      role = aws_iam_role.operator.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.auditor.arn }]
      })
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role" "auditor" {
      name = "auditor"
    }

Source:
    The declaration's `separate`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.grants import Grants, grants
from bastide.facts.match import forms
from bastide.facts.policy import statements
from bastide.facts.reading import reads
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredRole, Intent

META = Meta("ACC004", Severity.HIGH, "Take the permission away from one of the two roles.", __doc__)
LOGS = "logs"


def check(case: Case) -> Iterator[Finding]:
    """Judge both directions of every declared pair."""
    if case.intent is None:
        return
    roles = {role.name: role for role in case.intent.roles}
    for first, second in case.intent.separate:
        if first in roles and second in roles:
            for one, other in ((roles[first], roles[second]), (roles[second], roles[first])):
                holder = case.graph.by_address.get(one.resource)
                spot = Spot(one.resource, None if holder is None else holder.place)
                yield from META.settle(spot, partial(_answers, case, case.intent, one, other))


def _answers(case: Case, intent: Intent, one: DeclaredRole, other: DeclaredRole) -> Iterator[Answer]:
    holder, target = (case.graph.by_address.get(role.resource) for role in (one, other))
    if holder is None or target is None:
        missing = one if holder is None else other
        yield Fault(f"the tree has no `{missing.resource}`, the declared role `{missing.name}`")
        return
    if holder.address == target.address:
        yield Fault(f"`{one.name}` and `{other.name}` are one role")
        return
    granted = grants(case, holder)
    yield from _takes(case, granted, holder, target)
    yield from _reads(case, intent, granted, (one, other))


def _takes(case: Case, granted: Grants, holder: Resource, target: Resource) -> Iterator[Answer]:
    for statement in granted.allowing("sts:AssumeRole", forms(target)):
        yield Fault(f"`{holder.address}` may take `{target.address}`", statement.place)
    for statement in statements(case, target.get("assume_role_policy"), target.at("assume_role_policy")):
        if statement.allows and any(name in forms(holder) for _, name in statement.principals):
            yield Fault(f"`{target.address}` trusts `{holder.address}`", statement.place)


def _reads(case: Case, intent: Intent, granted: Grants, roles: tuple[DeclaredRole, DeclaredRole]) -> Iterator[Answer]:
    one, other = roles
    for duty in (name for name in other.read if name not in one.read):
        for action, statement in reads(case, granted, _addresses(intent, duty)):
            yield Fault(f"`{one.name}` may read `{duty}` (`{action}`), the duty of `{other.name}`", statement.place)
            break


def _addresses(intent: Intent, duty: str) -> tuple[str, ...]:
    if duty == LOGS:
        return tuple(address for log in intent.logs for address in log.resources)
    return tuple(address for store in intent.stores if store.name == duty for address in store.resources)
