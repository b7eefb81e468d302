"""Detectors, and the way of their findings to the tiers of response."""

import re
from collections.abc import Iterator, Mapping

from bastide.facts.case import Case
from bastide.facts.links import links
from bastide.facts.regions import region_of
from bastide.facts.values import flag, leaves, settle, shown, text, texts
from bastide.model.graph import Encoded, Reference, Resource

SOURCES: Mapping[str, str] = {
    "aws_guardduty_detector": "aws.guardduty",
    "aws_inspector2_enabler": "aws.inspector2",
    "aws_macie2_account": "aws.macie",
    "aws_securityhub_account": "aws.securityhub",
}
"""Detectors by type, with the source that their events name (EventBridge event reference)."""

HUB, MACIE = "aws_securityhub_account", "aws_macie2_account"
WITHOUT_MACIE = "cn-"
"""How the names of the regions start that have no Macie (AWS General Reference)."""

RULE, TARGET, AGGREGATOR = (
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_securityhub_finding_aggregator",
)
BUS = ":event-bus/"
DOCUMENT = re.compile(r":automation-definition/([A-Za-z0-9_.-]+):")
OFF = "DISABLED"


def is_on(case: Case, detector: Resource) -> bool:
    """Tell whether a detector looks at anything."""
    return (
        flag(case.graph, detector.get("enable")) is not False and text(case.graph, detector.get("status")) != "PAUSED"
    )


def wanted(regions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each detector that each region must have: its type, and the region."""
    for region in regions:
        for kind in SOURCES:
            if not (kind == MACIE and region.startswith(WITHOUT_MACIE)):
                yield kind, region


def told(case: Case, kind: str, region: str) -> frozenset[str]:
    """Return the addresses that hear of a detector's findings in a region, those of other regions' rules included."""
    return frozenset(_told(case, kind, region, frozenset()))


def targets(case: Case, rule: Resource) -> Iterator[str]:
    """Yield what a rule's targets name: addresses of resources, else the text of an ARN."""
    for target in links(case, TARGET, "rule").of(rule.address):
        arn = target.get("arn")
        named = [case.graph.target(one) for one in leaves(arn) if isinstance(one, Reference)]
        yield from (one.address for one in named if one is not None)
        if not named:
            yield _known(case, shown(settle(case.graph, arn)))


def _known(case: Case, arn: str) -> str:
    """Return the address of the document that an ARN lets EventBridge start, else the ARN itself."""
    started = DOCUMENT.search(arn)
    document = None if started is None else case.named("aws_ssm_document", started.group(1))
    return arn if document is None else document.address


def _told(case: Case, kind: str, region: str, seen: frozenset[str]) -> Iterator[str]:
    if region in seen:
        return
    for rule in case.graph.of_type(RULE):
        if region_of(case, rule) == region and _matches(case, rule, SOURCES[kind]):
            for target in targets(case, rule):
                if BUS in target:
                    yield from _told(case, kind, target.split(":")[3], seen | {region})
                else:
                    yield target
    for gathered in _gathered(case, region) if kind == HUB else ():
        yield from _told(case, kind, gathered, seen | {region})


def _gathered(case: Case, region: str) -> Iterator[str]:
    """Yield the regions whose hub tells of another region's findings."""
    for one in case.graph.of_type(AGGREGATOR):
        everywhere = text(case.graph, one.get("linking_mode")) == "ALL_REGIONS"
        if everywhere or region in texts(case.graph, one.get("specified_regions")):
            yield region_of(case, one)


def _matches(case: Case, rule: Resource, source: str) -> bool:
    """Whether a rule is switched on and its pattern names a source; what it asks of the event besides is not judged."""
    on = text(case.graph, rule.get("state")) != OFF and flag(case.graph, rule.get("is_enabled")) is not False
    pattern = settle(case.graph, rule.get("event_pattern"))
    inner = pattern.value if isinstance(pattern, Encoded) else pattern
    return on and isinstance(inner, dict) and source in leaves(inner.get("source"))
