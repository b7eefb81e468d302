"""What a role of the spec may do, and what it never may: each grant from one line of the spec."""

from collections.abc import Iterable, Iterator

from bastide.hcl.literal import Address, Template, Traversal
from bastide.model.kinds import StoreKind
from bastide.model.platform import Role, Store, ZoneRef
from bastide.planner import flows, keys, log_access, logs, names, stores
from bastide.planner.context import Context
from bastide.planner.statements import Condition, Policy, Statement, allow, deny, portions

READABLE_LOGS = "logs"
"""The word in a role's `read` that stands for every log stream."""

SEARCHING = ("DescribeLogStreams", "FilterLogEvents", "GetLogEvents", "GetQueryResults", "StartQuery")
"""What it takes to read and search a log group (CloudWatch Logs, service authorization reference)."""

DATABASES_IN_POLICY, STORES_IN_POLICY = 40, 15
"""How many fit into a managed policy with room to spare (6,144 characters)."""

OWN_SESSIONS: Condition = {"StringEquals": {"ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}"]}}
SESSION_ENCRYPTION: Condition = {"Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"}}
"""Session Manager names the session in the encryption context; nothing else encrypted with the key has that name."""

MOUNTED: Condition = {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}
"""Files are reached through a mount target in the store's own zone, never from elsewhere."""


def policies(context: Context, role: Role, document: Address) -> Iterator[Policy]:
    """Yield a role's managed policies; `document` is its session document."""
    if role.reach:
        yield Policy("session", "recorded sessions in reach", tuple(_sessions(context, role, document)))
    for index, databases in enumerate(portions(_users(context, role), DATABASES_IN_POLICY), 1):
        statement = allow("ConnectAsRole", ["rds-db:connect"], databases)
        yield Policy(f"database-{index}", "databases in reach", (statement,))
    if READABLE_LOGS in role.read:
        yield from _of_logs(context)
    named = [one for one in context.platform.stores if one.name in role.read and one.data_class not in role.never_reads]
    for index, chosen in enumerate(portions(named, STORES_IN_POLICY), 1):
        yield Policy(f"read-{index}", "stores it reads", tuple(_reads(context, chosen)))
    for index, chosen in enumerate(portions(_forbidden(context, role), STORES_IN_POLICY), 1):
        yield Policy(f"never-{index}", "classes it never reads", tuple(_denials(context, role, chosen)))
    if role.until is not None:
        yield Policy("until", "the role's last day", (_ended(last_moment(role)),))
    if role.sources:
        yield Policy("from", "the addresses it is used from", (_elsewhere(blocks(role)),))


def _of_logs(context: Context) -> Iterator[Policy]:
    yield Policy("logs", "read every log stream, change none", tuple(_log_reads(context)))
    if context.platform.logging.normalise:
        yield Policy("queries", "run the saved queries over logs", log_access.reads(context))


def blocks(role: Role) -> list[str]:
    """Return the blocks of public addresses that a role is used from, none where it is used from anywhere."""
    return [str(block) for block in role.sources]


def reached(context: Context, role: Role) -> tuple[ZoneRef, ...]:
    """Return the zone copies that a role reaches, in the order of the spec."""
    return tuple(copy for target in role.reach for copy in flows.copies_of(context.platform, target))


def last_moment(role: Role) -> str:
    """Return the moment at which a role ends, the end of its `until` day in UTC (ISO 8601)."""
    return f"{role.until}T23:59:59Z"


def database_user(context: Context, store: Store, user: str) -> Template:
    """Return the ARN of a database user who signs in by IAM; `user` may be `*`."""
    prefix = context.arn("rds-db", "dbuser:", region=context.platform.regions.primary)
    return Template(prefix, stores.address(store).resource_id, f"/{user}")


def keys_of(context: Context, chosen: Iterable[Store]) -> list[Traversal | str]:
    """Return the customer keys of stores, each once, in the order of their labels."""
    found = {str(key): key.arn for store in chosen if (key := keys.of_store(context, store)) is not None}
    return [arn for _, arn in sorted(found.items())]


def through(context: Context, service: str) -> Condition:
    """Return the condition that a key is used only by a service on the caller's behalf."""
    host = f"{service}.{context.platform.regions.primary}.{context.dns_suffix}"
    return {"StringEquals": {"kms:ViaService": host}}


def _sessions(context: Context, role: Role, document: Address) -> Iterator[Statement]:
    region = context.platform.regions.primary
    sessions = context.arn("ssm", "session/*", region=region)
    tagged: Condition = {
        "StringLike": {"ssm:resourceTag/bastide:zone": list(_hosts(context, role))},
        # Another platform of the same account may have a zone of the same name.
        "StringEquals": {"ssm:resourceTag/bastide:system": context.platform.name},
        "BoolIfExists": {"ssm:SessionDocumentAccessCheck": "true"},
    }
    find = ["ec2:DescribeInstances", "ssm:DescribeInstanceInformation", "ssm:DescribeSessions"]
    yield allow("FindHosts", find, ["*"])
    yield allow("OpenOnHosts", ["ssm:StartSession"], [context.arn("ec2", "instance/*", region=region)], tagged)
    yield allow("OpenRecorded", ["ssm:StartSession"], [document.arn])
    yield allow("CloseOwn", ["ssm:ResumeSession", "ssm:TerminateSession"], [sessions], OWN_SESSIONS)
    # The action knows no resource (Service Authorization Reference), and an assumed role's session is named after the
    # session name, not after aws:userid. What opens a channel is the token that StartSession hands its caller.
    yield allow("TalkInSession", ["ssmmessages:OpenDataChannel"], ["*"])
    yield allow("EncryptOwn", ["kms:GenerateDataKey"], [Address("aws_kms_key", "logs").arn], SESSION_ENCRYPTION)


def _hosts(context: Context, role: Role) -> Iterable[str]:
    """Return the zone tags of the hosts that a role reaches, `zone@*` where it reaches every agency's copy.

    A database is reached from the bastion's shell; hosts take sessions themselves, with no stop in between. A list of
    every copy would outgrow a managed policy (6,144 characters) at some forty agencies.
    """
    zones = set(reached(context, role))
    if any(store.zone in zones for store in _databases(context)):
        zones.add(ZoneRef(context.platform.access.zone))
    return sorted({_tag(context, zone, zones) for zone in zones})


def _tag(context: Context, zone: ZoneRef, zones: set[ZoneRef]) -> str:
    every = flows.copies_of(context.platform, ZoneRef(zone.zone))
    return f"{zone.zone}@*" if zone.agency is not None and zones.issuperset(every) else str(zone)


def _databases(context: Context) -> Iterator[Store]:
    return (store for store in context.platform.stores if store.kind is StoreKind.POSTGRES)


def _users(context: Context, role: Role) -> Iterator[Template]:
    zones = reached(context, role)
    for store in _databases(context):
        if (store.zone in zones or store.name in role.read) and store.data_class not in role.never_reads:
            yield database_user(context, store, names.label(role.name))


def _log_reads(context: Context) -> Iterator[Statement]:
    buckets = _log_buckets(context)
    groups = [logs.AUDIT_GROUP, logs.NETWORK_GROUP]
    if logs.has_sessions(context.platform):
        groups.append(logs.SESSION_GROUP)
    if context.platform.detection is not None:
        groups.append(logs.FINDINGS_GROUP)
    if context.platform.ferries:
        groups.append(logs.EXCHANGE_GROUP)
    if logs.has_tunnels(context.platform):
        groups.append(logs.SITES_GROUP)
    if logs.has_firewall_group(context.platform):
        groups.append(logs.INSPECTION_GROUP)
    if logs.has_names(context.platform):
        groups.append(logs.NAMES_GROUP)
    groups.extend(logs.model_fault_groups(context))
    log_keys = ["logs", "logs_dr"] if context.has_dr else ["logs"]
    yield allow("ListRecords", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket.arn for bucket in buckets])
    records = [Template(bucket.arn, "/*") for bucket in buckets]
    yield allow("ReadRecords", ["s3:GetObject", "s3:GetObjectVersion"], records)
    many = [
        context.arn("logs", f"log-group:{prefix}{context.platform.name}-*:*", region=context.platform.regions.primary)
        for prefix in logs.many_groups(context.platform)
    ]
    streams = [*(Template(group.arn, ":*") for group in groups), *many]
    yield allow("SearchStreams", [f"logs:{verb}" for verb in SEARCHING], streams)
    yield allow("FindStreams", ["cloudtrail:LookupEvents", "logs:DescribeLogGroups", "logs:StopQuery"], ["*"])
    yield allow("SeeTrail", ["cloudtrail:GetTrailStatus"], [Address("aws_cloudtrail", "main").arn])
    yield allow("DecryptRecords", ["kms:Decrypt"], [Address("aws_kms_key", key).arn for key in log_keys])


def _log_buckets(context: Context) -> list[Address]:
    labels = ["access_log", "audit_log"]
    return [Address("aws_s3_bucket", one) for one in (*labels, *(f"{x}_dr" for x in labels if context.has_dr))]


def _reads(context: Context, chosen: Iterable[Store]) -> Iterator[Statement]:
    objects, files = (_of_kind(chosen, kind) for kind in (StoreKind.OBJECT, StoreKind.FILE))
    if objects:
        yield allow("ListObjects", ["s3:ListBucket"], [stores.address(store).arn for store in objects])
        yield allow("ReadObjects", ["s3:GetObject"], [Template(stores.address(store).arn, "/*") for store in objects])
    used = keys_of(context, objects)
    if used:
        yield allow("DecryptObjects", ["kms:Decrypt"], used, through(context, "s3"))
    if files:
        systems = [stores.address(store).arn for store in files]
        yield allow("ReadFiles", ["elasticfilesystem:ClientMount"], systems, MOUNTED)


def _of_kind(chosen: Iterable[Store], kind: StoreKind) -> list[Store]:
    return [store for store in chosen if store.kind is kind]


def _forbidden(context: Context, role: Role) -> Iterator[Store]:
    return (store for store in context.platform.stores if store.data_class in role.never_reads)


def _denials(context: Context, role: Role, chosen: Iterable[Store]) -> Iterator[Statement]:
    objects, files, databases = (
        _of_kind(chosen, kind) for kind in (StoreKind.OBJECT, StoreKind.FILE, StoreKind.POSTGRES)
    )
    level: Condition = {"StringEquals": {"aws:ResourceTag/bastide:level": list(role.never_reads)}}
    yield deny("NeverDecrypt", ["kms:Decrypt", "kms:ReEncryptFrom"], [context.arn("kms", "key/*", region="*")], level)
    if objects:
        arns = [arn for store in objects for arn in _in_both_regions(context, store)]
        yield deny("NeverObjects", ["s3:Get*", "s3:List*"], arns)
    if files:
        systems = [stores.address(store).arn for store in files]
        yield deny("NeverFiles", ["elasticfilesystem:Client*"], systems)
    if databases:
        users = [database_user(context, store, "*") for store in databases]
        yield deny("NeverDatabases", ["rds-db:connect"], users)


def _in_both_regions(context: Context, store: Store) -> tuple[str, str]:
    name = f"{context.platform.name}-{store.name}-{context.platform.account}-*"
    return f"arn:{context.partition}:s3:::{name}", f"arn:{context.partition}:s3:::{name}/*"


def _ended(moment: str) -> Statement:
    return deny("Ended", ["*"], ["*"], {"DateGreaterThan": {"aws:CurrentTime": moment}})


def _elsewhere(sources: list[str]) -> Statement:
    """Deny what comes from elsewhere; what a service does on the caller's behalf comes from the service's address."""
    condition: Condition = {"Bool": {"aws:ViaAWSService": "false"}, "NotIpAddress": {"aws:SourceIp": sources}}
    return deny("Elsewhere", ["*"], ["*"], condition)
