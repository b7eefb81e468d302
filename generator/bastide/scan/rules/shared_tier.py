"""Tier of response that answers like another.

What it does:
    Where the declaration names tiers of response, wants low, medium and high, each with a target that no other tier
    has, every declared target in the tree, and at least one event rule that sends to it.

Why is this bad:
    Where every finding goes the same way, the severe one waits among the trivial, and what a machine should have
    stopped waits for a person.

Example:
    # declared: tickets for low, aws_sns_topic.medium and aws_sns_topic.high for the others
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_cloudwatch_event_rule" "low" {
      event_pattern = jsonencode({ source = ["aws.guardduty"] })
    }
    resource "aws_cloudwatch_event_target" "low" {
      rule = aws_cloudwatch_event_rule.low.name
      arn  = aws_sqs_queue.tickets.arn
    }

Use instead:
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_sns_topic" "medium" {
      name = "medium"
    }
    resource "aws_sns_topic" "high" {
      name = "high"
    }
    resource "aws_cloudwatch_event_rule" "any" {
      event_pattern = jsonencode({ source = ["aws.guardduty"] })
    }
    resource "aws_cloudwatch_event_target" "low" {
      rule = aws_cloudwatch_event_rule.any.name
      arn  = aws_sqs_queue.tickets.arn
    }
    resource "aws_cloudwatch_event_target" "medium" {
      rule = aws_cloudwatch_event_rule.any.name
      arn  = aws_sns_topic.medium.arn
    }
    resource "aws_cloudwatch_event_target" "high" {
      rule = aws_cloudwatch_event_rule.any.name
      arn  = aws_sns_topic.high.arn
    }

Source:
    GB/T 22239-2019 8.1.3.3 c; NIST SP 800-53r5 IR-4(1), SI-4; AUD-11.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import detectors
from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.intent import DeclaredTier

META = Meta("LOG009", Severity.HIGH, "Give each tier a target of its own, and a rule that sends to it.", __doc__)
TIERS = ("low", "medium", "high")


def check(case: Case) -> Iterator[Finding]:
    """Judge every tier that a platform with a response must have."""
    if case.intent is None or not case.intent.tiers:
        return
    declared = {tier.name: tier for tier in case.intent.tiers}
    for name in TIERS:
        yield from META.settle(Spot("", None), partial(_answers, case, name, declared))


def _answers(case: Case, name: str, declared: dict[str, DeclaredTier]) -> Iterator[Answer]:
    tier = declared.get(name)
    if tier is None:
        yield Fault(f"findings of the tier `{name}` have no target")
        return
    others = {target for other in declared.values() if other is not tier for target in other.targets}
    if not set(tier.targets) - others:
        yield Fault(f"the tier `{name}` has no target of its own")
    used = {target for rule in case.graph.of_type(detectors.RULE) for target in detectors.targets(case, rule)}
    for target in tier.targets:
        if target not in case.graph.by_address:
            yield Fault(f"`{target}`, a target of the tier `{name}`, is not in the tree")
        elif target not in used:
            yield Fault(f"no rule sends anything to `{target}`, a target of the tier `{name}`")
