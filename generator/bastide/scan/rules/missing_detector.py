"""Region of the platform that a detector leaves out.

What it does:
    Where the declaration names tiers of response, wants GuardDuty, Security Hub, Inspector and Macie in each of the
    platform's regions. The China regions have no Macie.

Why is this bad:
    Detectors see one region each. Whoever has a stolen key works in the region where nobody looks.

Example:
    # regions declared: ap-southeast-1, ap-northeast-1; tiers of response declared
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_guardduty_detector" "main" {
      enable = true
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    provider "aws" {
      alias  = "dr"
      region = "ap-northeast-1"
    }
    resource "aws_sqs_queue" "tickets" {
      name = "tickets"
    }
    resource "aws_guardduty_detector" "main" {
      enable = true
    }
    resource "aws_guardduty_detector" "dr" {
      provider = aws.dr
      enable   = true
    }
    resource "aws_securityhub_account" "main" {
    }
    resource "aws_securityhub_account" "dr" {
      provider = aws.dr
    }
    resource "aws_inspector2_enabler" "main" {
      account_ids    = ["123456789012"]
      resource_types = ["EC2"]
    }
    resource "aws_inspector2_enabler" "dr" {
      provider       = aws.dr
      account_ids    = ["123456789012"]
      resource_types = ["EC2"]
    }
    resource "aws_macie2_account" "main" {
      status = "ENABLED"
    }
    resource "aws_macie2_account" "dr" {
      provider = aws.dr
      status   = "ENABLED"
    }

Source:
    GB/T 22239-2019 8.1.3.3 a, b; NIST SP 800-53r5 SI-4; BND-13. What stands nowhere no check of a resource can miss.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import detectors
from bastide.facts.case import Case
from bastide.facts.regions import region_of
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import certain
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding

META = Meta("LOG008", Severity.HIGH, "Switch the detector on in that region.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every region of a platform that has tiers of response."""
    if case.intent is not None and case.intent.tiers:
        for kind, region in detectors.wanted(case.intent.regions):
            yield from META.settle(Spot("", None), partial(_answers, case, kind, region))


def _answers(case: Case, kind: str, region: str) -> Iterator[Answer]:
    found = (one for one in case.graph.of_type(kind) if certain(case.graph, one))
    if all(region_of(case, one) != region for one in found):
        yield Fault(f"no `{kind}` looks at `{region}`")
