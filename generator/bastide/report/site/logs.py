"""Logs: which source writes where, how long it is kept, and who is called when something happens."""

from typing import Any

from bastide.model.control import Wording
from bastide.model.graph import Resource
from bastide.report.alarm_words import spoken
from bastide.report.site.drill import subject
from bastide.report.site.findings import against
from bastide.report.site.review import Review
from bastide.report.site.words import duration

ALARMS = ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_event_rule", "alicloud_cms_alarm", "alicloud_log_alert")
"""Types of resources that call somebody."""


def fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001 - the template chooses the words
    """Return the streams, the sources of records, the tiers of response and the alarms."""
    intent = review.intent
    resources = review.graph.resources if review.graph else ()
    return {
        "streams": intent.logs if intent else (),
        "sources": intent.sources if intent else (),
        "tiers": sorted(intent.tiers, key=lambda one: one.minutes) if intent else (),
        "alarms": [(one, told(one)) for one in resources if one.type in ALARMS],
        "audit": intent.audit if intent else None,
        "against": {one.stream: against(review, one.resources) for one in intent.logs} if intent else {},
        "duration": duration,
        "at": lambda address: subject(review, address),
    }


def told(resource: Resource) -> Wording:
    """Return what an alarm says of itself."""
    for name in ("alarm_description", "description"):
        value = resource.get(name)
        if isinstance(value, str):
            return spoken(value)
    return Wording("", "")
