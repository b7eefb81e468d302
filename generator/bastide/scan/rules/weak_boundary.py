"""Declared role without a boundary that holds.

What it does:
    Wants every declared role, its approvers and the roles of declared workloads under a permission boundary of this
    tree that denies, in so many words, to stop the audit trail, to change identities, to destroy keys and to open the
    network.

Why is this bad:
    Without it whoever can attach one more policy to the role decides what the role may do. A boundary that only leaves
    something out does not bind what a resource's own policy grants to a session; one that denies does.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name                 = "operator"
      permissions_boundary = aws_iam_policy.boundary.arn
    }
    resource "aws_iam_policy" "boundary" {
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          { Effect = "Allow", Action = "ssm:StartSession", Resource = "*" },
          {
            Effect   = "Deny"
            Action   = ["cloudtrail:*", "iam:*", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "ec2:*SecurityGroup*"]
            Resource = "*"
          },
        ]
      })
    }

Source:
    IAM user guide, "Permissions boundaries": an implicit deny in one does not limit a resource-based policy for a
    session, an explicit one does.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.match import covers_action
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC007", Severity.MEDIUM, "Give the role the platform's boundary, and let that deny the actions.", __doc__)
ROLE, POLICY = "aws_iam_role", "aws_iam_policy"
NEVER = (
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "iam:PutRolePolicy",
    "iam:AttachRolePolicy",
    "iam:DeleteRolePermissionsBoundary",
    "kms:ScheduleKeyDeletion",
    "kms:PutKeyPolicy",
    "ec2:AuthorizeSecurityGroupIngress",
)
"""One call of each kind that no role of the platform ever makes."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared role, and every boundary that one of them has."""
    bounded = tuple(_roles(case))
    yield from META.judge(bounded, partial(_role, case))
    limits = {one.address: one for role in bounded if (one := _limit(case, role)) is not None}
    yield from META.judge(limits.values(), partial(_boundary, case))


def _roles(case: Case) -> Iterator[Resource]:
    if case.intent is None:
        return
    named = [address for role in case.intent.roles for address in (role.resource, *role.approvers)]
    named += [workload.resource for workload in case.intent.workloads]
    for address in dict.fromkeys(named):
        resource = case.graph.by_address.get(address)
        if resource is not None and resource.type == ROLE:
            yield resource


def _limit(case: Case, role: Resource) -> Resource | None:
    found = pointed(case, role.get("permissions_boundary"), POLICY)
    return found if found is not None and found.type == POLICY else None


def _role(case: Case, role: Resource) -> Iterator[Answer]:
    if _limit(case, role) is None:
        missing = role.get("permissions_boundary") is None
        message = "no boundary limits the role" if missing else "the role's boundary is no policy of this tree"
        yield Fault(message, role.at("permissions_boundary"))


def _boundary(case: Case, policy: Resource) -> Iterator[Answer]:
    listed = statements(case, policy.get("policy"), policy.at("policy"))
    open_calls = [action for action in NEVER if not any(_denies(one, action) for one in listed)]
    if open_calls:
        calls = ", ".join(f"`{one}`" for one in open_calls)
        yield Fault(f"the boundary does not deny {calls}")


def _denies(statement: Statement, action: str) -> bool:
    everything = "*" in statement.resources
    return not statement.allows and not statement.conditions and everything and covers_action(statement, action)
