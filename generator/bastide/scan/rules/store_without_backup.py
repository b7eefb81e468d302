"""Store that no backup plan covers.

What it does:
    Follows every backup selection - by reference, by ARN pattern, by tag - and wants each resource of a declared
    store covered. Databases, file systems and tables are wanted in a selection even without a declaration.

Why is this bad:
    Nobody notices a missing backup until the day of the restore. checkov's own check for it stays silent when the
    tree has no selection at all, which is the case that matters most.

Example:
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }

Use instead:
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = "gold"
        schedule          = "cron(0 5 ? * * *)"
        lifecycle {
          delete_after = 400
        }
      }
    }
    resource "aws_backup_selection" "gold" {
      name         = "gold"
      plan_id      = aws_backup_plan.gold.id
      iam_role_arn = "arn:aws:iam::123456789012:role/backup"
      resources    = [aws_efs_file_system.records.arn]
    }

Source:
    checkov 3.3.30 CKV2_AWS_18 gives no result unless a selection exists somewhere (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import DATABASES, selections_of
from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("BAK001", Severity.HIGH, "Add the resource to a backup selection.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource that holds data, and every declared one that the tree lacks."""
    stores = () if case.intent is None else case.intent.stores
    declared = {address: store.name for store in stores for address in store.resources}
    copies = {address for store in stores for address in store.copies}
    held = {one.address: one for one in case.graph.of_type(*DATABASES) if one.address not in copies}
    held |= {address: case.graph.by_address[address] for address in declared if address in case.graph.by_address}
    yield from META.judge(held.values(), partial(_answers, case))
    for address, name in declared.items():
        if address not in case.graph.by_address:
            yield from META.settle(Spot(address, None), partial(_missing, address, name))


def _answers(case: Case, stored: Resource) -> Iterator[Answer]:
    if not selections_of(case, stored):
        yield Fault(f"no backup selection names `{stored.address}`")


def _missing(address: str, name: str) -> Iterator[Answer]:
    yield Fault(f"the tree has no `{address}`, which is declared to hold store `{name}`")
