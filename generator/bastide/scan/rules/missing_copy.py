"""Store whose backups stay in one region.

What it does:
    For each declared store whose tier says `copy: dr`, wants a plan that covers it to copy to a vault in another
    declared region, or a declared copy of the store itself in the tree. Into the declared copy of a bucket all of it
    must be replicated, encrypted objects too.

Why is this bad:
    The region that fails takes the backups with it; the recovery time that was promised is then a wish.

Example:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = "gold"
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = "gold"
        copy_action {
          destination_vault_arn = "arn:aws:backup:ap-northeast-1:123456789012:backup-vault:gold-dr"
        }
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Source:
    Neither checkov 3.3.30 nor Trivy 0.76 sees a backup plan without a copy (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import plan_rules
from bastide.facts.case import Case
from bastide.facts.copies import destinations
from bastide.facts.regions import region_meant, region_of
from bastide.facts.replicas import BUCKET, fed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredStore

META = Meta("BAK005", Severity.HIGH, "Add a `copy_action` to a vault in the DR region.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource of a store that must have a copy elsewhere."""
    for store in () if case.intent is None else case.intent.stores:
        if store.copy_to_dr:
            found = (case.graph.by_address.get(address) for address in store.resources)
            yield from META.judge((one for one in found if one is not None), partial(_answers, case, store))


def _answers(case: Case, store: DeclaredStore, stored: Resource) -> Iterator[Answer]:
    for address in store.copies:
        if address not in case.graph.by_address:
            yield Fault(f"`{address}`, the declared copy of `{store.name}`, is not in the tree")
        elif stored.type == BUCKET and not fed(case, stored, case.graph.by_address[address]):
            yield Fault(f"nothing copies `{stored.address}` into `{address}`, or not all of it")
    home = region_of(case, stored)
    held = (case.graph.by_address.get(address) for address in store.copies)
    copies = {region for copy in held if copy is not None for region, _ in destinations(case, copy)}
    for rule in plan_rules(case, stored):
        copies.update(region_meant(case, copy.get("destination_vault_arn")) for copy in rule.nested("copy_action"))
    if not copies - {home}:
        yield Fault(f"no copy of `{stored.address}` leaves `{home}`")
