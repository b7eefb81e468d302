"""Restore tests: for each kind of store in each tier plans in each region that keeps its backups, a selection a store.

What a test restores lands closed: a database in its store's own subnets with a group that has no rule, everything under
the key of its store. AWS Backup deletes it when people had time to look at it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template, Traversal
from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.exchange import Side
from bastide.model.kinds import StoreKind
from bastide.model.platform import Store, Tier
from bastide.planner import keys, names, recovery, recovery_network, stores
from bastide.planner.context import Context

PROTECTED = {StoreKind.OBJECT: "S3", StoreKind.POSTGRES: "RDS", StoreKind.FILE: "EFS"}
"""What AWS Backup calls the kinds of stores (AWS Backup API, RestoreTestingSelectionForCreate)."""

DAY_OF_MONTH = 2
"""A quiet day that is not the first, when audits are called and month-ends are closed."""

START_HOURS = 24
"""How long a plan may wait before it starts its tests, spread over that time; the longest use of a night."""

LOOK_HOURS = 24
"""How long what was restored stays for people to look at: a working day whenever the test ended."""

WINDOW_DAYS = 7
"""How old the newest backup may be that is tried; a week without any is a fault that BAK006 finds elsewhere."""

MOST_SELECTIONS = 30
"""AWS's limit of selections of one plan (AWS Backup guide, restore testing quotas); more stores get another plan."""

MOST_PLANS = 100
"""AWS's limit of plans in one region of an account (the same)."""

NAME_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Test:
    """How one store is tried; `overrides` say where what comes back lands, by the names of AWS Backup's metadata."""

    label: str
    name: str
    path: str
    stored: Traversal
    overrides: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TestPlan:
    """The tests of one kind of store in one tier, from the vault of one region."""

    label: str
    name: str
    path: str
    in_dr: bool
    vault: Address
    protected: str
    tests: tuple[Test, ...]
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The plan's resource."""
        return Address("aws_backup_restore_testing_plan", self.label)


def cron(months: int) -> str:
    """Return the schedule of tests: the second of every so many months, from January, in UTC."""
    found = ",".join(str(month) for month in range(1, 13, months))
    return f"cron(0 0 {DAY_OF_MONTH} {found if months > 1 else '*'} ? *)"


def plans(context: Context) -> tuple[TestPlan, ...]:
    """Return every plan; CannotAnswerError with PLAN034 where the stores ask for more plans than AWS grants."""
    found = tuple(_plans(context))
    most = max(sum(one.in_dr is in_dr for one in found) for in_dr in (False, True))
    if most > MOST_PLANS:
        raise CannotAnswerError([_crowded(context, most)])
    return found


def _plans(context: Context) -> Iterator[TestPlan]:
    for tier in recovery.tiers(context):
        for kind in StoreKind:
            held = tuple(store for store in stores.of_kind(context, kind) if store.tier == tier.name)
            for in_dr in (False, True) if recovery.is_copied(context, tier) else (False,):
                for number, start in enumerate(range(0, len(held), MOST_SELECTIONS), 1):
                    part = held[start : start + MOST_SELECTIONS]
                    yield _plan(context, tier, part, number, in_dr=in_dr)


def _plan(context: Context, tier: Tier, held: tuple[Store, ...], number: int, *, in_dr: bool) -> TestPlan:
    suffix = (*((str(number),) if number > 1 else ()), *(("dr",) if in_dr else ()))
    kind = held[0].kind
    name = "-".join((tier.name, kind.value, *suffix))
    return TestPlan(
        label=names.label(tier.name, kind.value, *suffix),
        name=_name(f"{context.platform.name}-{name}"),
        path=f"tiers.{tier.name}",
        in_dr=in_dr,
        vault=Address("aws_backup_vault", names.label(tier.name, *(("dr",) if in_dr else ()))),
        protected=PROTECTED[kind],
        tests=tuple(_test(context, store, in_dr=in_dr) for store in held),
        tags=context.tags(f"restore-test-{name}", zone="platform", level="platform"),
    )


def _name(name: str) -> str:
    """Plans and selections are named by letters, digits and underscores alone (AWS Backup API)."""
    return names.label(names.short(name, NAME_LIMIT))


def _test(context: Context, store: Store, *, in_dr: bool) -> Test:
    return Test(
        label=names.label(store.name, *(("dr",) if in_dr else ())),
        name=_name(store.name),
        path=f"stores.{store.name}",
        stored=stores.address(store).arn,
        overrides=_overrides(context, store, in_dr=in_dr),
    )


def _overrides(context: Context, store: Store, *, in_dr: bool) -> Mapping[str, object]:
    """A database keeps the key of its backup; files and objects would else land under the provider's own key."""
    if store.kind is StoreKind.POSTGRES:
        own = Address("aws_db_subnet_group", names.label(store.name))
        return {
            "dbSubnetGroupName": (recovery_network.SUBNET_GROUP if in_dr else own).name,
            "vpcSecurityGroupIds": Template('["', _group(context, store, in_dr=in_dr), '"]'),
        }
    key = keys.dr_of_store(context, store) if in_dr else keys.of_store(context, store)
    if key is None:
        return {}
    return {"kmsKeyId": key.arn} if store.kind is StoreKind.FILE else {"encryptionType": "SSE-KMS", "kmsKey": key.arn}


def _group(context: Context, store: Store, *, in_dr: bool) -> Traversal:
    """Return the group without a rule of the network that a database lands in.

    A network that was given has none of ours: there what is tried carries its zone's group.
    """
    copy = context.copy(store.zone)
    if in_dr:
        return recovery_network.CLOSED.id
    if copy.given is not None:
        return copy.security_group.id
    suffix = () if copy.side is Side.INNER else (copy.side.value,)
    return Address("aws_default_security_group", names.label("locked", *suffix)).id


def _crowded(context: Context, wanted: int) -> Diagnostic:
    return Diagnostic(
        code="PLAN034",
        message=f"the restore tests take {wanted} plans in a region, and AWS grants {MOST_PLANS}",
        labels=(Label(context.platform.tiers[0].place),),
        why="a store that no test covers comes back untried",
        fix="put fewer stores into one platform, or join some of them",
    )
