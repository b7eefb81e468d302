"""Alarms on what is unusual at the hour: calls, traffic, refused connections, and reads of each recorded store.

CloudWatch learns what is usual from up to two weeks of the metric itself (CloudWatch user guide, anomaly detection).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.kinds import StoreKind
from bastide.model.platform import EGRESS, Store
from bastide.planner import acl, logs, names, stores
from bastide.planner.context import Context

WIDTH = 3
"""How many standard deviations from the expected value are still usual."""

REJECTED = "[version, account, interface, source, destination, sport, dport, protocol, packets, bytes, start, end, action=REJECT, status]"  # noqa: E501 - one pattern, as CloudWatch reads it
READ = {
    StoreKind.OBJECT: ("AWS/S3", "BytesDownloaded"),
    StoreKind.POSTGRES: ("AWS/RDS", "NetworkTransmitThroughput"),
    StoreKind.FILE: ("AWS/EFS", "DataReadIOBytes"),
}
"""What AWS measures of reads, by kind of store."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A metric filter over the flow records."""

    name: str
    namespace: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Requests:
    """The request metrics of an object store's bucket, which S3 keeps on demand only."""

    path: str
    label: str
    bucket: Address


@dataclass(frozen=True, slots=True)
class Band:
    """An alarm on a metric that leaves its usual band upwards."""

    path: str
    label: str
    name: str
    title: str
    namespace: str
    metric: str
    dimensions: Mapping[str, object]

    @property
    def expression(self) -> str:
        """The band, in CloudWatch's words."""
        return f"ANOMALY_DETECTION_BAND(seen, {WIDTH})"


def inputs(context: Context) -> dict[str, object]:
    """Return what the alarms on the unusual are made of."""
    refused = Counted(f"{context.platform.name}-refused-connections", f"{context.platform.name}/network", REJECTED)
    return {
        "refused": refused,
        "metrics": tuple(
            Requests(f"stores.{store.name}", names.label(store.name), stores.address(store))
            for store in recorded(context)
            if store.kind is StoreKind.OBJECT
        ),
        "bands": (*_volumes(context, refused), *_reads(context)),
        "tags": context.tags("detection", zone="platform", level="platform"),
    }


def recorded(context: Context) -> tuple[Store, ...]:
    """Return the stores whose every read is recorded: what is worth a record is worth an alarm."""
    return tuple(store for store in context.platform.stores if store.access_log)


def _volumes(context: Context, refused: Counted) -> Iterator[Band]:
    calls, traffic = ({"LogGroupName": group.name} for group in (logs.AUDIT_GROUP, logs.NETWORK_GROUP))
    yield _band(context, "detection.medium", "calls", "More calls than usual", "AWS/Logs", "IncomingLogEvents", calls)
    said = "More connections than usual"
    yield _band(context, "detection.medium", "connections", said, "AWS/Logs", "IncomingLogEvents", traffic)
    said = "More connections than usual were refused"
    yield _band(context, "detection.medium", "refused", said, refused.namespace, refused.name, {})
    if acl.outbound(context):
        host = next(copy for copy in context.copies if copy.reference.zone == EGRESS)
        for subnet in host.subnets:
            gateway = {"NatGatewayId": Address("aws_nat_gateway", subnet.letter).id}
            said = f"More than usual leaves the platform in {subnet.availability_zone}"
            name = f"leaving-{subnet.letter}"
            yield _band(context, "flows", name, said, "AWS/NATGateway", "BytesOutToDestination", gateway)


def _reads(context: Context) -> Iterator[Band]:
    for store in recorded(context):
        holder = stores.address(store)
        dimensions: dict[StoreKind, Mapping[str, object]] = {
            StoreKind.OBJECT: {"BucketName": holder.id, "FilterId": "EntireBucket"},
            StoreKind.POSTGRES: {"DBInstanceIdentifier": holder.identifier},
            StoreKind.FILE: {"FileSystemId": holder.id},
        }
        said = f"More than usual is read from {store.name}"
        namespace, metric = READ[store.kind]
        name = f"reads-{store.name}"
        yield _band(context, f"stores.{store.name}", name, said, namespace, metric, dimensions[store.kind])


def _band(  # noqa: PLR0913, PLR0917 - six facts of one alarm
    context: Context, path: str, name: str, title: str, namespace: str, metric: str, dimensions: Mapping[str, object]
) -> Band:
    full = f"{context.platform.name}-unusual-{name}"
    return Band(path, names.label("unusual", name), full, title, namespace, metric, dimensions)
