"""Resource that anyone may use.

What it does:
    Reads resource policies - of buckets, access points, keys, queues, topics, secrets, file systems, vaults,
    repositories - and reports an allow for everybody without a condition that says who; wants every bucket behind
    a complete public access block; reports public bucket ACLs. `aws:SecureTransport` is no condition that says who.

Why is this bad:
    The next policy or ACL makes the data public, and a bucket's name is easily guessed.

Example:
    resource "aws_s3_bucket_policy" "records" {
      bucket = "records"
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::records/*"
          Condition = { Bool = { "aws:SecureTransport" = "true" } }
        }]
      })
    }

Use instead:
    resource "aws_s3_bucket_policy" "records" {
      bucket = "records"
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::records/*"
          Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0123456789abcdef0" } }
        }]
      })
    }

Source:
    Amazon S3 user guide, "The meaning of public".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.policy import Condition, Statement, statements
from bastide.facts.resource_policies import POLICIES
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import certain, flag, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA002", Severity.HIGH, "Name the principals, or add a condition that says who.", __doc__)
NARROWING = (
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalarn",
    "aws:principalaccount",
    "aws:sourcearn",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "kms:calleraccount",
    "kms:viaservice",
    "elasticfilesystem:accesspointarn",
    "elasticfilesystem:accessedviamounttarget",
)
"""Condition keys that say who may come; `kms:ViaService` alone does not, see `_says_who`."""

BLOCK = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
POSITIVE = (
    "StringEquals",
    "StringLike",
    "ArnEquals",
    "ArnLike",
    "Bool",
    "ForAnyValue:StringLike",
    "StringEqualsIgnoreCase",
)
CLOSE = "Add an `aws_s3_bucket_public_access_block` with all four settings `true`."
PUBLIC_ACLS = ("public-read", "public-read-write", "authenticated-read")


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource policy, bucket and bucket ACL."""
    blocks = links(case, "aws_s3_bucket_public_access_block", "bucket", "aws_s3_bucket")
    yield from META.judge(case.graph.of_type(*POLICIES), partial(_policy, case))
    yield from META.judge(case.graph.of_type("aws_s3_bucket"), partial(_bucket, case, blocks))
    yield from META.judge(case.graph.of_type("aws_s3_bucket_acl"), partial(_acl, case))


def _policy(case: Case, holder: Resource) -> Iterator[Answer]:
    for statement in statements(case, holder.get("policy"), holder.at("policy")):
        if statement.allows and ("AWS", "*") in statement.principals and not _says_who(statement):
            yield Fault("the policy allows everybody", statement.at("Principal"))


def _says_who(statement: Statement) -> bool:
    keys = {test.key for test in statement.conditions if _narrows(test)}
    return bool(keys - {"kms:viaservice"})


def _narrows(test: Condition) -> bool:
    return test.key in NARROWING and test.operator in POSITIVE and "*" not in test.values


def _bucket(case: Case, blocks: Links, bucket: Resource) -> Iterator[Answer]:
    yield from _acl(case, bucket)
    found = [*blocks.by_target.get(bucket.address, ()), *_accounts(case)] or blocks.of(bucket.address)
    if not found:
        yield Fault(f"no public access block stands before `{bucket.address}`", fix=CLOSE)
        return
    missing = [[name for name in BLOCK if not flag(case.graph, one.get(name))] for one in found]
    if all(missing):
        place = found[0].at(missing[0][0])
        yield Fault(f"the public access block of `{bucket.address}` is incomplete", place, fix=CLOSE)


def _accounts(case: Case) -> Iterator[Resource]:
    """The account's block covers every bucket; in a declared tree each keeps its own: the one is a call from off."""
    found = case.graph.of_type("aws_s3_account_public_access_block") if case.intent is None else ()
    yield from (one for one in found if certain(case.graph, one))


def _acl(case: Case, holder: Resource) -> Iterator[Answer]:
    if text(case.graph, holder.get("acl")) in PUBLIC_ACLS:
        yield Fault("the ACL lets everybody in", holder.at("acl"))
