"""Backup plan whose turn does not come every day.

What it does:
    Reads the schedules of the plans that cover declared stores: a schedule that names years comes to an end, and for
    each store at least one rule must run every day.

Why is this bad:
    The plan is there, the selection is there, and no backup is made. Nobody notices before a restore.

Example:
    resource "aws_efs_file_system" "records" {}
    resource "aws_backup_plan" "gold" {
      rule {
        rule_name         = "term"
        target_vault_name = "gold"
        schedule          = "cron(0 19 1 1 ? 2099)"
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Use instead:
    resource "aws_efs_file_system" "records" {}
    resource "aws_backup_plan" "gold" {
      rule {
        rule_name         = "term"
        target_vault_name = "gold"
        schedule          = "cron(0 19 * * ? *)"
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }

Source:
    AWS Backup developer guide, "Creating a backup plan"; GB/T 22239-2019 8.1.4.9 a.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import plan_rules
from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.schedules import DAY, FIELDS, cron_fields, longest_gap
from bastide.facts.values import text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("BAK006", Severity.HIGH, "Let the plan run at least once a day, without an end.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared store that a plan covers."""
    for store in () if case.intent is None else case.intent.stores:
        stored = (case.graph.by_address.get(address) for address in store.resources)
        yield from META.judge((one for one in stored if one is not None), partial(_answers, case))


def _answers(case: Case, stored: Resource) -> Iterator[Answer]:
    rules = list(plan_rules(case, stored))
    for rule in rules:
        if _ends(case, rule):
            yield Fault(f"a backup of `{stored.address}` is planned for certain years only", rule.at("schedule"))
    if rules and not any(_daily(case, rule) for rule in rules):
        yield Fault(f"`{stored.address}` is not backed up every day", rules[0].at("schedule"))


def _ends(case: Case, rule: Block) -> bool:
    fields = cron_fields(text(case.graph, rule.get("schedule")) or "")
    return len(fields) == FIELDS and fields[5] != "*"


def _daily(case: Case, rule: Block) -> bool:
    gap = longest_gap(text(case.graph, rule.get("schedule")))
    return gap is not None and gap <= DAY
