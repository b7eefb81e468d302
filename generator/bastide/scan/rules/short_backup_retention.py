"""Backup that is deleted too soon.

What it does:
    Judges how long backups live: at least one rule of the plans that cover a declared store must keep what it
    makes for the store's term, and where its tier copies, keep a copy in the other region as long; no rule, copy or
    database may keep backups for less than seven days. A declared bucket may forget nothing sooner than the store's
    term, superseded versions neither.

Why is this bad:
    Ransomware and silent corruption are found after weeks. A backup kept for a day is the corrupted state.

Example:
    resource "aws_backup_plan" "gold" {
      name = "gold"
      rule {
        rule_name         = "daily"
        target_vault_name = "gold"
        schedule          = "cron(0 5 ? * * *)"
        lifecycle {
          delete_after = 1
        }
      }
    }

Use instead:
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

Source:
    Neither checkov 3.3.30 nor Trivy 0.76 sees `delete_after = 1` (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.backups import plan_rules
from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredStore
from bastide.model.place import Place

META = Meta("BAK002", Severity.HIGH, "Raise the retention to the declared term.", __doc__)
WEEK = 7
BUCKET = "aws_s3_bucket"
DATABASES = {"aws_db_instance": 0, "aws_rds_cluster": 1, "aws_docdb_cluster": 1, "aws_neptune_cluster": 1}
"""Types with a `backup_retention_period`, and the provider's default for it in days."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every backup plan, every database, and every declared store that a plan covers."""
    yield from META.judge(case.graph.of_type("aws_backup_plan"), partial(_plan, case))
    yield from META.judge(case.graph.of_type(*DATABASES), partial(_database, case))
    for store in () if case.intent is None else case.intent.stores:
        stored = (case.graph.by_address.get(address) for address in store.resources)
        yield from META.judge((one for one in stored if one is not None), partial(_store, case, store))
        yield from META.judge(_lifecycles(case, store), partial(_expiry, case, store))


def _plan(case: Case, plan: Resource) -> Iterator[Answer]:
    for rule in entries(plan, "rule"):
        for holder in (rule, *rule.nested("copy_action")):
            for lifecycle in holder.nested("lifecycle"):
                days = number(case.graph, lifecycle.get("delete_after"))
                if days is not None and days < WEEK:
                    yield Fault(f"a backup lives for {days} days only", lifecycle.at("delete_after"))


def _database(case: Case, database: Resource) -> Iterator[Answer]:
    if database.get("replicate_source_db") is not None:
        return
    days = number(case.graph, database.get("backup_retention_period"))
    kept = DATABASES[database.type] if days is None else days
    if kept < WEEK:
        yield Fault(f"the database keeps its backups for {kept} days only", database.at("backup_retention_period"))


def _store(case: Case, store: DeclaredStore, stored: Resource) -> Iterator[Answer]:
    rules = list(plan_rules(case, stored))
    longest = max((_days(case, rule) for rule in rules), default=None)
    # A store without any plan is another rule's finding.
    if longest is not None and longest < store.keep_days:
        message = (
            f"the longest-lived backup of `{stored.address}` lives {longest:g} days, but its term is {store.keep_days}"
        )
        yield Fault(message, _shortest_of_terms(case, rules))
    if rules and store.copies and stored.type != BUCKET:
        yield from _elsewhere(case, store, stored, rules)


def _elsewhere(case: Case, store: DeclaredStore, stored: Resource, rules: list[Block]) -> Iterator[Answer]:
    """Judge the past in the other region: a replica has the last state only, a bucket's has its versions."""
    copies = [copy for rule in rules for copy in rule.nested("copy_action")]
    longest = max((_days(case, copy) for copy in copies), default=0)
    if longest < store.keep_days:
        message = (
            f"copies of `{stored.address}` in the other region live {longest:g} days, its term is {store.keep_days}"
        )
        yield Fault(message, copies[0].place if copies else rules[0].place)


def _lifecycles(case: Case, store: DeclaredStore) -> Iterator[Resource]:
    for one in case.graph.of_type("aws_s3_bucket_lifecycle_configuration"):
        bucket = pointed(case, one.get("bucket"), "aws_s3_bucket")
        if bucket is not None and bucket.address in (*store.resources, *store.copies):
            yield one


def _expiry(case: Case, store: DeclaredStore, lifecycle: Resource) -> Iterator[Answer]:
    """Judge what a bucket forgets by itself: superseded versions are what an overwritten object is had back from."""
    for rule in entries(lifecycle, "rule"):
        for block, attribute in (("noncurrent_version_expiration", "noncurrent_days"), ("expiration", "days")):
            for body in rule.nested(block):
                days = number(case.graph, body.get(attribute))
                if text(case.graph, rule.get("status")) != "Disabled" and days is not None and days < store.keep_days:
                    what = "superseded versions" if block.startswith("noncurrent") else "objects"
                    message = (
                        f"{what} of `{store.name}` are deleted after {days} days, but its term is {store.keep_days}"
                    )
                    yield Fault(message, body.at(attribute))


def _shortest_of_terms(case: Case, rules: list[Block]) -> Place:
    """Return the line of the term that falls short: continuous backups can't live long (35 days), so not theirs."""
    lasting = [one for one in rules if flag(case.graph, one.get("enable_continuous_backup")) is not True] or rules
    rule = max(lasting, key=lambda one: _days(case, one))
    return next((one.at("delete_after") for one in rule.nested("lifecycle")), rule.place)


def _days(case: Case, rule: Block) -> float:
    terms = [number(case.graph, body.get("delete_after")) for body in rule.nested("lifecycle")]
    return min((float(days) for days in terms if days is not None), default=float("inf"))
