"""The tiers of response: minor findings become tickets, others page a person, severe ones are answered at once.

Each tier has targets that no other tier has. An address that both page tiers share is told by two topics.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.detection import Detection
from bastide.model.intent import DeclaredTier
from bastide.planner import events, names
from bastide.planner.context import Context

TICKETS = Address("aws_sqs_queue", "tickets")
UNDELIVERED = Address("aws_sqs_queue", "undelivered")
MEDIUM = Address("aws_sns_topic", "threats_medium")
HIGH = Address("aws_sns_topic", "threats_high")
ISOLATE = Address("aws_ssm_document", "isolate_host")
DISABLE = Address("aws_ssm_document", "disable_access_key")

LOW_MINUTES, MEDIUM_MINUTES, HIGH_MINUTES = 1440, 60, 15
"""Within which a person should have looked: the targets that the runbook states and the operator's exercise checks."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue, for its policy."""

    label: str

    @property
    def address(self) -> Address:
        """The queue's resource."""
        return Address("aws_sqs_queue", self.label)


@dataclass(frozen=True, slots=True)
class Page:
    """A topic of a tier's own, and the address of the channel that it tells."""

    path: str
    label: str
    topic: str
    email: str

    @property
    def address(self) -> Address:
        """The topic's resource."""
        return Address("aws_sns_topic", self.label)


@dataclass(frozen=True, slots=True)
class QueueAlarm:
    """An alarm on what lies in a queue for too long."""

    label: str
    name: str
    description: str
    metric: str
    threshold: int
    queue: Address
    topic: Address


def declared(context: Context) -> tuple[DeclaredTier, ...]:
    """Return the tiers as the judge reads them, from low to high; none where nothing is detected."""
    if context.platform.detection is None:
        return ()
    return (
        DeclaredTier("low", LOW_MINUTES, (str(TICKETS),)),
        DeclaredTier("medium", MEDIUM_MINUTES, (str(MEDIUM),)),
        DeclaredTier("high", HIGH_MINUTES, tuple(sorted(map(str, (DISABLE, HIGH, ISOLATE))))),
    )


def inputs(context: Context, found: Detection) -> dict[str, object]:
    """Return what the queues, topics and their alarms are made of."""
    platform = context.platform
    region = platform.regions.primary
    mail = dict(platform.logging.alerts)
    return {
        "tickets": queue_name(context, "tickets"),
        "undelivered": queue_name(context, "undelivered"),
        "queues": (Queue("tickets"), Queue("undelivered")),
        "paged": tuple(
            # An underscore, which no name of a spec holds: a channel's topic can't be the same one.
            Page(f"detection.{tier}", f"threats_{tier}", f"{platform.name}-threats_{tier}", mail[channel])
            for tier, channel in (("medium", found.medium), ("high", found.high))
        ),
        "alarms": tuple(_alarms(context, events.topic(found.low))),
        "account": platform.account,
        "rule_arns": rule_arns(context),
        "alarm_arns": context.arn("cloudwatch", "alarm:*", region=region),
        "tags": context.tags("detection", zone="platform", level="platform"),
    }


def queue_name(context: Context, purpose: str) -> str:
    """Return the name of a queue of findings."""
    return f"{context.platform.name}-findings-{purpose}"


def rule_arns(context: Context) -> str:
    """Return the pattern of the ARNs of the rules over findings, in the primary region."""
    return context.arn("events", f"rule/{context.platform.name}-findings-*", region=context.platform.regions.primary)


def _alarms(context: Context, topic: Address) -> Iterator[QueueAlarm]:
    for name, said, metric, threshold, queue in (
        ("tickets-waiting", "A ticket waits for more than a day", "ApproximateAgeOfOldestMessage", 86_400, TICKETS),
        ("undelivered", "A finding reached nobody", "ApproximateNumberOfMessagesVisible", 1, UNDELIVERED),
    ):
        full = f"{context.platform.name}-findings-{name}"
        yield QueueAlarm(names.label("findings", name), full, said, metric, threshold, queue, topic)
