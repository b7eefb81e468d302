"""Schedules from recovery targets, and the proof that the schedules keep what the targets promise.

A database always has the provider's own point-in-time recovery, so its snapshots only serve the term. An object
store gets continuous backups where no snapshot interval is short enough. A file store has no continuous backups:
what its tier asks beyond hourly snapshots must come from its replica, which mends a lost file system but repeats
a deletion; against those it has snapshots, as often as they can be had.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.kinds import StoreKind
from bastide.model.platform import Store, Tier
from bastide.model.recovery import SNAPSHOT_HOURS, START_WINDOW_MINUTES, Loss, Means, best
from bastide.planner.context import Context

CONTINUOUS_DAYS = 35
"""How far back continuous and automated backups reach at most (AWS Backup and Amazon RDS guides)."""

DAY = 24
"""Hours between the snapshots that serve a term of months or years."""


NIGHT = {"af": 23, "ap": 17, "ca": 6, "cn": 17, "il": 23, "me": 22, "mx": 7, "sa": 4, "us": 7}
"""The UTC hour that is about one at night for most of an area's regions, by the start of their names; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often one kind of store is backed up in one tier.

    `interval` is the hours between snapshots. `continuous` tells whether AWS Backup follows every change as well.
    """

    kind: StoreKind
    tier: Tier
    interval: int
    continuous: bool

    @property
    def snapshot_minutes(self) -> int:
        """The oldest that the newest snapshot can be: what a deletion by mistake costs where nothing is continuous."""
        return self.interval * 60 + START_WINDOW_MINUTES

    @property
    def is_thinned(self) -> bool:
        """Whether only one snapshot a day outlives `CONTINUOUS_DAYS`: years of hourly ones would help nobody."""
        return self.interval < DAY and self.tier.keep_days > CONTINUOUS_DAYS

    @property
    def short_days(self) -> int:
        """How many days continuous backups, and all but one of a day's snapshots, are kept."""
        return min(self.tier.keep_days, CONTINUOUS_DAYS)


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a schedule reaches after a loss: worst-case recovery point, assumed recovery time (minutes), and how."""

    loss: Loss
    rpo_minutes: int
    rto_minutes: int
    title: str
    source: str


def schedule(kind: StoreKind, tier: Tier) -> Schedule:
    """Choose the widest snapshot interval within the recovery point, or continuous backups where none is."""
    fitting = [hours for hours in SNAPSHOT_HOURS if hours * 60 + START_WINDOW_MINUTES <= tier.rpo_minutes]
    match kind:
        case StoreKind.POSTGRES:
            return Schedule(kind, tier, DAY, continuous=False)
        case StoreKind.OBJECT:
            return Schedule(kind, tier, max(fitting, default=DAY), continuous=not fitting)
        case StoreKind.FILE:
            return Schedule(kind, tier, max(fitting, default=SNAPSHOT_HOURS[0]), continuous=False)


def achieved(chosen: Schedule) -> tuple[Achieved, ...]:
    """Return what a schedule reaches after each loss that its tier covers."""
    copied = chosen.tier.copy_to_dr
    found = ((loss, best(chosen.kind, loss, copied=copied)) for loss in Loss)
    return tuple(_achieved(chosen, loss, means) for loss, means in found if means is not None)


def check(context: Context) -> None:
    """Make sure that every store's schedule keeps its tier's promise.

    Raises CannotAnswerError with PLAN020 (recovery point) and PLAN021 (recovery time), one for each store and loss.
    """
    faults = [fault for store in context.platform.stores for fault in _faults(store, context.tier(store))]
    if faults:
        raise CannotAnswerError(faults)


def is_sealed(context: Context, tier: Tier) -> bool:
    """Tell whether nobody may delete a tier's backups: the tier says so, or one of its stores does."""
    return tier.lock or any(store.lock for store in context.platform.stores if store.tier == tier.name)


def is_copied(context: Context, tier: Tier) -> bool:
    """Tell whether a tier keeps copies in the DR region."""
    return context.has_dr and tier.copy_to_dr


def tiers(context: Context) -> tuple[Tier, ...]:
    """Return the tiers that hold stores."""
    used = {store.tier for store in context.platform.stores}
    return tuple(tier for tier in context.platform.tiers if tier.name in used)


def night(region: str) -> int:
    """Return the UTC hour when a region's people sleep: automated backups start then."""
    return NIGHT.get(region.split("-", maxsplit=1)[0], 0)


def snapshot_hours(region: str, interval: int) -> tuple[int, ...]:
    """Return the hours of snapshots in UTC: from two hours into the night, clear of the database's own backup."""
    first = night(region) + 2
    return tuple(sorted({(first + step) % DAY for step in range(0, DAY, interval)}))


def cron(hours: Iterable[int]) -> str:
    """Return a schedule at some hours of every day, in UTC (AWS Backup guide, cron expressions)."""
    return f"cron(0 {','.join(str(hour) for hour in hours)} * * ? *)"


def backup_window(region: str) -> str:
    """Return the half hour in UTC in which a database makes its own backup."""
    return f"{night(region):02}:00-{night(region):02}:30"


def maintenance_window(region: str) -> str:
    """Return the hour in UTC for a database's maintenance: five hours into Sunday's night, clear of all backups."""
    hour = night(region) + 5
    # East of Greenwich Sunday's night begins on Saturday in UTC.
    day = "sat" if night(region) > DAY // 2 and hour < DAY else "sun"
    return f"{day}:{hour % DAY:02}:00-{day}:{hour % DAY + 1:02}:00"


def _achieved(chosen: Schedule, loss: Loss, means: Means) -> Achieved:
    by_snapshot = loss is Loss.STORE and chosen.kind is not StoreKind.POSTGRES and not chosen.continuous
    if not by_snapshot or (means.needs_copy and means.rpo_minutes < chosen.snapshot_minutes):
        return Achieved(loss, means.rpo_minutes, means.rto_minutes, means.title, means.source)
    slowest = best(chosen.kind, loss, copied=False) or means
    title = f"snapshots every {chosen.interval} h"
    source = f"interval and start window: {chosen.interval * 60} + {START_WINDOW_MINUTES} minutes"
    return Achieved(loss, chosen.snapshot_minutes, slowest.rto_minutes, title, source)


def _faults(store: Store, tier: Tier) -> Iterator[Diagnostic]:
    for one in achieved(schedule(store.kind, tier)):
        if one.rpo_minutes > tier.rpo_minutes:
            yield _broken("PLAN020", "point", store, tier, one)
        if one.rto_minutes > tier.rto_minutes:
            yield _broken("PLAN021", "time", store, tier, one)


def _broken(code: str, target: str, store: Store, tier: Tier, one: Achieved) -> Diagnostic:
    wanted, reached, key = (
        (tier.rpo_minutes, one.rpo_minutes, "rpo") if target == "point" else (tier.rto_minutes, one.rto_minutes, "rto")
    )
    others = "" if tier.copy_to_dr or store.kind is not StoreKind.FILE else ", or let the tier `copy: dr`"
    return Diagnostic(
        code=code,
        message=f"store `{store.name}` has the `{key}` {wanted}m, but its best means ({one.title}) needs {reached}m",
        labels=(Label(store.place), Label(tier.place, f"tier `{tier.name}`")),
        why=f"a recovery {target} that no schedule can keep is no promise ({one.source})",
        fix=f"give tier `{tier.name}` `{key}: {reached}m` or more{others}",
    )
