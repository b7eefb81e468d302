"""Backups: a locked vault for each tier, its twin in the DR region, and plans derived from the recovery targets.

Every store is selected by its ARN: a tag can be forgotten, misspelt or taken away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Traversal
from bastide.model.kinds import StoreKind
from bastide.model.platform import Tier
from bastide.model.recovery import START_WINDOW_MINUTES
from bastide.planner import backup_grants, keys, names, recovery, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.recovery import CONTINUOUS_DAYS, Schedule

COOLING_OFF_DAYS = 30
"""How long a new compliance lock can still be taken back; after that not even the cloud provider can."""

NAME_LIMIT = 50
"""Longest name of a backup plan, in characters (AWS Backup API)."""


EVENTS = (
    "BACKUP_JOB_COMPLETED",
    "COPY_JOB_FAILED",
    "RECOVERY_POINT_MODIFIED",
    "RESTORE_JOB_COMPLETED",
    "S3_BACKUP_OBJECT_FAILED",
)
"""What a vault tells. A job that failed is `completed` too: AWS Backup takes `BACKUP_JOB_FAILED` but never sends it
(AWS Backup API, PutBackupVaultNotifications). The subscription passes over the ones that succeeded."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Where a tier's backups lie.

    `least_days` is the shortest term that a new backup in it may have; what lies in it is held to its own. There is no
    longest: a lock can't be changed later, and the spec may raise its terms. `cooling_off_days` makes the lock a
    compliance one, None a governance one.
    """

    label: str
    name: str
    path: str
    in_dr: bool
    key: Address
    least_days: int
    cooling_off_days: int | None
    topic: Address | None
    topic_policy: Address | None
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The vault's resource."""
        return Address("aws_backup_vault", self.label)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a plan makes a backup, how long it and its copy in the DR region live."""

    name: str
    cron: str
    continuous: bool
    keep_days: int
    copy_vault: Address | None


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """The rules for one kind of store in one tier, the stores they serve, and what they reach."""

    label: str
    name: str
    path: str
    vault: Address
    rules: tuple[Rule, ...]
    stores: tuple[Traversal, ...]
    reached: tuple[str, ...]
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The plan's resource."""
        return Address("aws_backup_plan", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `backup.tf`; nothing where there are no stores.

    Raises CannotAnswerError with PLAN020 and PLAN021 for targets that no schedule keeps.
    """
    recovery.check(context)
    if not context.platform.stores:
        return
    yield StackFile(
        path="backup.tf",
        template="backup/backup.tf.j2",
        target="backup",
        inputs={
            "vaults": tuple(vaults(context)),
            "plans": tuple(plans(context)),
            "events": EVENTS,
            "start_window": START_WINDOW_MINUTES,
            "role_name": f"{context.platform.name}-backup",
            "keepers": (
                backup_grants.ROLE.arn,
                context.arn("iam", "role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup"),
            ),
            "statements": tuple(backup_grants.statements(context)),
            "tags": context.tags("backup", zone="platform", level="platform"),
        },
    )


def vaults(context: Context) -> Iterator[Vault]:
    """Yield each used tier's vault, followed by its twin in the DR region where the tier copies."""
    for tier in recovery.tiers(context):
        yield _vault(context, tier, in_dr=False)
        if recovery.is_copied(context, tier):
            yield _vault(context, tier, in_dr=True)


def plans(context: Context) -> Iterator[BackupPlan]:
    """Yield a plan for each kind of store in each tier."""
    for tier in recovery.tiers(context):
        for schedule in _schedules(context, tier):
            yield _plan(context, schedule)


def _schedules(context: Context, tier: Tier) -> tuple[Schedule, ...]:
    held = {store.kind for store in context.platform.stores if store.tier == tier.name}
    return tuple(recovery.schedule(kind, tier) for kind in StoreKind if kind in held)


def _vault(context: Context, tier: Tier, *, in_dr: bool) -> Vault:
    suffix = ("dr",) if in_dr else ()
    name = "-".join((tier.name, *suffix))
    channel = None if in_dr else _channel(context)
    return Vault(
        label=names.label(tier.name, *suffix),
        name=f"{context.platform.name}-{name}",
        path=f"tiers.{tier.name}",
        in_dr=in_dr,
        key=keys.BACKUP_DR if in_dr else keys.BACKUP,
        least_days=least_days(tier),
        cooling_off_days=COOLING_OFF_DAYS if recovery.is_sealed(context, tier) else None,
        topic=Address("aws_sns_topic", channel) if channel else None,
        topic_policy=Address("aws_sns_topic_policy", channel) if channel else None,
        tags=context.tags(f"vault-{name}", zone="platform", level="platform"),
    )


def _channel(context: Context) -> str | None:
    """Return the label of the first alert channel by name: a vault can tell only one."""
    channels = sorted(channel for channel, _ in context.platform.logging.alerts)
    return names.label(channels[0]) if channels else None


def least_days(tier: Tier) -> int:
    """Return the shortest term that a tier's vaults take, in days: the shortest that any kind of store may need.

    A lock is for ever, and a vault refuses jobs with a shorter term (AWS Backup API, PutBackupVaultLockConfiguration).
    Taken from the tier's stores or from all of its term, it would have to change with the next store or longer term.
    """
    return min(tier.keep_days, CONTINUOUS_DAYS)


def _plan(context: Context, schedule: Schedule) -> BackupPlan:
    tier, kind = schedule.tier, schedule.kind.value
    reached = [
        f"loss of the {one.loss}: {one.rpo_minutes} of {tier.rpo_minutes} minutes by {one.title}"
        for one in recovery.achieved(schedule)
    ]
    if schedule.kind is StoreKind.FILE:
        reached.append(
            f"deletion by mistake: {schedule.snapshot_minutes} minutes by snapshots every {schedule.interval} h"
        )
    return BackupPlan(
        label=names.label(tier.name, kind),
        name=names.short(f"{context.platform.name}-{tier.name}-{kind}", NAME_LIMIT),
        path=f"tiers.{tier.name}",
        vault=Address("aws_backup_vault", names.label(tier.name)),
        rules=tuple(_rules(context, schedule)),
        stores=tuple(
            stores.address(store).arn for store in stores.of_kind(context, schedule.kind) if store.tier == tier.name
        ),
        reached=tuple(reached),
        tags=context.tags(f"backup-{tier.name}-{kind}", zone="platform", level="platform"),
    )


def _rules(context: Context, schedule: Schedule) -> Iterator[Rule]:
    """Yield a plan's rules: continuous, then many a day for a while, then one a day for the whole term."""
    tier, region = schedule.tier, context.platform.regions.primary
    twin = Address("aws_backup_vault", names.label(tier.name, "dr")) if recovery.is_copied(context, tier) else None
    hours = recovery.snapshot_hours(region, schedule.interval)
    if schedule.continuous:
        nightly = recovery.cron([recovery.night(region)])
        yield Rule("continuous", nightly, continuous=True, keep_days=schedule.short_days, copy_vault=None)
    if schedule.is_thinned:
        daily = recovery.snapshot_hours(region, recovery.DAY)
        between = recovery.cron(hour for hour in hours if hour not in daily)
        yield Rule("recent", between, continuous=False, keep_days=schedule.short_days, copy_vault=None)
        hours = daily
    yield Rule("term", recovery.cron(hours), continuous=False, keep_days=tier.keep_days, copy_vault=twin)
