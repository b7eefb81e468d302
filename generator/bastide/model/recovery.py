"""What each kind of store can recover to, as a table: loss by loss, means by means, with the source of every figure.

The spec floor refuses targets that no means can meet; the planner chooses among the means. Recovery points are the
provider's own figures where it gives one. Recovery times are planning assumptions (stores of up to some hundred
gigabytes, a person who starts within minutes), to be replaced by what a restore test measures.
"""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.kinds import StoreKind


class Loss(StrEnum):
    """What is lost: the store alone (region and account are well), or the region with it."""

    STORE = "store"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Means:
    """One way back after a loss, its worst-case recovery point and its assumed recovery time, in minutes.

    `needs_copy` tells whether it exists only for a tier that copies to the DR region.
    """

    kind: StoreKind
    loss: Loss
    needs_copy: bool
    rpo_minutes: int
    rto_minutes: int
    title: str
    source: str


START_WINDOW_MINUTES = 60
"""How late AWS Backup may start a job; the smallest window it accepts (AWS Backup API, `StartWindowMinutes`)."""

SNAPSHOT_HOURS = (1, 2, 3, 4, 6, 8, 12, 24)
"""Snapshot intervals that divide a day; AWS Backup starts jobs at most hourly (AWS Backup guide, backup plans)."""

MEANS = (
    Means(
        kind=StoreKind.POSTGRES,
        loss=Loss.STORE,
        needs_copy=False,
        rpo_minutes=5,
        rto_minutes=120,
        title="point-in-time recovery from automated backups",
        source="Amazon RDS User Guide, restoring to a specified time: logs are uploaded every five minutes",
    ),
    Means(
        kind=StoreKind.POSTGRES,
        loss=Loss.REGION,
        needs_copy=True,
        rpo_minutes=30,
        rto_minutes=240,
        title="point-in-time recovery from replicated automated backups",
        source="AWS Prescriptive Guidance, DR for Amazon RDS: 5 to 30 minutes behind, recovery within a few hours",
    ),
    Means(
        kind=StoreKind.OBJECT,
        loss=Loss.STORE,
        needs_copy=False,
        rpo_minutes=15,
        rto_minutes=240,
        title="point-in-time recovery from continuous backups",
        source="AWS Backup guide, Amazon S3 backups: changes follow as bucket events; 15 minutes is our bound on them",
    ),
    Means(
        kind=StoreKind.OBJECT,
        loss=Loss.REGION,
        needs_copy=True,
        rpo_minutes=15,
        rto_minutes=60,
        title="replica bucket with replication time control",
        source="Amazon S3 User Guide, replication time control: 99.99 % of new objects within 15 minutes",
    ),
    Means(
        kind=StoreKind.FILE,
        loss=Loss.STORE,
        needs_copy=False,
        rpo_minutes=SNAPSHOT_HOURS[0] * 60 + START_WINDOW_MINUTES,
        rto_minutes=240,
        title="hourly snapshots",
        source="AWS Backup guide, backup plans: hourly at most, and a job may start 60 minutes late",
    ),
    Means(
        kind=StoreKind.FILE,
        loss=Loss.STORE,
        needs_copy=True,
        rpo_minutes=15,
        rto_minutes=240,
        title="replica file system, copied back",
        source="Amazon EFS User Guide, replication: 15 minutes for most file systems; the way back is a full copy",
    ),
    Means(
        kind=StoreKind.FILE,
        loss=Loss.REGION,
        needs_copy=True,
        rpo_minutes=15,
        rto_minutes=60,
        title="replica file system",
        source="Amazon EFS User Guide, replication: a recovery point of 15 minutes for most file systems",
    ),
)


def best(kind: StoreKind, loss: Loss, *, copied: bool) -> Means | None:
    """Return the means with the best recovery point after a loss; None where nothing is left (a region, uncopied)."""
    usable = [one for one in MEANS if one.kind is kind and one.loss is loss and (copied or not one.needs_copy)]
    return min(usable, key=lambda one: one.rpo_minutes, default=None)


def reachable(kind: StoreKind, *, copied: bool) -> tuple[int, int]:
    """Return the best recovery point and time that hold after every covered loss, in minutes.

    A tier without a copy covers the loss of the store alone.
    """
    found = [means for loss in Loss if (means := best(kind, loss, copied=copied)) is not None]
    return max(one.rpo_minutes for one in found), max(one.rto_minutes for one in found)
