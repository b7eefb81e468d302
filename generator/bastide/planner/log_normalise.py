"""Records of every source in one schema: tables over the log buckets, saved queries, and what hosts ask names for.

Each source is read where it lies. A query over CloudWatch's groups is one of Logs Insights, a query over the buckets
one of Athena; both name the same six fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.exchange import Side
from bastide.model.intent import DeclaredSource
from bastide.planner import event_query, log_access, log_buckets, log_sources, log_tables, logs, names, roles
from bastide.planner.alarms import ALARMS, Alarm, record_deletion
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import VPCS

CUTOFF_BYTES = 100 * 1024**3
"""What one query may read, 100 GiB: a query without a day would read, and be charged for, everything."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved query."""

    label: str
    name: str
    title: str
    text: str
    groups: tuple[Address, ...] = ()

    @property
    def group_names(self) -> list[object]:
        """The names of the log groups that it reads."""
        return [group.name for group in self.groups]


def files(context: Context) -> Iterator[StackFile]:
    """Plan the tables, the queries and the log of names."""
    if not context.platform.logging.normalise:
        return
    platform = context.platform
    tags = context.tags("log-queries", zone="platform", level="platform")
    yield _file(
        "log-tables.tf",
        "tables",
        {
            "database": log_access.database_name(context),
            "tables": tuple(log_tables.tables(context)),
            "workgroup": log_access.workgroup_name(context),
            "cutoff": CUTOFF_BYTES,
            "output": Template("s3://", log_access.RESULTS.id, "/results/"),
            "account": platform.account,
            "tags": tags,
        },
    )
    yield _file(
        "log-queries.tf", "queries", {"in_groups": tuple(_of_groups(context)), "in_tables": _of_tables(context)}
    )
    yield _file("privileged-events.tf", "privileged", {"queries": tuple(_privileged(context))})
    if logs.has_names(platform):
        yield _names(context)


def _names(context: Context) -> StackFile:
    platform, region = context.platform, context.platform.regions.primary
    group = f"/{platform.name}/names"
    term = platform.logging.term("network").keep_days
    return _file(
        "log-names.tf",
        "names",
        {
            "name": f"{platform.name}-names",
            "log_group": group,
            "retention": logs.cloudwatch_days(term),
            "keep_days": term,
            "networks": _networks(context),
            "account": platform.account,
            "log_policy": f"{platform.name}-names",
            "log_streams": context.arn("logs", f"log-group:{group}:*", region=region),
            "log_sources": context.arn("logs", "*", region=region),
            "tags": context.tags("names", zone="platform", level="platform"),
        },
    )


def declared(context: Context) -> tuple[DeclaredSource, ...]:
    """Return every source as the judge reads it: what keeps it, its saved query, and where its six fields stand."""
    return (
        tuple(sorted(_declared(context), key=lambda source: source.name)) if context.platform.logging.normalise else ()
    )


def results(context: Context) -> str:
    """Return the bucket of what saved queries find, which whoever reads logs writes to; empty where there is none."""
    return str(log_access.RESULTS) if context.platform.logging.normalise else ""


def _declared(context: Context) -> Iterator[DeclaredSource]:
    for source in log_sources.groups(context):
        label = Address("aws_cloudwatch_query_definition", names.label(source.name))
        yield _source(source.name, source.groups, label, dict(source.fields))
    for table in log_tables.tables(context):
        # The trail's log group holds what its bucket holds.
        keepers = (table.bucket, logs.AUDIT_GROUP) if table.name == "trail" else (table.bucket,)
        yield _source(table.name, keepers, Address("aws_athena_named_query", table.label), dict(table.fields))


def _source(name: str, keepers: tuple[Address, ...], query: Address, fields: dict[str, str]) -> DeclaredSource:
    resources = tuple(sorted(str(one) for one in keepers))
    return DeclaredSource(name, resources, str(query), tuple(fields.items()))


def _file(path: str, template: str, inputs: dict[str, object]) -> StackFile:
    return StackFile(path, f"log-normalise/{template}.tf.j2", "log-normalise", inputs)


def _of_groups(context: Context) -> Iterator[Saved]:
    for source in log_sources.groups(context):
        name = f"{context.platform.name}/{source.name}"
        yield Saved(names.label(source.name), name, source.title, source.query, source.groups)


def _of_tables(context: Context) -> tuple[Saved, ...]:
    return tuple(
        Saved(table.label, f"{context.platform.name}-{table.name}", table.title, table.query())
        for table in log_tables.tables(context)
    )


def _privileged(context: Context) -> Iterator[Saved]:
    """Yield a query for each event that raises an alarm, so that it can be looked for over the whole term."""
    table = log_tables.trail(context)
    for alarm in privileged(context):
        condition = event_query.condition(alarm.pattern)
        label = names.label("event", alarm.name)
        yield Saved(label, f"{context.platform.name}-{alarm.name}", alarm.title, table.query(condition))


def privileged(context: Context) -> Iterator[Alarm]:
    """Yield the privileged events: what sounds an alarm, and the use of each role that somebody wants to hear of."""
    yield from (*ALARMS, record_deletion(one.name for one in log_buckets.buckets(context)))
    for role in context.platform.access.roles:
        if role.alert is not None:
            title = f"Somebody took, or tried to take, the role {role.name}"
            yield Alarm(f"role-{role.name}", title, roles.assumed_pattern(context, role))


def _networks(context: Context) -> tuple[dict[str, object], ...]:
    found = [VPCS[Side.INNER], *([VPCS[Side.OUTER]] if context.has_outer else [])]
    return tuple({"label": str(one).partition(".")[2], "vpc": one} for one in found)
