"""Who hears of what a ferry did not carry: the events of its drop box's scanner, and the channels that they tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.exchange import Ferry
from bastide.planner import events, names, one_way
from bastide.planner.context import Context

SCAN_RESULT = "GuardDuty Malware Protection Object Scan Result"

BLIND = (
    "GuardDuty Malware Protection Resource Status Error",
    "GuardDuty Malware Protection Resource Status Warning",
)
"""What tells that a bucket is scanned no more, or not in full (GuardDuty user guide, EventBridge)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """An alert channel: the label of what tells it, its topic, and the text."""

    label: str
    topic: object
    message: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule over the scanner's events, and the channels that it tells."""

    label: str
    name: str
    pattern: dict[str, object]
    channels: tuple[Channel, ...]

    @property
    def rule(self) -> Address:
        """The rule."""
        return Address(events.RULE, self.label)


@dataclass(frozen=True, slots=True)
class Notices:
    """The rules and the alarm's names by which somebody hears of files that stay where they are."""

    refused: Watch
    blind: Watch
    undelivered_label: str
    undelivered_name: str


def notices(context: Context, ferry: Ferry) -> Notices:
    """Return who hears of a ferry's refusals and of a scanner that stands still, and by what."""
    bucket = context.bucket_name(ferry.source)
    name, label = f"{context.platform.name}-ferry-{ferry.name}", names.label("ferry", ferry.name)
    refused = f"Ferry {ferry.name} leaves <key> where it is: the scan says <result>"
    blind = f"Ferry {ferry.name} stands still: the scanner of its drop box reports <status>"
    return Notices(
        refused=_watch(context, ferry, "refused", results(bucket, [{"anything-but": one_way.CLEAN}]), refused),
        blind=_watch(context, ferry, "blind", _blind(bucket), blind),
        undelivered_label=names.label(label, "undelivered"),
        undelivered_name=f"{name}-undelivered",
    )


def results(bucket: str, wanted: Sequence[object]) -> dict[str, object]:
    """Return the events of one drop box with one of these scan results (GuardDuty user guide, EventBridge)."""
    return {
        "source": ["aws.guardduty"],
        "detail-type": [SCAN_RESULT],
        "detail": {
            "s3ObjectDetails": {"bucketName": [bucket]},
            "scanResultDetails": {"scanResultStatus": [*wanted]},
        },
    }


def _blind(bucket: str) -> dict[str, object]:
    return {
        "source": ["aws.guardduty"],
        "detail-type": [*BLIND],
        "detail": {"s3BucketDetails": {"bucketName": [bucket]}},
    }


def _watch(context: Context, ferry: Ferry, kind: str, pattern: dict[str, object], message: str) -> Watch:
    label = names.label("ferry", ferry.name, kind)
    return Watch(
        label=label,
        name=f"{context.platform.name}-ferry-{ferry.name}-{kind}",
        pattern=pattern,
        channels=tuple(
            Channel(names.label(label, channel), events.topic(channel).arn, f'"{message}"')
            for channel, _ in context.platform.logging.alerts
        ),
    )
