"""Locked store whose objects can be altered.

What it does:
    For each declared store that is locked, wants its buckets, copies too, to have object lock with a default retention
    of at least the store's term.

Why is this bad:
    Whoever gets hold of one role of the store rewrites the past. Versions alone don't stop him: he deletes those too.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket              = "records"
      object_lock_enabled = true
    }
    resource "aws_s3_bucket_object_lock_configuration" "records" {
      bucket = aws_s3_bucket.records.id
      rule {
        default_retention {
          mode = "GOVERNANCE"
          days = 366
        }
      }
    }

Source:
    GB/T 22239-2019 8.1.4.7 b; Amazon S3 User Guide, "Locking objects with Object Lock".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, number
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredStore

META = Meta("DATA020", Severity.HIGH, "Lock the bucket for the store's term.", __doc__)
BUCKET = "aws_s3_bucket"
YEAR = 365


def check(case: Case) -> Iterator[Finding]:
    """Judge every bucket of a locked store."""
    locks = links(case, "aws_s3_bucket_object_lock_configuration", "bucket", BUCKET)
    for store in () if case.intent is None else case.intent.stores:
        if store.lock:
            found = (case.graph.by_address.get(address) for address in (*store.resources, *store.copies))
            buckets = (one for one in found if one is not None and one.type == BUCKET)
            yield from META.judge(buckets, partial(_answers, case, locks, store))


def _answers(case: Case, locks: Links, store: DeclaredStore, bucket: Resource) -> Iterator[Answer]:
    bodies = [
        body
        for one in locks.of(bucket.address)
        for rule in entries(one, "rule")
        for body in rule.nested("default_retention")
    ]
    if not bodies:
        yield Fault(f"objects of `{store.name}` can be altered and deleted in `{bucket.address}`", bucket.place)
    for body in bodies:
        days = _days(case, body)
        if days < store.keep_days:
            message = f"objects of `{store.name}` are locked for {days} days, but its term is {store.keep_days}"
            yield Fault(message, body.at("days"))
        if body.get("mode") is None:
            yield Fault(f"the lock of `{bucket.address}` has no mode, and so locks nothing", body.place)


def _days(case: Case, body: Block) -> int:
    years = number(case.graph, body.get("years"))
    return (number(case.graph, body.get("days")) or 0) if years is None else years * YEAR
