"""What tells that a public entry is down, or slower than it was meant to be."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.kinds import WorkloadKind
from bastide.planner import audit_log, edge, names
from bastide.planner.context import Context, StackFile

PERIOD, PERIODS = 60, 3
"""An alarm sounds after so many bad periods of so many seconds: shorter than most people try again."""

ERRORS = 5
"""Answers that the entry itself had to refuse in a period; it does where nobody healthy stands behind it."""

MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Service:
    """A service behind an entry, and the alarm that sounds when none of its hosts is healthy."""

    label: str
    name: str
    title: str
    group: Address


@dataclass(frozen=True, slots=True)
class Watched:
    """An entry with its alarms: `latency_seconds` is its objective, None without one."""

    label: str
    name: str
    slow_label: str
    slow_name: str
    load_balancer: Address
    services: tuple[Service, ...]
    latency_seconds: float | None
    tags: dict[str, str]


def files(context: Context) -> Iterator[StackFile]:
    """Plan the alarms of each web workload."""
    for workload in context.platform.workloads:
        if workload.kind is not WorkloadKind.WEB:
            continue
        latency = workload.latency_ms / MILLISECONDS if workload.latency_ms else None
        yield StackFile(
            path=f"alarms-entry-{workload.name}.tf",
            template="edge/alarms.tf.j2",
            target=f"workload/{workload.name}",
            inputs={
                "workload": workload.name,
                "entries": tuple(_watched(context, one, latency) for one in edge.entries(context, workload)),
                "period": PERIOD,
                "periods": PERIODS,
                "errors": ERRORS,
                "topics": [topic.arn for topic in audit_log.topics(context)],
            },
        )


def _watched(context: Context, entry: edge.Entry, latency: float | None) -> Watched:
    stem = f"{context.platform.name}-{entry.label.replace('_', '-')}"
    return Watched(
        label=names.label("entry", entry.label, "down"),
        name=f"{stem}-down",
        slow_label=names.label("entry", entry.label, "slow"),
        slow_name=f"{stem}-slow",
        load_balancer=entry.load_balancer,
        services=tuple(
            Service(
                label=names.label("entry", target.label, "down"),
                name=f"{stem}-{target.label.replace('_', '-')}-down",
                title=f"No healthy host answers: {target.permission}",
                group=target.address,
            )
            for target in entry.targets
        ),
        latency_seconds=latency,
        tags=entry.tags,
    )
