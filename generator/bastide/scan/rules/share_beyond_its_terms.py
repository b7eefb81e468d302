"""Share between agencies that reaches further than was agreed.

What it does:
    For every declared share, holds what its receivers' roles may do with the store against the terms: read only, below
    the agreed prefix, and by statements that end (`DateLessThan` on `aws:CurrentTime`) with the agreed day at the
    latest. Wants the grant there until that day, and gone after it.

Why is this bad:
    Agencies give data for a purpose and for a while. A grant without an end outlives both, and nobody notices.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "receiver" {
      name = "receiver"
    }
    resource "aws_iam_policy" "share_checks" {
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.records.arn}/*" }]
      })
    }
    resource "aws_iam_role_policy_attachment" "receiver" {
      role       = aws_iam_role.receiver.name
      policy_arn = aws_iam_policy.share_checks.arn
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "receiver" {
      name = "receiver"
    }
    resource "aws_iam_policy" "share_checks" {
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "s3:GetObject"
          Resource  = "${aws_s3_bucket.records.arn}/extracts/*"
          Condition = { DateLessThan = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" } }
        }]
      })
    }
    resource "aws_iam_role_policy_attachment" "receiver" {
      role       = aws_iam_role.receiver.name
      policy_arn = aws_iam_policy.share_checks.arn
    }

Source:
    The declaration's `shares`; IAM user guide, "Date condition operators".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.grants import Grants, grants
from bastide.facts.match import forms, touches
from bastide.facts.policy import Statement
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.declared_use import DeclaredShare
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import Intent

META = Meta("DATA010", Severity.HIGH, "Give the share its prefix and its last day, and reading alone.", __doc__)
READ = ("s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket")
WRITE = ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject", "s3:PutObjectAcl")
ENDS = ("datelessthan", "datelessthanequals")
DAY = 10
"""How many characters of a moment are its day (ISO 8601)."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared share."""
    for share in () if case.intent is None else case.intent.shares:
        grant = case.graph.by_address.get(share.resource)
        spot = Spot(share.resource, None if grant is None else grant.place)
        yield from META.settle(spot, partial(_answers, case, share, grant))


def _answers(case: Case, share: DeclaredShare, grant: Resource | None) -> Iterator[Answer]:
    ended = case.today is not None and share.until < case.today
    if ended and grant is not None:
        yield Fault(f"share `{share.name}` ended on {share.until}, and its grant is still there")
    if not ended and grant is None:
        yield Fault(f"the tree has no `{share.resource}`, the grant of share `{share.name}`")
    for address in share.holders:
        holder = case.graph.by_address.get(address)
        if holder is not None and case.intent is not None:
            yield from _holder(case, case.intent, share, holder)


def _holder(case: Case, intent: Intent, share: DeclaredShare, holder: Resource) -> Iterator[Answer]:
    granted = grants(case, holder)
    agreed = [one for one in intent.shares if one.store == share.store and holder.address in one.holders]
    for bucket in _buckets(case, intent, share):
        names = forms(bucket)
        yield from _written(granted, names, share, holder)
        for action in READ:
            for statement in granted.allowing(action, names):
                if not any(_within(statement, names, one, action) for one in agreed):
                    message = f"`{holder.address}` may {action} on `{share.store}` beyond share `{share.name}`"
                    yield Fault(f"{message}: {_terms(share)}", statement.place)


def _written(granted: Grants, names: tuple[str, ...], share: DeclaredShare, holder: Resource) -> Iterator[Answer]:
    for action in WRITE:
        for statement in granted.allowing(action, names):
            yield Fault(f"`{holder.address}` may {action} on `{share.store}`; a share only reads", statement.place)


def _buckets(case: Case, intent: Intent, share: DeclaredShare) -> Iterator[Resource]:
    for store in intent.stores:
        for address in (*store.resources, *store.copies) if store.name == share.store else ():
            resource = case.graph.by_address.get(address)
            if resource is not None:
                yield resource


def _within(statement: Statement, names: tuple[str, ...], share: DeclaredShare, action: str) -> bool:
    if not _ends(statement, share):
        return False
    if action == "s3:ListBucket":
        return not share.prefix or _lists_below(statement, share.prefix)
    below = tuple(f"{name}/{share.prefix}" for name in names)
    met = [one for one in statement.resources if _touches(one, statement, names)]
    return not statement.not_resources and all(one.startswith(below) for one in met)


def _touches(pattern: str, statement: Statement, names: tuple[str, ...]) -> bool:
    """Tell whether one of a statement's patterns may mean the bucket or something in it."""
    alone = Statement(
        statement.allows, (), statement.actions, statement.not_actions, (pattern,), (), (), statement.place
    )
    return touches(alone, names)


def _ends(statement: Statement, share: DeclaredShare) -> bool:
    return any(
        one.operator.lower() in ENDS
        and one.key == "aws:currenttime"
        and all(value[:DAY] <= share.until.isoformat() for value in one.values)
        for one in statement.conditions
    )


def _lists_below(statement: Statement, prefix: str) -> bool:
    return any(
        one.operator.lower() in ("stringlike", "stringequals")
        and one.key == "s3:prefix"
        and all(value.startswith(prefix) for value in one.values)
        for one in statement.conditions
    )


def _terms(share: DeclaredShare) -> str:
    part = f"only `{share.prefix}`, " if share.prefix else ""
    return f"{part}until {share.until}"
