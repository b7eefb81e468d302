"""The audit trail: every call in every region recorded, watched and kept where nobody can change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.kinds import StoreKind
from bastide.planner import events, log_buckets, log_deliveries, logs, names, stores
from bastide.planner.alarms import ALARMS, Alarm, record_deletion
from bastide.planner.context import Context, StackFile


@dataclass(frozen=True, slots=True)
class Selector:
    """Which events the trail records: conditions on fields, all of which must hold."""

    name: str
    fields: "tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on one field of an event: equal to one of `equals`, or starting with one of `starts_with`."""

    name: str
    equals: tuple[str, ...] = ()
    starts_with: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """An alarm with its names in this platform."""

    label: str
    name: str
    alarm: Alarm


def files(context: Context) -> Iterator[StackFile]:
    """Plan `audit-log.tf`, `alarms.tf` and a file for each log bucket."""
    yield _trail(context)
    yield _alarms(context)
    yield from log_buckets.files(context)


def topics(context: Context) -> tuple[Address, ...]:
    """Return the topics of the alert channels, by channel name."""
    return tuple(Address("aws_sns_topic", names.label(channel)) for channel, _ in context.platform.logging.alerts)


def selectors(context: Context) -> tuple[Selector, ...]:
    """Return what the trail records: all management calls, the objects of logged stores, and reads of the records."""
    recorded = tuple(
        Template(stores.address(store).arn, "/")
        for store in stores.of_kind(context, StoreKind.OBJECT)
        if store.access_log
    )
    records = tuple(Template(bucket.address.arn, "/") for bucket in log_buckets.buckets(context))
    found = [Selector("management", (Field("eventCategory", ("Management",)),))]
    if recorded:
        found.append(_objects("stores", Field("resources.ARN", starts_with=recorded)))
    found.append(_objects("records-read", Field("readOnly", ("true",)), Field("resources.ARN", starts_with=records)))
    deletions = Field("eventName", ("DeleteObject", "DeleteObjects"))
    found.append(_objects("records-deleted", deletions, Field("resources.ARN", starts_with=records)))
    return tuple(found)


def _objects(name: str, *fields: Field) -> Selector:
    return Selector(name, (Field("eventCategory", ("Data",)), Field("resources.type", ("AWS::S3::Object",)), *fields))


def _trail(context: Context) -> StackFile:
    platform = context.platform
    name = log_deliveries.trail_name(context)
    return StackFile(
        path="audit-log.tf",
        template="audit-log/trail.tf.j2",
        target="audit-log",
        inputs={
            "name": name,
            "log_group": f"/{platform.name}/audit",
            "retention": logs.cloudwatch_days(platform.logging.term("audit").keep_days),
            "keep_days": platform.logging.term("audit").keep_days,
            "role": f"{platform.name}-trail",
            # An underscore, which no name of a spec holds: a channel's topic can't be the same one.
            "notices": f"{platform.name}-trail_notices",
            "trail_arn": log_deliveries.trail_arn(context),
            "selectors": selectors(context),
            "tags": context.tags("audit", zone="platform", level="platform"),
        },
    )


def _alarms(context: Context) -> StackFile:
    platform = context.platform
    region = platform.regions.primary
    channels = tuple(
        {
            "name": channel,
            "label": names.label(channel),
            "topic": f"{platform.name}-{channel}",
            "address": Address("aws_sns_topic", names.label(channel)),
            "email": email,
        }
        for channel, email in platform.logging.alerts
    )
    return StackFile(
        path="alarms.tf",
        template="audit-log/alarms.tf.j2",
        target="audit-log",
        inputs={
            "channels": channels,
            "topics": [topic.arn for topic in topics(context)],
            "watches": tuple(
                Watch(names.label(alarm.name), f"{platform.name}-{alarm.name}", alarm)
                for alarm in (*ALARMS, record_deletion(one.name for one in log_buckets.buckets(context)))
            ),
            "namespace": f"{platform.name}/audit",
            "account": platform.account,
            "has_backups": bool(platform.stores),
            "has_events": events.tells(platform) or bool(platform.ferries or platform.masks),
            "alarm_arns": context.arn("cloudwatch", "alarm:*", region=region),
            "tags": context.tags("alarms", zone="platform", level="platform"),
        },
    )
