"""Data that ends without enough people agreeing.

What it does:
    Where a declaration says how data is destroyed, wants every runbook to ask as many approvers as declared, each in a
    step of its own, before it calls anything; and every data key to deny its end to all but the runbook's role.

Why is this bad:
    What a key encrypts ends with the key: every copy, every backup, in both regions. One stolen session is then enough.

Example:
    resource "aws_kms_key" "records" {}
    resource "aws_iam_role" "destruction" {
      name = "window-destruction"
    }
    resource "aws_ssm_document" "destruction" {
      content = jsonencode({
        mainSteps = [{ name = "End", action = "aws:executeAwsApi", inputs = { Api = "ScheduleKeyDeletion" } }]
      })
    }

Use instead:
    resource "aws_iam_role" "approver_1" {}
    resource "aws_iam_role" "destruction" {
      name = "window-destruction"
    }
    resource "aws_kms_key" "records" {
      policy = jsonencode({
        Statement = [{
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = ["kms:DisableKey", "kms:ScheduleKeyDeletion"]
          Resource  = "*"
          Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/window-destruction" } }
        }]
      })
    }
    resource "aws_ssm_document" "destruction" {
      content = jsonencode({
        mainSteps = [
          { name = "Ask", action = "aws:approve", inputs = { Approvers = [aws_iam_role.approver_1.arn] } },
          { name = "End", action = "aws:executeAwsApi", inputs = { Api = "ScheduleKeyDeletion" } },
        ]
      })
    }

Source:
    GB/T 22239-2019 8.1.4.10, 8.1.10.3; NIST SP 800-88r2, cryptographic erase.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Encoded, Reference, Resource, Value
from bastide.model.intent import DeclaredDestruction

META = Meta("DATA022", Severity.HIGH, "Let the runbook ask each approver first, and the key obey nobody else.", __doc__)
APPROVE = "aws:approve"
ENDS = {"kms:disablekey", "kms:schedulekeydeletion"}


def check(case: Case) -> Iterator[Finding]:
    """Judge every runbook that ends keys, and every key that it may end."""
    declared = None if case.intent is None else case.intent.destruction
    if declared is not None:
        yield from META.judge(_present(case, declared.runbooks), partial(_runbook, declared))
        yield from META.judge(_present(case, declared.keys), partial(_key, case, declared))


def _present(case: Case, addresses: tuple[str, ...]) -> Iterator[Resource]:
    found = (case.graph.by_address.get(address) for address in addresses)
    yield from (one for one in found if one is not None)


def _runbook(declared: DeclaredDestruction, document: Resource) -> Iterator[Answer]:
    content = document.get("content")
    steps = _listed(content.value, "mainSteps") if isinstance(content, Encoded) else None
    if steps is None:
        yield Doubt("what the runbook does can't be read", document.at("content"))
        return
    asked: set[str] = set()
    for step in steps:
        if step.get("action") != APPROVE:
            break
        approvers = step.get("inputs")
        named = approvers.get("Approvers") if isinstance(approvers, dict) else ()
        asked.update(one.address for one in named if isinstance(one, Reference)) if isinstance(named, tuple) else None
    agreed = len(asked & set(declared.approvers))
    if agreed < declared.approvals:
        message = f"`{document.address}` ends a key after {agreed} approvals, not {declared.approvals}"
        yield Fault(message, document.at("content"))


def _key(case: Case, declared: DeclaredDestruction, key: Resource) -> Iterator[Answer]:
    role = case.graph.by_address.get(declared.role)
    policy = key.get("policy")
    statements = _listed(policy.value, "Statement") if isinstance(policy, Encoded) else ()
    name = None if role is None else role.get("name")
    if not any(_guards(statement, name) for statement in statements or ()):
        yield Fault(f"others than `{declared.role}` may end `{key.address}`", key.at("policy"))


def _guards(statement: Mapping[str, Value], role: Value) -> bool:
    actions = statement.get("Action")
    named = {str(one).lower() for one in (actions if isinstance(actions, tuple) else (actions,))}
    condition = statement.get("Condition")
    holders = condition.get("ArnNotEquals") if isinstance(condition, dict) and len(condition) == 1 else None
    held = holders.get("aws:PrincipalArn") if isinstance(holders, dict) and len(holders) == 1 else None
    everybody = statement.get("Principal") in ("*", {"AWS": "*"})
    alone = isinstance(held, str) and isinstance(role, str) and held.endswith(f":role/{role}")
    return statement.get("Effect") == "Deny" and everybody and named >= ENDS and alone


def _listed(document: Value, name: str) -> tuple[Mapping[str, Value], ...] | None:
    found = document.get(name) if isinstance(document, dict) else None
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, tuple) else None
