"""CloudTrail that misses events or can be forged.

What it does:
    A trail must record all regions and global services, validate its files, be encrypted with a customer key
    and be switched on. If it selects events, one selector must take every management event: reads and writes, of
    all services. Where a declaration names what keeps the audit stream, the trail must deliver to that; where it has
    tiers of response, CloudTrail must compare the rates of calls and of errors with what is usual.

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

from collections.abc import Iterable, Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, items, text, texts
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.place import Place

META = Meta("LOG003", Severity.HIGH, "Set the attribute as shown.", __doc__)
WANTED = (
    ("is_multi_region_trail", False, True, "the trail records one region only"),
    ("enable_log_file_validation", False, True, "the trail's files can be forged without a trace"),
    ("enable_logging", True, True, "the trail is switched off"),
    ("include_global_service_events", True, True, "the trail leaves out global services such as IAM"),
)
"""Attribute, its default, the value wanted, and what is wrong otherwise."""

INSIGHTS = ("ApiCallRateInsight", "ApiErrorRateInsight")
"""What CloudTrail compares with what is usual."""

SELECT = 'Add an `advanced_event_selector` whose only field is `eventCategory` equal to `["Management"]`.'


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
    yield from _selection(case, trail)
    yield from _destination(case, trail)
    yield from _insights(case, trail)


def _selection(case: Case, trail: Resource) -> Iterator[Answer]:
    plain = tuple(entries(trail, "event_selector"))
    advanced = tuple(entries(trail, "advanced_event_selector"))
    chosen = [_takes_all(case, one) for one in plain] + [_takes_management(case, one) for one in advanced]
    if chosen and not any(chosen):
        place = _narrowing(case, advanced) or (plain or advanced)[0].place
        yield Fault("no selector of the trail takes every management event", place, fix=SELECT)


def _narrowing(case: Case, advanced: Iterable[Block]) -> Place | None:
    """Return the first field that cuts down a selector of management events."""
    for selector in advanced:
        fields = selector.nested("field_selector")
        others = [one for one in fields if not _is_management(case, one)]
        if others and len(others) < len(fields):
            return others[0].place
    return None


def _takes_all(case: Case, selector: Block) -> bool:
    """Tell whether an event selector leaves management events as they are by default: all of them."""
    wanted = flag(case.graph, selector.get("include_management_events")) is not False
    kind = text(case.graph, selector.get("read_write_type")) or "All"
    return wanted and kind == "All" and not items(case.graph, selector.get("exclude_management_event_sources"))


def _takes_management(case: Case, selector: Block) -> bool:
    """Tell whether an advanced selector takes management events and has no second field that narrows them."""
    fields = selector.nested("field_selector")
    return len(fields) == 1 and _is_management(case, fields[0])


def _is_management(case: Case, field: Block) -> bool:
    named = text(case.graph, field.get("field")) == "eventCategory"
    return named and "Management" in texts(case.graph, field.get("equals"))


def _destination(case: Case, trail: Resource) -> Iterator[Answer]:
    logs = () if case.intent is None else case.intent.logs
    keepers = {address for log in logs if log.stream == "audit" for address in log.resources}
    bucket = pointed(case, trail.get("s3_bucket_name"), "aws_s3_bucket")
    if bucket is not None and keepers and bucket.address not in keepers:
        said = f"`{bucket.address}` is not declared to keep the audit stream"
        yield Fault(said, trail.at("s3_bucket_name"), fix="Deliver to the bucket that keeps the audit stream.")


def _insights(case: Case, trail: Resource) -> Iterator[Answer]:
    if case.intent is None or not case.intent.tiers:
        return
    compared = {text(case.graph, one.get("insight_type")) for one in entries(trail, "insight_selector")}
    for kind in INSIGHTS:
        if kind not in compared:
            fix = f'Add an `insight_selector` with `insight_type = "{kind}"`.'
            yield Fault(f"the trail tells nothing of what is unusual (`{kind}`)", fix=fix)
