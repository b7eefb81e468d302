"""Recovery point that nothing in the code keeps.

What it does:
    Works out, for each declared store, the newest state that can be had back after the store is lost, and where its
    tier copies also after the region is lost: from continuous backups and their replicas, from replicated buckets and
    file systems, and from the longest time between two backups of a plan. It must be no older than the declared RPO.

Why is this bad:
    The target is written down and signed. Nobody measures it before the day on which the data is gone.

Example:
    resource "aws_db_instance" "records" {
      identifier              = "records"
      backup_retention_period = 0
    }
    resource "aws_backup_plan" "gold" {
      rule {
        rule_name         = "daily"
        target_vault_name = "gold"
        schedule          = "cron(0 19 * * ? *)"
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_db_instance.records.arn]
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    provider "aws" {
      alias  = "dr"
      region = "ap-northeast-1"
    }
    resource "aws_db_instance" "records" {
      identifier              = "records"
      backup_retention_period = 35
    }
    resource "aws_db_instance_automated_backups_replication" "records" {
      provider               = aws.dr
      source_db_instance_arn = aws_db_instance.records.arn
    }

Source:
    GB/T 22239-2019 8.1.4.9 a, b; NIST SP 800-53r5 CP-9; the figures are those of `bastide.model.recovery`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import plan_rules
from bastide.facts.case import Case
from bastide.facts.regions import region_meant, region_of
from bastide.facts.replicas import replicas
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.schedules import longest_gap
from bastide.facts.values import flag, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredStore
from bastide.model.kinds import StoreKind
from bastide.model.recovery import START_WINDOW_MINUTES, Loss, best

META = Meta("BAK007", Severity.HIGH, "Restore the backups or copies from which the target was derived.", __doc__)
HOUR, DAY = 60, 24 * 60
KINDS = {
    "aws_s3_bucket": StoreKind.OBJECT,
    "aws_db_instance": StoreKind.POSTGRES,
    "aws_efs_file_system": StoreKind.FILE,
}


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared store of a kind whose ways back are known."""
    for store in () if case.intent is None else case.intent.stores:
        found = (case.graph.by_address.get(address) for address in store.resources)
        yield from META.judge(
            (one for one in found if one is not None and one.type in KINDS), partial(_fit, case, store)
        )


def _fit(case: Case, store: DeclaredStore, stored: Resource) -> Iterator[Answer]:
    for loss in Loss if store.copy_to_dr else (Loss.STORE,):
        ages = list(_ages(case, stored, loss))
        if not ages:
            yield Fault(f"after the loss of the {loss} nothing brings `{stored.address}` back")
        elif min(ages) > store.rpo_minutes:
            age, wanted = _time(min(ages)), _time(store.rpo_minutes)
            yield Fault(
                f"after the loss of the {loss} the newest state of `{stored.address}` is {age} old, not {wanted}"
            )


def _ages(case: Case, stored: Resource, loss: Loss) -> Iterator[int]:
    """Yield how old the newest state is that each way back gives, in minutes."""
    kind = KINDS[stored.type]
    usual = best(kind, loss, copied=False)
    continuous = kind is StoreKind.POSTGRES and (number(case.graph, stored.get("backup_retention_period")) or 0) > 0
    if usual is not None and continuous:
        yield usual.rpo_minutes
    replicated = best(kind, loss, copied=True)
    if replicated is not None and (loss is Loss.REGION or kind is StoreKind.FILE) and replicas(case, stored):
        yield replicated.rpo_minutes
    rules = list(plan_rules(case, stored))
    if loss is Loss.STORE and usual is not None:
        yield from (usual.rpo_minutes for rule in rules if flag(case.graph, rule.get("enable_continuous_backup")))
    lasting = [rule for rule in rules if loss is Loss.STORE or _leaves(case, stored, rule)]
    gap = longest_gap(*(text(case.graph, rule.get("schedule")) for rule in lasting))
    if gap is not None:
        windows = (number(case.graph, rule.get("start_window")) or START_WINDOW_MINUTES for rule in lasting)
        yield gap + max(windows)


def _leaves(case: Case, stored: Resource, rule: Block) -> bool:
    """Tell whether a rule's backups are copied out of the region."""
    regions = {region_meant(case, copy.get("destination_vault_arn")) for copy in rule.nested("copy_action")}
    return bool(regions - {region_of(case, stored)})


def _time(minutes: int) -> str:
    if minutes % DAY == 0:
        return f"{minutes // DAY} d"
    return f"{minutes // HOUR} h" if minutes % HOUR == 0 else f"{minutes} min"
