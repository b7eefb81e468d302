"""Declared immutable log that can be altered.

What it does:
    For each stream declared `immutable`, wants object lock on its buckets in COMPLIANCE mode for at least the
    declared term. GOVERNANCE can be lifted by whoever has the permission, so it does not count.

Why is this bad:
    Whoever did it deletes the record of it. The declaration says that this is impossible.

Example:
    resource "aws_s3_bucket" "audit" {
      bucket              = "audit"
      object_lock_enabled = true
    }
    resource "aws_s3_bucket_object_lock_configuration" "audit" {
      bucket = aws_s3_bucket.audit.id
      rule {
        default_retention {
          mode = "GOVERNANCE"
          days = 1096
        }
      }
    }

Use instead:
    resource "aws_s3_bucket" "audit" {
      bucket              = "audit"
      object_lock_enabled = true
    }
    resource "aws_s3_bucket_object_lock_configuration" "audit" {
      bucket = aws_s3_bucket.audit.id
      rule {
        default_retention {
          mode = "COMPLIANCE"
          days = 1096
        }
      }
    }

Source:
    Amazon S3 user guide, "Locking objects with Object Lock".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredLog

META = Meta("LOG004", Severity.HIGH, "Lock the bucket in COMPLIANCE mode for the declared term.", __doc__)
YEAR = 365


def check(case: Case) -> Iterator[Finding]:
    """Judge every bucket that keeps an immutable stream."""
    for log in () if case.intent is None else case.intent.logs:
        if log.immutable:
            found = (case.graph.by_address.get(address) for address in log.resources)
            buckets = (one for one in found if one is not None and one.type == "aws_s3_bucket")
            yield from META.judge(buckets, partial(_answers, case, log))


def _answers(case: Case, log: DeclaredLog, bucket: Resource) -> Iterator[Answer]:
    if flag(case.graph, bucket.get("object_lock_enabled")) is not True:
        yield Fault("the bucket is created without object lock", bucket.at("object_lock_enabled"))
    found = links(case, "aws_s3_bucket_object_lock_configuration", "bucket", "aws_s3_bucket").of(bucket.address)
    terms = [term for one in found for rule in entries(one, "rule") for term in rule.nested("default_retention")]
    if not terms:
        yield Fault(f"no default retention locks what `{bucket.address}` gets")
    for term in terms:
        yield from _term(case, log, term)


def _term(case: Case, log: DeclaredLog, term: Block) -> Iterator[Answer]:
    if text(case.graph, term.get("mode")) != "COMPLIANCE":
        yield Fault("the lock can be lifted", term.at("mode"))
    days = (number(case.graph, term.get("days")) or 0) + YEAR * (number(case.graph, term.get("years")) or 0)
    if days < log.keep_days:
        where = "days" if term.get("days") is not None else "years"
        yield Fault(f"locked for {days} days, but stream `{log.stream}` keeps {log.keep_days}", term.at(where))
