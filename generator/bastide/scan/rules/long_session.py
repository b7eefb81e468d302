"""Role whose sessions last longer than declared.

What it does:
    Compares the longest session that a declared role allows (`max_session_duration`, an hour if nothing is said) with
    the declared one.

Why is this bad:
    A session that was opened with a second factor and an approval goes on without them. What was stolen from a laptop
    works until it ends.

Example:
    resource "aws_iam_role" "operator" {
      name                 = "operator"
      max_session_duration = 43200
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name                 = "operator"
      max_session_duration = 3600
    }

Source:
    GB/T 22239-2019 8.1.4.1 b; NIST SP 800-53r5 AC-12.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import number
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC006", Severity.MEDIUM, "Set `max_session_duration` to the declared length.", __doc__)
HOUR = 3600
"""Seconds: AWS allows no shorter limit, and takes this one where none is said."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared role."""
    for role in () if case.intent is None else case.intent.roles:
        holder = case.graph.by_address.get(role.resource)
        if holder is not None:
            limit = max(HOUR, role.session_minutes * 60)
            yield from META.judge([holder], partial(_answers, case, limit))


def _answers(case: Case, limit: int, role: Resource) -> Iterator[Answer]:
    seconds = number(case.graph, role.get("max_session_duration"))
    if seconds is not None and seconds > limit:
        message = f"a session lasts up to {seconds} seconds, declared are {limit}"
        yield Fault(message, role.at("max_session_duration"))
