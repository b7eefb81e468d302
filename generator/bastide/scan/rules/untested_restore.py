"""Store that no restore test covers.

What it does:
    Where the declaration says how often restores are tried, wants for each store a restore-testing selection that names
    it, whose plan looks into the vault that keeps its backups and runs no more rarely than declared; where its tier
    copies, another one for the vault in the DR region; and an event rule, switched on, that tells the declared channel
    how the tests went.

Why is this bad:
    A backup proves that something was written. Whether it comes back, and how long that takes, shows on the day on
    which nothing else is left.

Example:
    # declared: tests every 3 months, told to aws_sns_topic.soc
    resource "aws_efs_file_system" "records" {
      encrypted = true
    }
    resource "aws_backup_vault" "gold" {
      name = "gold"
    }
    resource "aws_backup_plan" "gold" {
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
    resource "aws_backup_plan" "gold" {
      rule {
        rule_name         = "daily"
        target_vault_name = aws_backup_vault.gold.name
      }
    }
    resource "aws_backup_selection" "gold" {
      plan_id   = aws_backup_plan.gold.id
      resources = [aws_efs_file_system.records.arn]
    }
    resource "aws_backup_restore_testing_plan" "gold" {
      name                = "gold"
      schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
      recovery_point_selection {
        include_vaults = [aws_backup_vault.gold.arn]
      }
    }
    resource "aws_backup_restore_testing_selection" "records" {
      name                      = "records"
      restore_testing_plan_name = aws_backup_restore_testing_plan.gold.name
      protected_resource_type   = "EFS"
      protected_resource_arns   = [aws_efs_file_system.records.arn]
    }
    resource "aws_sns_topic" "soc" {
      name = "soc"
    }
    resource "aws_cloudwatch_event_rule" "restore_tests" {
      event_pattern = jsonencode({
        source        = ["aws.backup"]
        "detail-type" = ["Restore Job State Change"]
      })
    }
    resource "aws_cloudwatch_event_target" "restore_tests" {
      rule = aws_cloudwatch_event_rule.restore_tests.name
      arn  = aws_sns_topic.soc.arn
    }

Source:
    GB/T 22239-2019 8.1.4.9 a and 8.1.10.11 c; NIST SP 800-53r5 CP-4, CP-9(1); AWS Backup guide, restore testing.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import detectors
from bastide.facts.case import Case
from bastide.facts.restore_tests import copies_of, looks_into, trials_of, vaults_of
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.schedules import longest_months
from bastide.facts.values import certain, flag, leaves, settle, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Encoded, Resource
from bastide.model.intent import DeclaredRecovery, DeclaredStore

META = Meta("BAK008", Severity.HIGH, "Name the store in a restore test that runs as often as declared.", __doc__)
ENDED = "Restore Job State Change"
SCHEDULE = "schedule_expression"


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared store where restores are to be tried, and whether anybody hears how that went."""
    if case.intent is None or case.intent.recovery is None:
        return
    declared = case.intent.recovery
    for store in case.intent.stores:
        found = (case.graph.by_address.get(address) for address in store.resources)
        yield from META.judge((one for one in found if one is not None), partial(_answers, case, declared, store))
    if case.intent.stores:
        yield from META.settle(Spot("", None), partial(_unheard, case, declared.topic))


def _answers(case: Case, declared: DeclaredRecovery, store: DeclaredStore, stored: Resource) -> Iterator[Answer]:
    plans = [one.plan for one in trials_of(case, stored) if one.plan is not None]
    if not plans:
        yield Fault(f"no restore test covers `{stored.address}`")
        return
    kept = {"the vault that keeps": vaults_of(case, stored)}
    # A copy that isn't made is BAK005's matter.
    if store.copy_to_dr and (copies := copies_of(case, stored)):
        kept["the DR region's vault with"] = copies
    for which, vaults in kept.items():
        fitting = [plan for plan in plans if looks_into(case, plan, vaults)]
        if not fitting:
            yield Fault(f"no restore test of `{stored.address}` looks into {which} its backups")
        elif not any(_is_often(case, plan, declared) for plan in fitting):
            wanted = f"every {declared.test_months} months"
            yield Fault(f"the restore of `{stored.address}` is not tried {wanted}", fitting[0].at(SCHEDULE))


def _is_often(case: Case, plan: Resource, declared: DeclaredRecovery) -> bool:
    gap = longest_months(text(case.graph, plan.get(SCHEDULE)))
    return gap is not None and gap <= declared.test_months


def _unheard(case: Case, topic: str) -> Iterator[Answer]:
    rules = (one for one in case.graph.of_type(detectors.RULE) if certain(case.graph, one) and _tells(case, one))
    if not any(topic in detectors.targets(case, one) for one in rules):
        yield Fault(f"nothing tells `{topic}` how restore tests went")


def _tells(case: Case, rule: Resource) -> bool:
    on = text(case.graph, rule.get("state")) != detectors.OFF and flag(case.graph, rule.get("is_enabled")) is not False
    pattern = settle(case.graph, rule.get("event_pattern"))
    inner = pattern.value if isinstance(pattern, Encoded) else pattern
    return on and ENDED in leaves(inner)
