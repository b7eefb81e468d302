"""CloudTrail that misses events or can be forged.

What it does:
    A trail must record all regions and global services, validate its files, be encrypted with a customer key
    and be switched on.

Why is this bad:
    An attacker works in the region that nobody records; a record without validation proves nothing in court.

Example:
    resource "aws_cloudtrail" "main" {
      name                       = "main"
      is_multi_region_trail      = true
      enable_log_file_validation = true
      kms_key_id                 = aws_kms_key.logs.arn
      enable_logging             = false
    }
    resource "aws_kms_key" "logs" {
      enable_key_rotation = true
    }

Use instead:
    resource "aws_cloudtrail" "main" {
      name                       = "main"
      is_multi_region_trail      = true
      enable_log_file_validation = true
      kms_key_id                 = aws_kms_key.logs.arn
    }
    resource "aws_kms_key" "logs" {
      enable_key_rotation = true
    }

Source:
    AWS CloudTrail user guide, "Security best practices in AWS CloudTrail".
"""

from collections.abc import Iterator
from functools import partial

from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.scan.facts.case import Case
from bastide.scan.facts.values import flag
from bastide.scan.rule import Answer, Fault, Meta

META = Meta("LOG003", Severity.HIGH, "Set the attribute as shown.", __doc__)
WANTED = (
    ("is_multi_region_trail", False, True, "the trail records one region only"),
    ("enable_log_file_validation", False, True, "the trail's files can be forged without a trace"),
    ("enable_logging", True, True, "the trail is switched off"),
    ("include_global_service_events", True, True, "the trail leaves out global services such as IAM"),
)
"""Attribute, its default, the value wanted, and what is wrong otherwise."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every trail."""
    return META.judge(case.graph.of_type("aws_cloudtrail"), partial(_answers, case))


def _answers(case: Case, trail: Resource) -> Iterator[Answer]:
    for name, default, wanted, message in WANTED:
        value = flag(case.graph, trail.get(name))
        if (default if value is None else value) is not wanted:
            yield Fault(message, trail.at(name), fix=f"Set `{name} = {str(wanted).lower()}`.")
    if trail.get("kms_key_id") in (None, ""):
        yield Fault("the trail is not encrypted with a customer key", fix="Set `kms_key_id`.")
