"""Audit that nobody is called to.

What it does:
    Where the declaration names an audit, looks for a schedule that is switched on, runs in as many months of a year as
    declared, and has the declared topic as a target.

Why is this bad:
    An audit that depends on somebody's memory takes place until that person leaves.

Example:
    # declared: an audit every six months, told to aws_sns_topic.audit
    resource "aws_sns_topic" "audit" {
      name = "audit"
    }

Use instead:
    resource "aws_sns_topic" "audit" {
      name = "audit"
    }
    resource "aws_cloudwatch_event_rule" "audit" {
      schedule_expression = "cron(0 1 1 1,7 ? *)"
    }
    resource "aws_cloudwatch_event_target" "audit" {
      rule = aws_cloudwatch_event_rule.audit.name
      arn  = aws_sns_topic.audit.arn
    }

Source:
    GB/T 22239-2019 8.1.7.5 a, b; AUD-15. What stands nowhere no check of a resource can miss.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import detectors
from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.schedules import FIELDS, cron_fields
from bastide.facts.values import certain, flag, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredAudit

META = Meta("LOG011", Severity.MEDIUM, "Schedule the audit, and let the schedule tell the declared topic.", __doc__)
MONTHS = 12


def check(case: Case) -> Iterator[Finding]:
    """Judge whether the declared audit is called."""
    if case.intent is not None and case.intent.audit is not None:
        yield from META.settle(Spot("", None), partial(_answers, case, case.intent.audit))


def _answers(case: Case, audit: DeclaredAudit) -> Iterator[Answer]:
    rules = (one for one in case.graph.of_type(detectors.RULE) if certain(case.graph, one) and _is_on(case, one))
    calls = [_months(case, one) for one in rules if audit.topic in detectors.targets(case, one)]
    if max(calls, default=0) * audit.every_months < MONTHS:
        yield Fault(f"nothing calls `{audit.topic}` to an audit every {audit.every_months} months")


def _is_on(case: Case, rule: Resource) -> bool:
    return (
        text(case.graph, rule.get("state")) != detectors.OFF and flag(case.graph, rule.get("is_enabled")) is not False
    )


def _months(case: Case, rule: Resource) -> int:
    """Return in how many months of a year a rule runs; none for one that has no calendar."""
    fields = cron_fields(text(case.graph, rule.get("schedule_expression")) or "")
    if len(fields) != FIELDS or fields[5] != "*":
        return 0
    return MONTHS if fields[3] == "*" else len({_month for _month in fields[3].split(",") if _month.isdigit()})
