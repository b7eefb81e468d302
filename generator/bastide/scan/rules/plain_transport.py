"""Store that may be read without encryption on the way.

What it does:
    Wants the policy of every bucket that a declaration names - stores, their copies, logs - to deny everything that
    does not come by TLS (`aws:SecureTransport`).

Why is this bad:
    S3 answers plain HTTP as well. Whoever listens between reads what the bucket keeps encrypted.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_s3_bucket_policy" "records" {
      bucket = aws_s3_bucket.records.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.records.arn, "${aws_s3_bucket.records.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

Source:
    GB/T 22239-2019 8.1.4.8 a; NIST SP 800-53r5 SC-8.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.declared import buckets
from bastide.facts.links import Links, links
from bastide.facts.match import covers_action
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA006", Severity.MEDIUM, "Deny requests without TLS in the bucket's policy.", __doc__)
PLAIN = ("Bool", "aws:securetransport", ("false",))


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared bucket."""
    policies = links(case, "aws_s3_bucket_policy", "bucket", "aws_s3_bucket")
    yield from META.judge(buckets(case), partial(_answers, case, policies))


def _answers(case: Case, policies: Links, bucket: Resource) -> Iterator[Answer]:
    found = policies.of(bucket.address)
    listed = [one for policy in found for one in statements(case, policy.get("policy"), policy.at("policy"))]
    if not any(_denies_plain(one) for one in listed):
        place = found[0].place if found else bucket.place
        yield Fault(f"`{bucket.address}` answers requests without TLS", place)


def _denies_plain(statement: Statement) -> bool:
    tests = [(one.operator.removesuffix("IfExists"), one.key, one.values) for one in statement.conditions]
    everybody = ("AWS", "*") in statement.principals
    return not statement.allows and everybody and tests == [PLAIN] and covers_action(statement, "s3:GetObject")
