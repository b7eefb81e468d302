"""The page that says what to do when a store or the primary region is lost: store by store, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.model.kinds import StoreKind
from bastide.model.platform import Store
from bastide.model.recovery import MEANS, Loss
from bastide.planner import comebacks, copies, names, recovery, restore_tests, stores
from bastide.planner.comebacks import Comeback
from bastide.planner.context import Context, StackFile

DELETED = "Something was deleted by mistake · 误删"
LOST = {Loss.STORE: "The store is lost · 存储丢失", Loss.REGION: "The primary region is lost · 主区域丢失"}


@dataclass(frozen=True, slots=True)
class Way:
    """What one loss costs at most, in minutes, and the way back."""

    title: str
    rpo_minutes: int
    rto_minutes: int
    means: str
    comeback: Comeback


@dataclass(frozen=True, slots=True)
class Chapter:
    """One store: what was promised, who answers for it, and its ways back; times in minutes.

    `vaults` keep its backups. `uncovered` tells that nothing brings it back after its region is lost.
    """

    number: int
    name: str
    title: str
    kind: str
    level: str
    owner: str
    resource: str
    tier: str
    rpo_minutes: int
    rto_minutes: int
    vaults: str
    ways: tuple[Way, ...]
    uncovered: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A role that may be needed, how many must agree that somebody takes it, and how long it lasts."""

    name: str
    approvals: int
    session_minutes: int
    told: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan of restore tests and the region in which its jobs are listed."""

    name: str
    region: str


def page(context: Context) -> StackFile:
    """Return the page as a file of the stack."""
    platform = context.platform
    found = tuple(chapters(context))
    return StackFile(
        path="runbooks/failover.md",
        template="disaster-recovery/failover.md.j2",
        target="disaster-recovery",
        inputs={
            "name": platform.name,
            "owner": platform.owner,
            "notify": "" if platform.recovery is None else platform.recovery.notify,
            "primary": platform.regions.primary,
            "dr": platform.regions.dr or "",
            "chapters": found,
            "people": tuple(_people(context)),
            "has_network": copies.has_recovery(platform),
            "months": 0 if platform.recovery is None else platform.recovery.test_months,
            "plans": tuple(_tried(context)),
        },
    )


def _tried(context: Context) -> Iterator[Tried]:
    regions = context.platform.regions
    for one in restore_tests.plans(context):
        yield Tried(one.name, (regions.dr or regions.primary) if one.in_dr else regions.primary)


def chapters(context: Context) -> Iterator[Chapter]:
    """Yield a chapter for each store, the shortest recovery time first, then the shortest recovery point."""
    for number, store in enumerate(sorted(context.platform.stores, key=lambda one: _urgency(context, one)), 1):
        yield _chapter(context, number, store)


def _urgency(context: Context, store: Store) -> tuple[int, int, str]:
    tier = context.tier(store)
    return tier.rto_minutes, tier.rpo_minutes, store.name


def _chapter(context: Context, number: int, store: Store) -> Chapter:
    tier = context.tier(store)
    copied = stores.is_copied(context, store)
    vaults = [f"{context.platform.name}-{tier.name}", *([f"{context.platform.name}-{tier.name}-dr"] if copied else [])]
    return Chapter(
        number=number,
        name=store.name,
        title=store.title,
        kind=store.kind.value,
        level=store.data_class,
        owner=context.owner_of(store.agency),
        resource=str(stores.address(store)),
        tier=tier.name,
        rpo_minutes=tier.rpo_minutes,
        rto_minutes=tier.rto_minutes,
        vaults=", ".join(f"`{vault}`" for vault in vaults),
        ways=tuple(_ways(context, store)),
        uncovered=not copied,
    )


def _ways(context: Context, store: Store) -> Iterator[Way]:
    schedule = recovery.schedule(store.kind, context.tier(store))
    copied = stores.is_copied(context, store)
    found = [one for one in recovery.achieved(schedule) if one.loss is Loss.STORE or copied]
    for one in found:
        comeback = comebacks.of(context, store, one.loss)
        yield Way(LOST[one.loss], one.rpo_minutes, one.rto_minutes, one.title, comeback)
    if store.kind is StoreKind.FILE and copied:
        means = f"snapshots every {schedule.interval} h: the replica repeats a deletion"
        hours = next(one.rto_minutes for one in MEANS if one.kind is store.kind and not one.needs_copy)
        yield Way(DELETED, schedule.snapshot_minutes, hours, means, comebacks.files(context, store))


def _people(context: Context) -> Iterator[Person]:
    """Yield the roles whose use is told: they are for emergencies."""
    for role in context.platform.access.roles:
        if role.alert is not None:
            yield Person(role.name, role.approvals, role.session_minutes, names.label(role.alert))
