"""Declared store whose readers leave no record in the trail.

What it does:
    Wants, for every bucket that is a declared store with `access_log`, a CloudTrail that records data events of its
    objects, read and written: by an advanced selector for the bucket, for all buckets, or by an event selector.

Why is this bad:
    Server access logs tell addresses; only the trail tells which identity read which record, and it alone can't be
    switched off by whoever owns the bucket.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_cloudtrail" "main" {
      name = "main"
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_cloudtrail" "main" {
      name = "main"
      advanced_event_selector {
        field_selector {
          field  = "eventCategory"
          equals = ["Data"]
        }
        field_selector {
          field  = "resources.type"
          equals = ["AWS::S3::Object"]
        }
        field_selector {
          field       = "resources.ARN"
          starts_with = ["${aws_s3_bucket.records.arn}/"]
        }
      }
    }

Source:
    AWS CloudTrail user guide, "Logging data events"; GB/T 22239-2019 8.1.4.3 a, c.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.match import forms
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, items, settle, shown, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("LOG006", Severity.MEDIUM, "Select the bucket's data events in the trail, read and written.", __doc__)
TRAIL, BUCKET = "aws_cloudtrail", "aws_s3_bucket"
OBJECTS = "AWS::S3::Object"
EVERY_BUCKET = ("arn:aws:s3", "arn:aws-cn:s3", "arn:aws:s3:::", "arn:aws-cn:s3:::")
FIELDS = {"eventCategory", "resources.type", "resources.ARN"}
"""What a selector may choose by and still record every read and write."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every trail, if there is a declared bucket with a record of access."""
    buckets = tuple(_buckets(case))
    if buckets:
        yield from META.judge(case.graph.of_type(TRAIL), partial(_answers, case, buckets))


def _buckets(case: Case) -> Iterator[Resource]:
    for store in () if case.intent is None else case.intent.stores:
        for address in store.resources if store.access_log else ():
            resource = case.graph.by_address.get(address)
            if resource is not None and resource.type == BUCKET:
                yield resource


def _answers(case: Case, buckets: tuple[Resource, ...], trail: Resource) -> Iterator[Answer]:
    starts = [start for body in entries(trail, "advanced_event_selector") for start in _advanced(case, body)]
    starts += [start for body in entries(trail, "event_selector") for start in _plain(case, body)]
    for bucket in buckets:
        names = [f"{name}/" for name in forms(bucket)]
        if not any(name.startswith(start) for start in starts for name in names):
            yield Fault(f"the trail does not record who reads and writes `{bucket.address}`")


def _advanced(case: Case, selector: Block) -> Iterator[str]:
    """Yield the beginnings of the ARNs that a selector records everything of."""
    fields = {text(case.graph, one.get("field")) or "": one for one in selector.nested("field_selector")}
    kind = fields.get("resources.type")
    if kind is None or set(fields) - FIELDS or OBJECTS not in _texts(case, kind, "equals"):
        return
    named = fields.get("resources.ARN")
    yield from EVERY_BUCKET if named is None else _texts(case, named, "starts_with")


def _plain(case: Case, selector: Block) -> Iterator[str]:
    if (text(case.graph, selector.get("read_write_type")) or "All") == "All":
        for body in selector.nested("data_resource"):
            if text(case.graph, body.get("type")) == OBJECTS:
                yield from _texts(case, body, "values")


def _texts(case: Case, body: Block, name: str) -> list[str]:
    return [shown(settle(case.graph, one)) for one in items(case.graph, body.get(name))]
