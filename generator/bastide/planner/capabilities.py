"""The capabilities of a platform, in the order in which its files are planned."""

from collections.abc import Callable, Iterator

from bastide.planner import (
    audit_log,
    backup,
    bastion,
    data_hub,
    database,
    detection,
    edge,
    edge_5g,
    edge_alarms,
    events,
    exchange,
    file_store,
    hall,
    identity,
    inspection,
    keys,
    masking,
    network,
    object_store,
    providers,
    roles,
    workloads,
)
from bastide.planner.context import Context, StackFile

CAPABILITIES: tuple[Callable[[Context], Iterator[StackFile]], ...] = (
    providers.files,
    network.files,
    inspection.files,
    keys.files,
    object_store.files,
    exchange.files,
    database.files,
    file_store.files,
    backup.files,
    bastion.files,
    roles.files,
    audit_log.files,
    events.files,
    identity.files,
    detection.files,
    edge.files,
    edge_alarms.files,
    edge_5g.files,
    hall.files,
    workloads.files,
    data_hub.files,
    masking.files,
)
