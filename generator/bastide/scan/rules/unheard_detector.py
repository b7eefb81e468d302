"""Detector whose findings reach nobody.

What it does:
    Where the declaration names tiers of response, follows the findings of each detector (GuardDuty, Security Hub,
    Inspector, Macie) to every tier: an event rule that is switched on and names the detector's source, a target of that
    tier that people read, and a subscription where it is a topic. A rule may hand findings to another region's bus, and
    one Security Hub may gather another's. What the rule asks of the event besides its source is not judged.

Why is this bad:
    The attack is seen by a machine. Nobody is told.

Example:
    # declared: tickets for low, aws_sns_topic.medium and aws_sns_topic.high for the others
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_guardduty_detector" "main" {
      enable = true
    }
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_guardduty_detector" "main" {
      enable = true
    }
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_sns_topic" "medium" {
      name = "medium"
    }
    resource "aws_sns_topic" "high" {
      name = "high"
    }
    resource "aws_sns_topic_subscription" "medium" {
      topic_arn = aws_sns_topic.medium.arn
    }
    resource "aws_sns_topic_subscription" "high" {
      topic_arn = aws_sns_topic.high.arn
    }
    resource "aws_cloudwatch_event_rule" "low" {
      event_pattern = jsonencode({ source = ["aws.guardduty"], detail = { severity = [1] } })
    }
    resource "aws_cloudwatch_event_target" "low" {
      rule = aws_cloudwatch_event_rule.low.name
      arn  = aws_sqs_queue.tickets.arn
    }
    resource "aws_cloudwatch_event_rule" "medium" {
      event_pattern = jsonencode({ source = ["aws.guardduty"], detail = { severity = [5] } })
    }
    resource "aws_cloudwatch_event_target" "medium" {
      rule = aws_cloudwatch_event_rule.medium.name
      arn  = aws_sns_topic.medium.arn
    }
    resource "aws_cloudwatch_event_rule" "high" {
      event_pattern = jsonencode({ source = ["aws.guardduty"], detail = { severity = [8] } })
    }
    resource "aws_cloudwatch_event_target" "high" {
      rule = aws_cloudwatch_event_rule.high.name
      arn  = aws_sns_topic.high.arn
    }

Source:
    GB/T 22239-2019 8.1.3.3 d, 8.1.5.4 f; NIST SP 800-53r5 SI-4(5), IR-4(1); BND-14, AUD-11.
"""

from collections.abc import Iterable, Iterator

from bastide.facts import detectors
from bastide.facts.case import Case
from bastide.facts.links import links
from bastide.facts.regions import region_of
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredTier

META = Meta("LOG007", Severity.HIGH, "Put back what is missing: rule, target, subscription.", __doc__)
TOPIC, SUBSCRIPTION = "aws_sns_topic", "aws_sns_topic_subscription"
DOCUMENT = "aws_ssm_document"


def check(case: Case) -> Iterator[Finding]:
    """Judge every detector of a platform that has tiers of response."""
    tiers = () if case.intent is None else case.intent.tiers
    if tiers:
        found = case.graph.of_type(*detectors.SOURCES)
        yield from META.judge(found, lambda detector: _answers(case, detector, tiers))


def _answers(case: Case, detector: Resource, tiers: tuple[DeclaredTier, ...]) -> Iterator[Answer]:
    if not detectors.is_on(case, detector):
        yield Fault(f"`{detector.address}` is switched off")
    told = detectors.told(case, detector.type, region_of(case, detector))
    for tier in tiers:
        wanted = _people(tier)
        heard = told & wanted
        if not heard:
            yield Fault(f"no rule sends what `{detector.address}` finds to {_one_of(wanted)}, the tier `{tier.name}`")
        elif all(_is_deaf(case, target) for target in heard):
            yield Fault(f"nobody is subscribed to {_one_of(heard)}, which hears what `{detector.address}` finds")


def _is_deaf(case: Case, target: str) -> bool:
    return target.startswith(f"{TOPIC}.") and not links(case, SUBSCRIPTION, "topic_arn").of(target)


def _people(tier: DeclaredTier) -> frozenset[str]:
    """Return the targets by which a tier reaches people: a machine that answers tells nobody."""
    return frozenset(target for target in tier.targets if not target.startswith(f"{DOCUMENT}."))


def _one_of(targets: Iterable[str]) -> str:
    return " or ".join(f"`{target}`" for target in sorted(targets))
