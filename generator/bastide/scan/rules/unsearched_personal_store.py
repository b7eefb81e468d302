"""Store of personal data that nobody looks through.

What it does:
    Where the declaration names tiers of response, wants a Macie job for each declared object store that holds personal
    data: a scheduled one that names the store's bucket, with Macie switched on.

Why is this bad:
    Personal data spreads: copies, exports, a field too many. What is not looked for is found by somebody else.

Example:
    # declared: the store `people` holds personal data; tiers of response
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_s3_bucket" "people" {
      bucket = "city-people"
    }

Use instead:
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_s3_bucket" "people" {
      bucket = "city-people"
    }
    resource "aws_macie2_account" "main" {
      status = "ENABLED"
    }
    resource "aws_macie2_classification_job" "people" {
      job_type = "SCHEDULED"
      schedule_frequency {
        weekly_schedule = "MONDAY"
      }
      s3_job_definition {
        bucket_definitions {
          account_id = "123456789012"
          buckets    = [aws_s3_bucket.people.id]
        }
      }
    }

Source:
    GB/T 22239-2019 8.1.4.11 a; NIST SP 800-53r5 RA-2, SI-12; DAT-08.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.links import pointed, pointers
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import certain, entries, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("DATA013", Severity.MEDIUM, "Add a scheduled Macie job that names the store's bucket.", __doc__)
BUCKET, JOB, ACCOUNT = "aws_s3_bucket", "aws_macie2_classification_job", "aws_macie2_account"
ENDED = ("CANCELLED", "USER_PAUSED")


def check(case: Case) -> Iterator[Finding]:
    """Judge the bucket of every object store that holds personal data."""
    if case.intent is None or not case.intent.tiers:
        return
    addresses = (one for store in case.intent.stores if store.personal for one in store.resources)
    buckets = (case.graph.by_address.get(address) for address in addresses)
    searched = frozenset(_searched(case))
    judged = [one for one in buckets if one is not None and one.type == BUCKET]
    yield from META.judge(judged, lambda bucket: _answers(case, bucket, searched))


def _answers(case: Case, bucket: Resource, searched: frozenset[str]) -> Iterator[Answer]:
    if bucket.address not in searched:
        yield Fault(f"no Macie job looks through `{bucket.address}`, which holds personal data")
    elif not any(text(case.graph, one.get("status")) != "PAUSED" for one in case.graph.of_type(ACCOUNT)):
        yield Fault(f"Macie is not switched on, so that nobody looks through `{bucket.address}`")


def _searched(case: Case) -> Iterator[str]:
    for job in case.graph.of_type(JOB):
        runs = text(case.graph, job.get("job_status")) not in ENDED and certain(case.graph, job)
        if runs and text(case.graph, job.get("job_type")) == "SCHEDULED":
            for definition in entries(job, "s3_job_definition"):
                yield from _named(case, definition.nested("bucket_definitions"))


def _named(case: Case, definitions: tuple[Block, ...]) -> Iterator[str]:
    values = (value for one in definitions for value in pointers(case, one.get("buckets")))
    buckets = (pointed(case, value, BUCKET) for value in values)
    yield from (one.address for one in buckets if one is not None)
