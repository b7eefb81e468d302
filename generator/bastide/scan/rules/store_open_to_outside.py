"""Object store of an isolated zone that answers everywhere.

What it does:
    Wants the policy of every bucket that is a declared store of an isolated zone to deny reading to requests that come
    from outside the platform's network: a condition on the VPC or the endpoint that they come from.

Why is this bad:
    A bucket stands in no subnet. Without that condition a stolen key reads it from anywhere, and the zone's isolation
    holds for its databases only.

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
          Action    = ["s3:GetObject*", "s3:PutObject*"]
          Resource  = "${aws_s3_bucket.records.arn}/*"
          Condition = {
            StringNotEquals = { "aws:SourceVpc" = aws_vpc.main.id }
            BoolIfExists    = { "aws:ViaAWSService" = "false" }
          }
        }]
      })
    }

Source:
    AWS whitepaper "Building a data perimeter on AWS"; GB/T 22239-2019 8.1.2.1 d.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.match import covers_action
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA007", Severity.MEDIUM, "Deny reading from outside the platform's VPC in the bucket's policy.", __doc__)
SOURCES = ("aws:sourcevpc", "aws:sourcevpce")
ELSEWHERE = ("StringNotEquals", "StringNotEqualsIfExists", "StringNotLike", "StringNotLikeIfExists")


def check(case: Case) -> Iterator[Finding]:
    """Judge every bucket that is a store of an isolated zone."""
    policies = links(case, "aws_s3_bucket_policy", "bucket", "aws_s3_bucket")
    yield from META.judge(_stores(case), partial(_answers, case, policies))


def _stores(case: Case) -> Iterator[Resource]:
    for store in () if case.intent is None else case.intent.stores:
        zone = case.zones.get(store.zone)
        for address in store.resources if zone is not None and zone.exposure == "isolated" else ():
            resource = case.graph.by_address.get(address)
            if resource is not None and resource.type == "aws_s3_bucket":
                yield resource


def _answers(case: Case, policies: Links, bucket: Resource) -> Iterator[Answer]:
    found = policies.of(bucket.address)
    listed = [one for policy in found for one in statements(case, policy.get("policy"), policy.at("policy"))]
    if not any(_denies_outside(one) for one in listed):
        place = found[0].place if found else bucket.place
        yield Fault(f"`{bucket.address}` can be read from outside the platform's network", place)


def _denies_outside(statement: Statement) -> bool:
    elsewhere = any(one.key in SOURCES and one.operator in ELSEWHERE for one in statement.conditions)
    everybody = ("AWS", "*") in statement.principals
    return not statement.allows and everybody and elsewhere and covers_action(statement, "s3:GetObject")
