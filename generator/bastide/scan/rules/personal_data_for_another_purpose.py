"""Workload for another purpose that may read personal data.

What it does:
    For every declared workload whose purpose is analytics, AI or testing, works out whether its role may read a
    store that holds personal information, or a copy of it.

Why is this bad:
    People gave their data for a service. Analysis and tests need figures: they read a masked copy, which the
    original's agency makes.

Example:
    resource "aws_s3_bucket" "people" {
      bucket = "people"
    }
    resource "aws_iam_role" "analysis" {
      name = "analysis"
    }
    resource "aws_iam_role_policy" "analysis" {
      role = aws_iam_role.analysis.id
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_s3_bucket" "people" {
      bucket = "people"
    }
    resource "aws_iam_role" "analysis" {
      name = "analysis"
    }
    resource "aws_iam_role_policy" "analysis" {
      role = aws_iam_role.analysis.id
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::figures/*" }]
      })
    }

Source:
    GB/T 22239-2019 8.1.4.11 b; NIST SP 800-53r5 SI-19.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.grants import Grants, grants, policy_grants
from bastide.facts.reading import reads
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.declared_use import DeclaredWorkload
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredStore, Intent

META = Meta("DATA012", Severity.HIGH, "Let it read a masked copy (`masks`), and take the original away.", __doc__)
SERVICE = "service"


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared workload that works on data for another purpose than a service."""
    for workload in () if case.intent is None else case.intent.workloads:
        if workload.purpose != SERVICE:
            holder = case.graph.by_address.get(workload.resource)
            spot = Spot(workload.resource, None if holder is None else holder.place)
            yield from META.settle(spot, partial(_answers, case, case.intent, workload, holder))


def _answers(
    case: Case, intent: Intent | None, workload: DeclaredWorkload, holder: Resource | None
) -> Iterator[Answer]:
    if holder is None:
        yield Fault(f"the tree has no `{workload.resource}`, which holds the rights of `{workload.name}`")
        return
    granted = policy_grants(case, holder) if holder.type == "aws_iam_policy" else grants(case, holder)
    for store in () if intent is None else intent.stores:
        if store.personal:
            yield from _store(case, granted, workload, store)


def _store(case: Case, granted: Grants, workload: DeclaredWorkload, store: DeclaredStore) -> Iterator[Answer]:
    for action, statement in reads(case, granted, (*store.resources, *store.copies)):
        message = (
            f"`{workload.name}` is for {workload.purpose}, but `{action}` on personal store `{store.name}` is allowed"
        )
        yield Fault(message, statement.place)
        return
