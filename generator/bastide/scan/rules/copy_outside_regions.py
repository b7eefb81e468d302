"""Copy of data outside the declared regions.

What it does:
    Finds where copies go - backup copies, bucket and file system replication, database replicas and replicated
    backups, replica keys, secrets and tables - and compares the region with the declared ones: the region of the
    provider that makes the target, of the attribute, or in a written-out ARN.

Why is this bad:
    Data that leaves the declared regions is under another law, and no later deletion undoes the transfer.

Example:
    provider "aws" {
      alias  = "far"
      region = "us-east-1"
    }
    resource "aws_s3_bucket" "copy" {
      provider = aws.far
      bucket   = "copy"
    }
    resource "aws_s3_bucket_replication_configuration" "records" {
      bucket = "records"
      role   = "arn:aws:iam::123456789012:role/replication"
      rule {
        status = "Enabled"
        destination {
          bucket = aws_s3_bucket.copy.arn
        }
      }
    }

Use instead:
    provider "aws" {
      alias  = "dr"
      region = "ap-northeast-1"
    }
    resource "aws_s3_bucket" "copy" {
      provider = aws.dr
      bucket   = "copy"
    }
    resource "aws_s3_bucket_replication_configuration" "records" {
      bucket = "records"
      role   = "arn:aws:iam::123456789012:role/replication"
      rule {
        status = "Enabled"
        destination {
          bucket = aws_s3_bucket.copy.arn
        }
      }
    }

Source:
    checkov 3.3.30 asks whether a copy exists, not where (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.copies import COPIERS, destinations
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("BAK003", Severity.CRITICAL, "Send the copy to a declared region.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that makes a copy."""
    if case.intent is None:
        return
    yield from META.judge(case.graph.of_type(*COPIERS), partial(_answers, case, case.intent.regions))


def _answers(case: Case, allowed: tuple[str, ...], resource: Resource) -> Iterator[Answer]:
    for region, place in destinations(case, resource):
        if region not in allowed:
            yield Fault(f"a copy goes to `{region}`; {_declared(allowed)}", place)


def _declared(allowed: tuple[str, ...]) -> str:
    return f"declared are {', '.join(f'`{one}`' for one in allowed)}" if allowed else "no region is declared"
