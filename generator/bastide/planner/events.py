"""Events that tell a person within minutes: rules over the calls that CloudTrail hands on, and over findings.

EventBridge reaches topics in its own region only: a rule in the DR region hands its events to the primary region's bus,
where the same pattern finds them and tells the channel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.audit import Audit
from bastide.model.platform import Platform
from bastide.model.restore import Restoring
from bastide.planner import names
from bastide.planner.context import Context, StackFile

ALL_CALLS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
"""CloudTrail calls `AssumeRole` read-only; a rule that is merely enabled may not see it (EventBridge user guide)."""

ENABLED = "ENABLED"
RULE = "aws_cloudwatch_event_rule"


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule over events: what it finds, the channel that it tells, and how a reader of mail understands it.

    `paths` are parts of the event by the name that `message` gives them in angle brackets.
    """

    spec: str
    label: str
    name: str
    description: str
    state: str
    pattern: Mapping[str, object]
    topic: Address
    paths: Mapping[str, str]
    message: str

    @property
    def address(self) -> Address:
        """The rule in the primary region."""
        return Address(RULE, self.label)

    @property
    def dr_label(self) -> str:
        """Label of the rule in the DR region."""
        return names.label(self.label, "dr")

    @property
    def dr_address(self) -> Address:
        """The rule in the DR region."""
        return Address(RULE, self.dr_label)

    @property
    def dr_name(self) -> str:
        """Name of the rule in the DR region."""
        return f"{self.name}-dr"


def files(context: Context) -> Iterator[StackFile]:
    """Plan `events.tf` where anything is watched for."""
    platform = context.platform
    if not tells(platform):
        return
    dr = platform.regions.dr
    yield StackFile(
        path="events.tf",
        template="audit-log/events.tf.j2",
        target="audit-log",
        inputs={
            "watches": tuple(_watches(context)),
            "forwarder": f"{platform.name}-forward-events",
            "account": platform.account,
            "rules": context.arn("events", f"rule/{platform.name}-*", region=dr or ""),
            "bus": dr and context.arn("events", "event-bus/default", region=platform.regions.primary),
            "tags": context.tags("events", zone="platform", level="platform"),
        },
    )


def tells(platform: Platform) -> bool:
    """Tell whether any rule over events tells a channel."""
    declared = any(one is not None for one in (platform.identity, platform.audit, platform.recovery))
    return declared or any(role.alert is not None for role in platform.access.roles)


NOT_DELETED: list[object] = [False, {"exists": False}]
"""A finding that is deleted keeps its status (IAM user guide, "Monitoring IAM Access Analyzer with EventBridge")."""


def topic(channel: str) -> Address:
    """Return the topic of an alert channel."""
    return Address("aws_sns_topic", names.label(channel))


def _watches(context: Context) -> Iterator[Watch]:
    platform = context.platform
    for role in platform.access.roles:
        if role.alert is not None:
            yield Watch(
                spec=f"access.roles.{role.name}.alert",
                label=names.label("role", role.name),
                name=f"{platform.name}-role-{role.name}",
                description=f"Somebody took, or tried to take, the role {role.name}",
                state=ALL_CALLS,
                pattern=_assumed(context.arn("iam", f"role/{platform.name}-role-{role.name}")),
                topic=topic(role.alert),
                paths={
                    "address": "$.detail.sourceIPAddress",
                    "error": "$.detail.errorCode",
                    "region": "$.detail.awsRegion",
                    "time": "$.detail.eventTime",
                    "who": "$.detail.userIdentity.arn",
                },
                message=f'"<who> asked for the role {role.name} from <address>, <region>, at <time>. Refused: <error>"',
            )
    if platform.identity is not None:
        yield Watch(
            spec="identity.notify",
            label="access_findings",
            name=f"{platform.name}-access-findings",
            description="Something may be used from outside the account, or a right is no longer used",
            state=ENABLED,
            pattern={"source": ["aws.access-analyzer"], "detail": {"status": ["ACTIVE"], "isDeleted": NOT_DELETED}},
            topic=topic(platform.identity.notify),
            # A finding about access from outside is named by `id`, one about an unused right by `findingId`.
            paths={
                "id": "$.detail.id",
                "region": "$.region",
                "resource": "$.detail.resource",
                "unused": "$.detail.findingId",
                "what": "$.detail-type",
            },
            message='"<what> about <resource> in <region>: finding <id><unused>"',
        )

    if platform.audit is not None:
        yield _broken_rules(context, platform.audit)
    if platform.recovery is not None:
        yield _restore_tests(context, platform.recovery)


def _broken_rules(context: Context, audit: Audit) -> Watch:
    """Return what tells of a setting as soon as it breaks a rule of the packs."""
    return Watch(
        spec="audit.notify",
        label="broken_rules",
        name=f"{context.platform.name}-broken-rules",
        description="A setting broke a rule that the platform is held to",
        state=ENABLED,
        pattern={
            "source": ["aws.config"],
            "detail-type": ["Config Rules Compliance Change"],
            "detail": {"newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]}},
        },
        topic=topic(audit.notify),
        paths={
            "region": "$.region",
            "resource": "$.detail.resourceId",
            "rule": "$.detail.configRuleName",
            "type": "$.detail.resourceType",
        },
        message='"<type> <resource> in <region> broke the rule <rule>"',
    )


def _restore_tests(context: Context, settings: Restoring) -> Watch:
    """Return what tells how each restore test ended; a restore by hand names no plan (AWS Backup guide, events)."""
    return Watch(
        spec="recovery.notify",
        label="restore_tests",
        name=f"{context.platform.name}-restore-tests",
        description="A restore test ended, well or not",
        state=ENABLED,
        pattern={
            "source": ["aws.backup"],
            "detail-type": ["Restore Job State Change"],
            "detail": {
                "status": ["COMPLETED", "FAILED", "ABORTED"],
                "restoreTestingPlanArn": [{"exists": True}],
            },
        },
        topic=topic(settings.notify),
        paths={
            "job": "$.detail.restoreJobId",
            "made": "$.detail.createdResourceArn",
            "plan": "$.detail.restoreTestingPlanArn",
            "region": "$.region",
            "status": "$.detail.status",
            "type": "$.detail.resourceType",
        },
        message='"Restore test <job> of a store of type <type> in <region> by <plan>: <status>. Look at <made>"',
    )


def _assumed(arn: str) -> dict[str, object]:
    """Return the pattern of every attempt to assume a role; a refused call names the role in its message only."""
    return {
        "source": ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        "detail": {
            "eventSource": ["sts.amazonaws.com"],
            "eventName": ["AssumeRole"],
            "$or": [{"requestParameters": {"roleArn": [arn]}}, {"errorMessage": [{"wildcard": f"*{arn}*"}]}],
        },
    }
