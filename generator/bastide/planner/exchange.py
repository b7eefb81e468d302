"""The exchange between the two sides: for each ferry a scanner, a state machine that carries, and one-way stores.

Neither side reaches the other's network: the scanner and the state machine are the cloud's own services and call the
object stores from outside both. What may cross is decided three times, by the scan's result on the object, by the
policies of both buckets, and by the state machine's own checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.declared_use import DeclaredFerry
from bastide.model.exchange import Ferry
from bastide.model.platform import Store
from bastide.planner import events, ferry_notices, ferry_states, grants, logs, names, one_way, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Condition, Statement, allow, deny

MANAGED_RULES = "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
"""The EventBridge rules that Malware Protection makes for itself (GuardDuty user guide, "IAM role policy")."""

SCANNERS = "malware-protection-plan.guardduty.amazonaws.com"
PROBE = "malware-protection-resource-validation-object"
"""The object by which Malware Protection tests that it may write tags."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A ferry with what its resources are called and may do."""

    label: str
    name: str
    path: str
    why: str
    source: Store
    destination: Store
    scanning: tuple[Statement, ...]
    carrying: tuple[Statement, ...]
    definition: dict[str, object]
    machine_arn: str
    rule_arns: list[str]
    clean: dict[str, object]
    tags: dict[str, str]

    @property
    def role(self) -> Address:
        """The role that carries."""
        return Address("aws_iam_role", self.label)

    @property
    def role_policy(self) -> Address:
        """What that role may do."""
        return Address("aws_iam_role_policy", self.label)

    @property
    def scanner_label(self) -> str:
        """The label of the scanner's role."""
        return names.label(self.label, "scanner")

    @property
    def scanner_name(self) -> str:
        """The name of the scanner's role."""
        return f"{self.name}-scanner"

    @property
    def scanner(self) -> Address:
        """The role that scans."""
        return Address("aws_iam_role", self.scanner_label)

    @property
    def scanner_policy(self) -> Address:
        """What that role may do."""
        return Address("aws_iam_role_policy", self.scanner_label)

    @property
    def starter_label(self) -> str:
        """The label of the role by which an event starts the ferry."""
        return names.label(self.label, "starter")

    @property
    def starter_name(self) -> str:
        """The name of the role by which an event starts the ferry."""
        return f"{self.name}-starter"

    @property
    def starter(self) -> Address:
        """The role by which an event starts the ferry."""
        return Address("aws_iam_role", self.starter_label)

    @property
    def machine(self) -> Address:
        """The state machine."""
        return Address("aws_sfn_state_machine", self.label)

    @property
    def queue(self) -> Address:
        """The queue that keeps events which could not start the ferry."""
        return Address("aws_sqs_queue", self.label)

    @property
    def clean_rule(self) -> Address:
        """The rule over clean files."""
        return Address(events.RULE, self.label)

    @property
    def bucket(self) -> Address:
        """The drop box."""
        return stores.address(self.source)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `exchange.tf` and a file for each ferry."""
    platform = context.platform
    if not platform.ferries:
        return
    keep_days = platform.logging.term("audit").keep_days
    yield StackFile(
        path="exchange.tf",
        template="exchange/records.tf.j2",
        target="exchange",
        inputs={
            "name": f"/{platform.name}/exchange",
            "retention": logs.cloudwatch_days(keep_days),
            "keep_days": keep_days,
            "tags": context.tags("exchange", zone="platform", level="platform"),
        },
    )
    for ferry in platform.ferries:
        yield StackFile(
            path=f"ferry-{ferry.name}.tf",
            template="exchange/ferry.tf.j2",
            target=f"ferry/{ferry.name}",
            inputs={
                "ferry": _crossing(context, ferry),
                "account": platform.account,
                "scanners": SCANNERS,
                "notices": ferry_notices.notices(context, ferry),
                "topics": [events.topic(channel).arn for channel, _ in platform.logging.alerts],
                "log_streams": Template(logs.EXCHANGE_GROUP.arn, ":*"),
            },
        )


def declared(context: Context) -> tuple[DeclaredFerry, ...]:
    """Return the ferries as the judge reads them, by name."""
    return tuple(
        DeclaredFerry(
            name=ferry.name,
            source=ferry.source,
            destination=ferry.destination,
            role=str(one_way.carrier(ferry.name)),
            scanner=str(one_way.scanner(ferry.name)),
            until=ferry.until,
        )
        for ferry in context.platform.ferries
    )


def _crossing(context: Context, ferry: Ferry) -> Crossing:
    platform = context.platform
    source, destination = (_store(context, name) for name in (ferry.source, ferry.destination))
    region, name = platform.regions.primary, f"{platform.name}-ferry-{ferry.name}"
    buckets = context.bucket_name(source.name), context.bucket_name(destination.name)
    return Crossing(
        label=names.label("ferry", ferry.name),
        name=name,
        path=f"ferries.{ferry.name}",
        why=ferry.why,
        source=source,
        destination=destination,
        scanning=tuple(_scanning(context, source)),
        carrying=tuple(_carrying(context, ferry, source, destination)),
        definition=ferry_states.definition(
            context.partition, source=buckets[0], destination=buckets[1], types=ferry.types, largest=ferry.largest_mb
        ),
        machine_arn=context.arn("states", f"stateMachine:{name}", region=region),
        rule_arns=[context.arn("events", f"rule/{name}", region=region)],
        clean=ferry_notices.results(buckets[0], [one_way.CLEAN]),
        tags=context.tags(
            f"ferry-{ferry.name}",
            zone="platform",
            level=source.data_class,
            owner=context.owner_of(source.agency or destination.agency),
        ),
    )


def _store(context: Context, name: str) -> Store:
    return next(store for store in context.platform.stores if store.name == name)


def _scanning(context: Context, source: Store) -> Iterator[Statement]:
    """Yield what Malware Protection needs for one bucket (GuardDuty user guide, "IAM role policy")."""
    bucket, region = stores.address(source), context.platform.regions.primary
    objects = Template(bucket.arn, "/*")
    managed = context.arn("events", MANAGED_RULES, region=region)
    by_scanner: Condition = {"StringEquals": {"events:ManagedBy": SCANNERS}}
    changes = ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"]
    yield allow("HearOfNewFiles", changes, [managed], by_scanner)
    yield allow("SeeOwnRules", ["events:DescribeRule", "events:ListTargetsByRule"], [managed])
    tags = [f"s3:{verb}Object{version}Tagging" for verb in ("Get", "Put") for version in ("", "Version")]
    yield allow("TagResults", tags, [objects])
    watched = ["s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"]
    yield allow("WatchBucket", watched, [bucket.arn])
    yield allow("TestAccess", ["s3:PutObject"], [Template(bucket.arn, f"/{PROBE}")])
    yield allow("ReadToScan", ["s3:GetObject", "s3:GetObjectVersion"], [objects])
    used = grants.keys_of(context, [source])
    if used:
        yield allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], used, grants.through(context, "s3"))


def _carrying(context: Context, ferry: Ferry, source: Store, destination: Store) -> Iterator[Statement]:
    """Yield what the ferry may do: read what is clean here, write there, nothing the other way."""
    start, end = (Template(stores.address(store).arn, "/*") for store in (source, destination))
    clean: Condition = {"StringEquals": {f"s3:ExistingObjectTag/{one_way.SCAN_TAG}": one_way.CLEAN}}
    lasts: Condition | None = None
    if ferry.until is not None:
        lasts = {"DateLessThan": {"aws:CurrentTime": f"{ferry.until}T23:59:59Z"}}
    yield allow("ReadClean", ["s3:GetObject", "s3:GetObjectVersion"], [start], clean)
    yield allow("Deliver", ["s3:PutObject"], [end], lasts)
    opened, sealed = (grants.keys_of(context, [store]) for store in (source, destination))
    if opened:
        yield allow("OpenWithKey", ["kms:Decrypt"], opened, grants.through(context, "s3"))
    if sealed:
        yield allow("SealWithKey", ["kms:GenerateDataKey"], sealed, grants.through(context, "s3"))
    yield deny("NeverWriteBack", ["s3:Delete*", "s3:Put*", "s3:Replicate*", "s3:Restore*"], [start])
    yield deny("NeverReadThere", ["s3:Get*", "s3:Delete*"], [end])
    yield from _records()


def _records() -> Iterator[Statement]:
    """Yield what a state machine needs to log and to trace; none of it can name a resource (IAM, actions of both)."""
    verbs = ("CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies")
    more = ("GetLogDelivery", "ListLogDeliveries", "PutResourcePolicy", "UpdateLogDelivery")
    yield allow("RecordCrossings", [f"logs:{verb}" for verb in (*verbs, *more)], ["*"])
    traces = ("GetSamplingRules", "GetSamplingTargets", "PutTelemetryRecords", "PutTraceSegments")
    yield allow("Trace", [f"xray:{verb}" for verb in traces], ["*"])
