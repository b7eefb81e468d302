"""The session broker: a host without any inbound port, and what every host needs to take recorded sessions."""

from collections.abc import Iterator

from bastide.hcl.literal import Address, Template
from bastide.model.platform import ZoneRef
from bastide.planner import grants, keys, logs
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import ZoneCopy
from bastide.planner.statements import Statement, allow

IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
"""EC2 looks the current Amazon Linux image up at each launch, so that no data source has to."""

INSTANCE_TYPE = "t3.small"
WEEK_SECONDS = 604_800
"""How long a bastion lives: its successor starts from the newest image."""

SESSION_HOST = Address("aws_iam_policy", "session_host")


def files(context: Context) -> Iterator[StackFile]:
    """Plan `bastion.tf`, if any role opens sessions."""
    if not logs.has_sessions(context.platform):
        return
    platform = context.platform
    zone = entry(context)
    term = platform.logging.term("session").keep_days
    yield StackFile(
        path="bastion.tf",
        template="bastion/bastion.tf.j2",
        target="bastion",
        inputs={
            "name": f"{platform.name}-bastion",
            "zone": zone,
            "image": IMAGE,
            "instance_type": INSTANCE_TYPE,
            "lifetime": WEEK_SECONDS,
            "host_service": context.host_service,
            "statements": tuple(_session_host(context)),
            "policy_name": f"{platform.name}-session-host",
            "log_group": f"/{platform.name}/session",
            "retention": logs.cloudwatch_days(term),
            "keep_days": term,
            "tags": context.tags("bastion", zone=zone.name, level="platform"),
        },
    )


def entry(context: Context) -> ZoneCopy:
    """Return the zone copy in which the bastion stands."""
    return context.copy(ZoneRef(context.platform.access.zone))


def _session_host(context: Context) -> Iterator[Statement]:
    """What a host's own agent does during a session: answer the broker, deliver the record, decrypt the channel.

    Not AmazonSSMManagedInstanceCore: that also reads every parameter of the account.
    """
    region = context.platform.regions.primary
    bucket, group = logs.AUDIT_BUCKET, logs.SESSION_GROUP
    channels = [f"ssmmessages:{verb}{kind}Channel" for verb in ("Create", "Open") for kind in ("Control", "Data")]
    yield allow("Register", ["ssm:UpdateInstanceInformation"], [context.arn("ec2", "instance/*", region=region)])
    yield allow("AnswerBroker", channels, ["*"])
    yield allow("FindLogGroup", ["logs:DescribeLogGroups"], [context.arn("logs", "log-group:*", region=region)])
    streams = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    yield allow("WriteRecord", streams, [Template(group.arn, ":*")])
    yield allow("CheckBucket", ["s3:GetEncryptionConfiguration"], [bucket.arn])
    yield allow("StoreRecord", ["s3:PutObject"], [Template(bucket.arn, "/sessions/*")])
    yield allow("EncryptRecord", ["kms:GenerateDataKey"], [keys.LOGS.arn], grants.through(context, "s3"))
    yield allow("DecryptChannel", ["kms:Decrypt"], [keys.LOGS.arn], grants.SESSION_ENCRYPTION)
