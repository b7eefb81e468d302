"""What key policies grant to callers that come by no holding service: AWS's own services, bounded by their source."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.planner import copies, discovery
from bastide.planner.context import Context

USE = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")


@dataclass(frozen=True, slots=True)
class Permission:
    """A statement of a key policy for callers that come by no holding service."""

    sid: str
    principal: dict[str, object]
    actions: tuple[str, ...]
    condition: dict[str, object]


def recorders(context: Context, *, in_dr: bool) -> Iterator[Permission]:
    """Yield who writes records by themselves; the trail, the sessions and the alarms live in the primary region."""
    platform = context.platform
    region = (platform.regions.dr or platform.regions.primary) if in_dr else platform.regions.primary
    ours: dict[str, object] = {"StringEquals": {"aws:SourceAccount": context.platform.account}}
    groups = context.arn("logs", "log-group:*", region=region)
    yield Permission(
        sid="LogGroups",
        principal={"Service": f"logs.{region}.{context.dns_suffix}"},
        actions=(*USE, "kms:DescribeKey"),
        condition={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    )
    if not in_dr:
        yield from _watchers(context, ours, region)
    elif copies.has_recovery(platform):
        yield _flow_logs(context, ours, region)


def _watchers(context: Context, ours: dict[str, object], region: str) -> Iterator[Permission]:
    yield Permission(
        sid="Trail",
        principal={"Service": "cloudtrail.amazonaws.com"},
        actions=("kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"),
        condition={**ours, "ArnLike": {"aws:SourceArn": context.arn("cloudtrail", "trail/*", region=region)}},
    )
    yield _flow_logs(context, ours, region)
    yield Permission(
        sid="Alarms",
        principal={"Service": "cloudwatch.amazonaws.com"},
        actions=("kms:Decrypt", "kms:GenerateDataKey*"),
        condition=ours,
    )
    # AWS Backup and EventBridge name no source when they publish, and CloudTrail's guide asks for a grant without one:
    # the topics that the key protects bound them instead.
    topics = context.arn("sns", "*", region=region)
    yield Permission(
        sid="Events",
        principal={"Service": ["backup.amazonaws.com", "cloudtrail.amazonaws.com", "events.amazonaws.com"]},
        actions=("kms:Decrypt", "kms:GenerateDataKey*"),
        condition={"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": topics}},
    )
    if has_tickets(context, in_dr=False):
        yield _tickets(context)
    # Both ends of a session call KMS themselves; only a session's own encryption context lets them.
    yield Permission(
        sid="Sessions",
        principal={"AWS": context.arn("iam", "root")},
        actions=("kms:Decrypt", "kms:GenerateDataKey"),
        condition={
            "StringEquals": {"kms:CallerAccount": context.platform.account},
            "Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"},
        },
    )


def _flow_logs(context: Context, ours: dict[str, object], region: str) -> Permission:
    return Permission(
        sid="FlowLogDelivery",
        principal={"Service": "delivery.logs.amazonaws.com"},
        actions=(*USE, "kms:DescribeKey"),
        condition={**ours, "ArnLike": {"aws:SourceArn": context.arn("logs", "*", region=region)}},
    )


def has_tickets(context: Context, *, in_dr: bool) -> bool:
    """Tell whether findings wait in queues of the region: EventBridge and the ticket system then use the key."""
    return context.platform.detection is not None and not in_dr


def _tickets(context: Context) -> Permission:
    queues = context.arn("sqs", f"{context.platform.name}-findings-*", region=context.platform.regions.primary)
    return Permission(
        sid="Tickets",
        principal={"Service": "events.amazonaws.com"},
        actions=("kms:Decrypt", "kms:GenerateDataKey*"),
        condition={"ArnLike": {"kms:EncryptionContext:aws:sqs:arn": queues}},
    )


def search(context: Context) -> Permission:
    """Return what Macie needs: it reads with a role of its own, to which no policy of the account can give a key."""
    return Permission(
        sid="PersonalDataIsLookedFor",
        principal={"AWS": discovery.reader(context)},
        actions=("kms:Decrypt",),
        condition={"StringEquals": {"kms:CallerAccount": context.platform.account}},
    )
