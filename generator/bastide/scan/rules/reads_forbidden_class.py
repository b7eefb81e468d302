"""Role that may read data of a class it never reads.

What it does:
    For every declared role with `never_reads`, works out whether its policies allow reading a store of such a
    class: objects of a bucket, logging in to a database, mounting a file system, or decrypting with the key.

Why is this bad:
    The declaration promises that this duty never sees that data; a wildcard in a policy breaks the promise
    without a word.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "arn:aws:s3:::public-forms/*" }]
      })
    }

Source:
    The declaration's `never_reads`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.grants import Grants, grants
from bastide.facts.reading import reads
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.intent import DeclaredRole, DeclaredStore, Intent

META = Meta("ACC003", Severity.HIGH, "Narrow the permission to the resources that the duty needs.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared role that must not read a class."""
    if case.intent is None:
        return
    for role in case.intent.roles:
        if role.never_reads:
            holder = case.graph.by_address.get(role.resource)
            spot = Spot(role.resource, None) if holder is None else Spot(holder.address, holder.place)
            yield from META.settle(spot, partial(_answers, case, case.intent, role))


def _answers(case: Case, intent: Intent, role: DeclaredRole) -> Iterator[Answer]:
    holder = case.graph.by_address.get(role.resource)
    if holder is None:
        yield Fault(f"the tree has no `{role.resource}`, the declared role `{role.name}`")
        return
    granted = grants(case, holder)
    for store in intent.stores:
        if store.data_class in role.never_reads:
            yield from _store(case, granted, role, store)


def _store(case: Case, granted: Grants, role: DeclaredRole, store: DeclaredStore) -> Iterator[Answer]:
    for action, statement in reads(case, granted, (*store.resources, *store.copies)):
        message = (
            f"`{role.name}` never reads class `{store.data_class}`, but `{action}` on store `{store.name}` is allowed"
        )
        yield Fault(message, statement.place)
        return
