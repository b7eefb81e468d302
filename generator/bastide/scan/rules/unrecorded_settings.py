"""Region whose settings are not recorded, or not all of them.

What it does:
    Wants of each configuration recorder that it records every type, that it is switched on, and that its region has a
    delivery channel. Where an audit is declared, wants a recorder in each of the platform's regions.

Why is this bad:
    A recorder that stands still looks like one that works. When somebody asks what changed, there is no answer, and
    rules that are held against the record find nothing.

Example:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_config_configuration_recorder" "main" {
      name     = "main"
      role_arn = "arn:aws:iam::123456789012:role/config"
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_config_configuration_recorder" "main" {
      name     = "main"
      role_arn = "arn:aws:iam::123456789012:role/config"
    }
    resource "aws_config_delivery_channel" "main" {
      s3_bucket_name = "records"
    }
    resource "aws_config_configuration_recorder_status" "main" {
      name       = aws_config_configuration_recorder.main.name
      is_enabled = true
    }

Source:
    GB/T 22239-2019 8.1.10.8 a; CIS AWS Foundations 3.3; OPS-01. checkov's CKV2_AWS_45 passes a recorder that no status
    names, and none asks for the region where no recorder is.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.regions import region_of
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import certain, entries, flag, texts
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("LOG010", Severity.HIGH, "Record every type, switch the recorder on, and give it a way out.", __doc__)
RECORDER = "aws_config_configuration_recorder"
STATUS, CHANNEL = "aws_config_configuration_recorder_status", "aws_config_delivery_channel"


def check(case: Case) -> Iterator[Finding]:
    """Judge every recorder and, where an audit is declared, every region."""
    yield from META.judge(case.graph.of_type(RECORDER), partial(_answers, case))
    if case.intent is not None and case.intent.audit is not None:
        for region in case.intent.regions:
            yield from META.settle(Spot("", None), partial(_region, case, region))


def _region(case: Case, region: str) -> Iterator[Answer]:
    if not _in(case, RECORDER, region):
        yield Fault(f"nothing records the settings of `{region}`")


def _answers(case: Case, recorder: Resource) -> Iterator[Answer]:
    for group in entries(recorder, "recording_group"):
        if flag(case.graph, group.get("all_supported")) is False or _leaves_out(case, recorder):
            yield Fault("some types are not recorded", group.at("all_supported"))
    region = region_of(case, recorder)
    if not any(flag(case.graph, one.get("is_enabled")) for one in _in(case, STATUS, region)):
        yield Fault(f"nothing switches the recorder of `{region}` on")
    if not _in(case, CHANNEL, region):
        yield Fault(f"the recorder of `{region}` delivers nowhere")


def _leaves_out(case: Case, recorder: Resource) -> bool:
    groups = entries(recorder, "recording_group")
    excluded = (one for group in groups for one in group.nested("exclusion_by_resource_types"))
    return any(texts(case.graph, one.get("resource_types")) for one in excluded)


def _in(case: Case, kind: str, region: str) -> list[Resource]:
    """Return what surely stands in a region; each region has room for one of each kind."""
    return [one for one in case.graph.of_type(kind) if certain(case.graph, one) and region_of(case, one) == region]
