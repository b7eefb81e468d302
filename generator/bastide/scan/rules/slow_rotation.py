"""Key that is renewed less often than its class demands.

What it does:
    Finds the key that encrypts each declared store, and each copy of it, and wants it renewed at least as often as the
    store's class says.

Why is this bad:
    The more is encrypted under one key and the longer it is in use, the more is lost with it. The class says how much.

Example:
    resource "aws_kms_key" "records" {
      enable_key_rotation = true
    }
    resource "aws_efs_file_system" "records" {
      encrypted  = true
      kms_key_id = aws_kms_key.records.arn
    }

Use instead:
    resource "aws_kms_key" "records" {
      enable_key_rotation     = true
      rotation_period_in_days = 90
    }
    resource "aws_efs_file_system" "records" {
      encrypted  = true
      kms_key_id = aws_kms_key.records.arn
    }

Source:
    GB/T 39786-2021 level 3, key management; AWS KMS developer guide, "Rotating AWS KMS keys": yearly where no period is
    given.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links, pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, number
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource, Value
from bastide.model.intent import DeclaredStore

META = Meta("DATA021", Severity.MEDIUM, "Set `rotation_period_in_days` to the class's period.", __doc__)
KEY, BUCKET = "aws_kms_key", "aws_s3_bucket"
YEARLY = 365


def check(case: Case) -> Iterator[Finding]:
    """Judge every key of the tree that encrypts a declared store whose class says how often it is renewed."""
    for store in () if case.intent is None else case.intent.stores:
        if store.rotate_days is not None:
            yield from META.judge(_keys(case, store), partial(_answers, case, store, store.rotate_days))


def _keys(case: Case, store: DeclaredStore) -> list[Resource]:
    found: dict[str, Resource] = {}
    for address in (*store.resources, *store.copies):
        stored = case.graph.by_address.get(address)
        for value in () if stored is None else _named(case, stored):
            key = pointed(case, value)
            if key is not None and key.type == KEY:
                found[key.address] = key
    return list(found.values())


def _named(case: Case, stored: Resource) -> Iterator[Value]:
    """Yield what names the key of a store."""
    yield stored.get("kms_key_id")
    for destination in stored.nested("destination"):
        yield destination.get("kms_key_id")
    if stored.type == BUCKET:
        kind = "aws_s3_bucket_server_side_encryption_configuration"
        for one in links(case, kind, "bucket", BUCKET).of(stored.address):
            for rule in entries(one, "rule"):
                for body in rule.nested("apply_server_side_encryption_by_default"):
                    yield body.get("kms_master_key_id")


def _answers(case: Case, store: DeclaredStore, wanted: int, key: Resource) -> Iterator[Answer]:
    if flag(case.graph, key.get("enable_key_rotation")) is not True:
        yield Fault(f"the key of `{store.name}` is never renewed", key.at("enable_key_rotation"))
        return
    days = number(case.graph, key.get("rotation_period_in_days")) or YEARLY
    if days > wanted:
        message = f"the key of `{store.name}` is renewed every {days} days, but its class says {wanted}"
        yield Fault(message, key.at("rotation_period_in_days"))
