"""Backup vault that can be emptied.

What it does:
    For each declared store whose tier demands a lock, finds the vaults that the plans covering it write to, and
    wants a vault lock in compliance mode (`changeable_for_days` set) with a shortest term on each of them.

Why is this bad:
    Whoever takes over an administrator deletes the backups first, then the data.

Example:
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_vault" "gold" {
      name = "gold"
    }
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = aws_backup_vault.gold.name
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Use instead:
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_vault" "gold" {
      name = "gold"
    }
    resource "aws_backup_vault_lock_configuration" "gold" {
      backup_vault_name   = aws_backup_vault.gold.name
      changeable_for_days = 3
      min_retention_days  = 35
    }
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = aws_backup_vault.gold.name
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Source:
    AWS Backup developer guide, "AWS Backup Vault Lock".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import plan_rules
from bastide.facts.case import Case
from bastide.facts.links import Links, links, pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import opaque
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("BAK004", Severity.HIGH, "Lock the vault and set `changeable_for_days`.", __doc__)
VAULT = "aws_backup_vault"


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource whose backups must be locked."""
    locks = links(case, "aws_backup_vault_lock_configuration", "backup_vault_name", VAULT)
    for store in () if case.intent is None else case.intent.stores:
        if store.backup_lock:
            stored = (case.graph.by_address.get(address) for address in store.resources)
            yield from META.judge((one for one in stored if one is not None), partial(_answers, case, locks))


def _answers(case: Case, locks: Links, stored: Resource) -> Iterator[Answer]:
    vaults: dict[str, Resource] = {}
    for rule in plan_rules(case, stored):
        copies = (copy.get("destination_vault_arn") for copy in rule.nested("copy_action"))
        for value in (rule.get("target_vault_name"), *copies):
            vault = pointed(case, value, VAULT)
            if vault is None:
                raise opaque(value)
            vaults[vault.address] = vault
    for vault in vaults.values():
        yield from _vault(locks, vault)


def _vault(locks: Links, vault: Resource) -> Iterator[Answer]:
    found = locks.of(vault.address)
    if not found:
        yield Fault(f"`{vault.address}` has no vault lock", vault.place)
    for lock in found:
        if lock.get("min_retention_days") is None:
            yield Fault(f"the lock of `{vault.address}` lets backups expire at once", lock.place)
        if lock.get("changeable_for_days") is None:
            yield Fault(f"the lock of `{vault.address}` can be removed", lock.place)
