"""Log streams: which resources keep each of them, and the terms that CloudWatch can hold."""

from collections.abc import Iterator

from bastide.hcl.literal import Address
from bastide.model.intent import DeclaredLog
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import Platform
from bastide.model.sites import Way
from bastide.planner import copies, flows, names, stores
from bastide.planner.context import Context

CLOUDWATCH_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180),
    *(365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""The terms that a log group may have (CloudWatch Logs API, PutRetentionPolicy)."""

FOREVER = 0
"""Terraform's word for a log group that never expires."""

MANY_GROUPS = ("/aws/rds/instance/", "aws-waf-logs-")
"""How the names of the log groups start that a platform may have many of: policies name them by pattern."""

FAULT_GROUPS = "API-Gateway-Execution-Logs_"
"""How the names of the log groups start that API Gateway writes its own faults to (guide, "CloudWatch log formats")."""

MODEL_GROUPS = "/aws/apigateway/"
CONTAINER_GROUPS = "/aws/ecs/"
"""How the names of the log groups of models and of containers start, of which a platform has one for each."""

AUDIT_BUCKET = Address("aws_s3_bucket", "audit_log")
ACCESS_BUCKET = Address("aws_s3_bucket", "access_log")
AUDIT_GROUP = Address("aws_cloudwatch_log_group", "audit")
SESSION_GROUP = Address("aws_cloudwatch_log_group", "session")
EXCHANGE_GROUP = Address("aws_cloudwatch_log_group", "exchange")
NETWORK_GROUP = Address("aws_cloudwatch_log_group", "network")
FINDINGS_GROUP = Address("aws_cloudwatch_log_group", "findings")
SITES_GROUP = Address("aws_cloudwatch_log_group", "sites")
NAMES_GROUP = Address("aws_cloudwatch_log_group", "names")
INSPECTION_GROUP = Address("aws_cloudwatch_log_group", "inspection")


def cloudwatch_days(days: int) -> int:
    """Return the shortest term that CloudWatch offers and that keeps at least `days`; FOREVER past ten years."""
    return next((term for term in CLOUDWATCH_DAYS if term >= days), FOREVER)


def declared(context: Context) -> tuple[DeclaredLog, ...]:
    """Return every stream that something writes to, with the addresses of what keeps it, sorted by stream."""
    return tuple(
        DeclaredLog(term.stream, term.keep_days, term.immutable, resources)
        for term in sorted(context.platform.logging.terms, key=lambda term: term.stream)
        if (resources := tuple(sorted(str(address) for address in _keepers(context, term.stream))))
    )


def locked_days(platform: Platform) -> int:
    """Return how many days the audit bucket must refuse every deletion: the longest immutable term, 0 for none."""
    return max((term.keep_days for term in platform.logging.terms if term.immutable), default=0)


def in_audit_bucket(platform: Platform, stream: str) -> bool:
    """Tell whether a stream's records also go to the audit bucket, the only one that can be locked."""
    if stream == "session":
        return has_sessions(platform)
    # The recovery network has nothing else to write to in its region.
    if stream == "network" and copies.has_recovery(platform):
        return True
    return stream == "audit" or platform.logging.term(stream).immutable


def has_sessions(platform: Platform) -> bool:
    """Tell whether any role opens sessions, so that there is a broker and something to record."""
    return any(role.reach for role in platform.access.roles)


def many_groups(platform: Platform) -> tuple[str, ...]:
    """Return how the names of the log groups start that this platform may have many of."""
    kinds = {one.kind for one in platform.workloads}
    containers = [CONTAINER_GROUPS] if WorkloadKind.CONTAINER in kinds else []
    models = [MODEL_GROUPS] if WorkloadKind.LLM in kinds else []
    return (*MANY_GROUPS, *containers, *models)


def container_groups(context: Context) -> Iterator[Address]:
    """Yield the log groups of containers, and the one for shells inside them, which nobody may open."""
    found = [one for one in context.platform.workloads if one.kind is WorkloadKind.CONTAINER]
    if found:
        yield Address("aws_cloudwatch_log_group", "containers")
    for workload in found:
        references = flows.copies_of(context.platform, workload.zone)
        for copy in references:
            suffix = [copy.agency] if copy.agency and len(references) > 1 else []
            yield Address("aws_cloudwatch_log_group", names.label("workload", workload.name, *suffix))


def model_groups(context: Context) -> Iterator[Address]:
    """Yield the log groups that say who asked a model."""
    for workload in context.platform.workloads:
        if workload.kind is WorkloadKind.LLM:
            yield Address("aws_cloudwatch_log_group", names.label("model", workload.name))


def model_fault_groups(context: Context) -> Iterator[Address]:
    """Yield the log groups that API Gateway writes its own faults to, one for each model's API."""
    for workload in context.platform.workloads:
        if workload.kind is WorkloadKind.LLM:
            yield Address("aws_cloudwatch_log_group", names.label("model", workload.name, "faults"))


def has_tunnels(platform: Platform) -> bool:
    """Tell whether any site is joined by tunnels, which keep records of their own."""
    return any(site.via is Way.VPN for site in platform.sites)


def has_firewall_group(platform: Platform) -> bool:
    """Tell whether firewalls keep their records in a log group.

    They send each kind of record to one place: where the stream is immutable, to the locked bucket.
    """
    return platform.inspection is not None and not platform.logging.term("network").immutable


def firewall_groups(context: Context) -> tuple[Address, ...]:
    """Return the log groups of the web application firewalls, one for each public entry."""
    return tuple(
        Address("aws_cloudwatch_log_group", names.label("waf", workload.name, *filter(None, [copy.agency])))
        for workload in context.platform.workloads
        if workload.kind is WorkloadKind.WEB
        for copy in flows.copies_of(context.platform, workload.zone)
    )


def _keepers(context: Context, stream: str) -> Iterator[Address]:
    platform = context.platform
    match stream:
        case "audit":
            yield from _audit_keepers(platform)
        case "session" if has_sessions(platform):
            yield SESSION_GROUP
        case "network":
            yield from _network_keepers(platform)
        case "access":
            # AWS delivers to no locked bucket: an immutable stream is kept by the copy in the audit bucket.
            if not platform.logging.term(stream).immutable:
                yield from with_copy(context, ACCESS_BUCKET)
            yield from firewall_groups(context)
            yield from container_groups(context)
            yield from model_groups(context)
            yield from model_fault_groups(context)
            yield from stores.log_groups(context)
        case _:
            pass
    if in_audit_bucket(platform, stream):
        yield from with_copy(context, AUDIT_BUCKET)


def has_names(platform: Platform) -> bool:
    """Tell whether the names that hosts ask for are recorded: by network, so in one of our own alone.

    In somebody else's it would record the names that its owner's hosts ask for.
    """
    is_given = platform.existing is not None and platform.existing.vpc is not None
    return platform.logging.normalise and not is_given


def _audit_keepers(platform: Platform) -> Iterator[Address]:
    yield AUDIT_GROUP
    if platform.detection is not None:
        yield FINDINGS_GROUP
    if platform.ferries:
        yield EXCHANGE_GROUP


def _network_keepers(platform: Platform) -> Iterator[Address]:
    yield NETWORK_GROUP
    if has_names(platform):
        yield NAMES_GROUP
    if has_tunnels(platform):
        yield SITES_GROUP
    if has_firewall_group(platform):
        yield INSPECTION_GROUP


def with_copy(context: Context, bucket: Address) -> Iterator[Address]:
    """Yield a bucket for logs, and its copy in the DR region if there is one."""
    yield bucket
    if context.has_dr:
        yield Address("aws_s3_bucket", f"{str(bucket).partition('.')[2]}_dr")
