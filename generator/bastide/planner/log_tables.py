"""Tables over the log buckets: the records as AWS writes them, parted by what their paths say.

Partitions are projected: Athena works a path out from the query, and nobody has to add a day to the catalog.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model import regions
from bastide.model.kinds import StoreKind, WorkloadKind
from bastide.model.log_schema import FIELDS
from bastide.model.platform import FIREWALL_ZONES
from bastide.planner import edge, log_buckets, log_columns, logs, masking, names, stores
from bastide.planner.context import Context
from bastide.planner.log_columns import Format

FIRST_DAY = "2024/01/01"
"""Before any platform's first record; a query names the days that it wants."""

SINCE = "day >= date_format(current_date - interval '30' day, '%Y/%m/%d')"
"""The days that a saved query reads; whoever runs it changes the number."""


@dataclass(frozen=True, slots=True)
class Table:
    """Records below one path of a bucket; `parts` are what the path says besides the day, by their allowed values."""

    name: str
    title: str
    bucket: Address
    path: str
    parts: Mapping[str, str]
    format: Format
    fields: Mapping[str, str]

    @property
    def label(self) -> str:
        """The label of the table."""
        return names.label(self.name)

    @property
    def location(self) -> Template:
        """Where the records lie, up to what the partitions decide."""
        return Template("s3://", self.bucket.id, f"/{self.path.partition('$')[0]}")

    @property
    def parameters(self) -> dict[str, object]:
        """What tells Athena the paths of partitions."""
        found: dict[str, object] = {
            "EXTERNAL": "TRUE",
            "projection.enabled": "true",
            "projection.day.type": "date",
            "projection.day.format": "yyyy/MM/dd",
            "projection.day.range": f"{FIRST_DAY},NOW",
            "projection.day.interval": "1",
            "projection.day.interval.unit": "DAYS",
            # Athena fills in `${...}`, not Terraform.
            "storage.location.template": Template("s3://", self.bucket.id, f"/{self.path}"),
        }
        for part, values in self.parts.items():
            found |= {f"projection.{part}.type": "enum", f"projection.{part}.values": values}
        return found

    @property
    def output(self) -> str:
        """What would write a file; Athena asks for it and never uses it."""
        return log_columns.TEXT_OUTPUT

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the partitions."""
        return (*self.parts, "day")

    def query(self, condition: str = "") -> str:
        """Return the saved query: the six fields of the records of the last thirty days."""
        shown = ", ".join(f'{self.fields[field]} AS "{field}"' for field in FIELDS)
        more = f" AND {condition}" if condition else ""
        # Nothing here comes from whoever runs the query: columns and conditions are ours.
        return f'SELECT {shown} FROM "{self.label}" WHERE {SINCE}{more} ORDER BY 1 DESC LIMIT 1000'  # noqa: S608 - columns and conditions are ours


def tables(context: Context) -> Iterator[Table]:
    """Yield the sources whose records lie in the log buckets, those that this platform has."""
    yield trail(context)
    yield _record_access(context)
    if found := tuple(_logged(context)):
        yield _bucket_access(context, found)
    if context.platform.masks:
        yield _script_access(context)
    if any(one.kind is WorkloadKind.WEB for one in context.platform.workloads):
        yield _entries(context)
    if context.platform.inspection is not None and not logs.has_firewall_group(context.platform):
        yield _firewalls(context)


def trail(context: Context) -> Table:
    """Return the table of the trail: every region, for whoever has a stolen key works where nobody looks."""
    return Table(
        name="trail",
        title="calls to the cloud",
        bucket=logs.AUDIT_BUCKET,
        path=f"AWSLogs/{context.platform.account}/CloudTrail/${{region}}/${{day}}",
        parts={"region": ",".join(one for one in regions.regions() if regions.partition_of(one) == context.partition)},
        format=log_columns.TRAIL,
        fields=log_columns.TRAIL_FIELDS,
    )


def _logged(context: Context) -> Iterator[str]:
    yield from (store.name for store in stores.of_kind(context, StoreKind.OBJECT))


def _bucket_access(context: Context, found: Iterable[str]) -> Table:
    return _access(context, "bucket-access", "requests to stores", "store/", ("store", found))


def _record_access(context: Context) -> Table:
    kept = (log_buckets.AUDIT, log_buckets.QUERIES)
    return _access(context, "record-access", "requests for the records themselves", "", ("bucket", kept))


def _script_access(context: Context) -> Table:
    path = _by_day(context, masking.PREFIX, masking.bucket_name(context))
    return _over_access("script-access", "requests for the script that masks", path, {})


def _access(context: Context, name: str, title: str, start: str, part: tuple[str, Iterable[str]]) -> Table:
    which, values = part
    path = _by_day(context, f"{start}${{{which}}}/", context.bucket_name(f"${{{which}}}"))
    return _over_access(name, title, path, {which: ",".join(sorted(values))})


def _by_day(context: Context, prefix: str, bucket: str) -> str:
    """Return the path of a bucket's access log, which S3 sorts by account, region, bucket and day."""
    platform = context.platform
    return f"{prefix}{platform.account}/{platform.regions.primary}/{bucket}/${{day}}"


def _over_access(name: str, title: str, path: str, parts: Mapping[str, str]) -> Table:
    return Table(
        name=name,
        title=title,
        bucket=logs.ACCESS_BUCKET,
        path=path,
        parts=parts,
        format=log_columns.BUCKET,
        fields=log_columns.BUCKET_FIELDS,
    )


def _entries(context: Context) -> Table:
    platform = context.platform
    tail = f"AWSLogs/{platform.account}/elasticloadbalancing/{platform.regions.primary}"
    return Table(
        name="entry-access",
        title="requests to public entries",
        bucket=logs.ACCESS_BUCKET,
        path=f"${{entry}}/{tail}/${{day}}",
        parts={"entry": ",".join(sorted(_entry_names(context)))},
        format=log_columns.BALANCER,
        fields=log_columns.BALANCER_FIELDS,
    )


def _entry_names(context: Context) -> Iterator[str]:
    for workload in context.platform.workloads:
        if workload.kind is WorkloadKind.WEB:
            yield from (entry.name for entry in edge.entries(context, workload))


def _firewall_names(context: Context) -> Iterator[str]:
    """Yield the name of each firewall, one in each availability zone of each side."""
    for copy in context.copies:
        if copy.reference.zone in FIREWALL_ZONES:
            for subnet in copy.subnets:
                yield f"{context.platform.name}-{copy.reference.zone}-{subnet.letter}"


def _firewalls(context: Context) -> Table:
    platform = context.platform
    tail = f"AWSLogs/{platform.account}/network-firewall/${{kind}}/{platform.regions.primary}"
    return Table(
        name="inspection",
        title="what firewalls passed and dropped",
        bucket=logs.AUDIT_BUCKET,
        path=f"{tail}/${{firewall}}/${{day}}",
        parts={"kind": "alert,flow,tls", "firewall": ",".join(_firewall_names(context))},
        format=log_columns.FIREWALL,
        fields=log_columns.FIREWALL_FIELDS,
    )
