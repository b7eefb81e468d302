"""Keys: one for each class and agency that has stores, and the platform's own for records and for backups.

Whoever administers a key can't use it: the key policy lets IAM grant administration, but use only through the
services that hold the stores. Services that act by themselves (log delivery, alarms) are named one by one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bastide.hcl.literal import Address
from bastide.model.existing import ExistingKey
from bastide.model.kinds import Encryption, StoreKind
from bastide.model.platform import DataClass, Store
from bastide.planner import discovery, key_grants, names, recovery, registry
from bastide.planner.context import LOG_KEY, Context, StackFile
from bastide.planner.given import Given, Named
from bastide.planner.key_grants import Permission
from bastide.planner.key_purposes import (
    IMAGES_PURPOSE,
    INSPECTION_KEY,
    INSPECTION_PURPOSE,
    MASKING_KEY,
    MASKING_PURPOSE,
    YEARLY,
    Purpose,
)

PLATFORM = "platform"
BACKUP_KEY = "backup"
DR = "dr"

LOGS = Address("aws_kms_key", LOG_KEY)
LOGS_DR = Address("aws_kms_key", names.label(LOG_KEY, DR))
MASKING = Address("aws_kms_key", MASKING_KEY)
INSPECTION = Address("aws_kms_key", INSPECTION_KEY)
BACKUP = Address("aws_kms_key", BACKUP_KEY)
BACKUP_DR = Address("aws_kms_key", names.label(BACKUP_KEY, DR))

LONGEST_WAIT_DAYS = 30
"""The longest that AWS KMS waits before it deletes a key (AWS KMS API, ScheduleKeyDeletion)."""

KEPT = frozenset({LOG_KEY, BACKUP_KEY})
"""Keys of records and backups: what is locked against deletion would be lost with them all the same."""

HOLDERS = {
    StoreKind.OBJECT: ("s3",),
    StoreKind.POSTGRES: ("rds", "secretsmanager"),
    StoreKind.FILE: ("elasticfilesystem",),
}
"""The services through which a store's key is used, by kind (a database's password lives in Secrets Manager)."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and its alias; `via` are the services through which the account's principals may use it.

    `destroyer` is the only role that may end it, None where there is none. `is_kept` tells that nobody may: what lies
    under it is locked for its term. `wait_days` are the fewest days between the order to delete it and its end.
    """

    label: str
    alias: str
    path: str
    description: str
    in_dr: bool
    rotation_days: int | None
    via: tuple[str, ...]
    permissions: tuple[Permission, ...]
    tags: dict[str, str]
    needs: tuple[Address, ...] = ()
    destroyer: str | None = None
    is_kept: bool = False
    wait_days: str = str(LONGEST_WAIT_DAYS)

    @property
    def address(self) -> Address:
        """The key's resource."""
        return Address("aws_kms_key", self.label)


def destroyer_name(context: Context) -> str:
    """Return the name of the role that alone may end data keys, where the spec says how data is destroyed."""
    return f"{context.platform.name}-destruction"


def files(context: Context) -> Iterator[StackFile]:
    """Plan `keys.tf`."""
    yield StackFile(
        path="keys.tf",
        template="keys/keys.tf.j2",
        target="keys",
        inputs={
            "keys": tuple(planned(context)),
            "account": context.platform.account,
            "root": context.arn("iam", "root"),
        },
    )


def of_store(context: Context, store: Store) -> Named | None:
    """Return the key that encrypts a store; None where its class leaves the key to the provider."""
    if not _has_own_key(context, store):
        return None
    given = _given(context, store)
    return Address("aws_kms_key", _label(store)) if given is None else Given(given.arn, given.arn)


def dr_of_store(context: Context, store: Store) -> Named:
    """Return the key that encrypts a store's copy in the DR region.

    A copy always has a key of ours: no replication can name the provider's own key in another region.
    """
    if not _has_own_key(context, store):
        return BACKUP_DR
    given = _given(context, store)
    if given is not None:
        return Given(given.dr, given.dr)
    return Address("aws_kms_key", names.label(_label(store), DR))


def planned(context: Context) -> Iterator[Key]:
    """Yield every key: classes from low to high, each with its copy in the DR region, then the platform's own."""
    for group in _groups(context).values():
        if _given(context, group[0]) is None:
            yield from _of_group(context, group)
    yield _key(context, _logs(context, in_dr=False), in_dr=False)
    if context.has_dr:
        yield _key(context, _logs(context, in_dr=True), in_dr=True)
    for purpose in _of_capabilities(context):
        yield _key(context, purpose, in_dr=False)
    stores = context.platform.stores
    if stores:
        yield _key(context, _backup(context, ()), in_dr=False)
    copied = tuple(store for store in stores if recovery.is_copied(context, context.tier(store)))
    if copied:
        yield _key(context, _backup(context, copied), in_dr=True)


def _of_capabilities(context: Context) -> Iterator[Purpose]:
    """Yield the purposes that only some platforms have."""
    if context.platform.masks:
        yield MASKING_PURPOSE
    if context.platform.inspection is not None:
        yield INSPECTION_PURPOSE
    if registry.own(context.platform):
        yield IMAGES_PURPOSE


def given(context: Context) -> Iterator[tuple[ExistingKey, tuple[Key, ...], tuple[Store, ...]]]:
    """Yield each key that was given, what its policy must admit (as our own key's would) and the stores under it."""
    for group in _groups(context).values():
        found = _given(context, group[0])
        if found is not None:
            yield found, tuple(_of_group(context, group)), group


def _given(context: Context, store: Store) -> ExistingKey | None:
    existing = context.platform.existing
    return None if existing is None else existing.key(store.data_class, store.agency)


def _of_group(context: Context, group: tuple[Store, ...]) -> Iterator[Key]:
    purpose = _class_purpose(context, group)
    yield _key(context, _searched(context, purpose, group), in_dr=False)
    if any(recovery.is_copied(context, context.tier(store)) for store in group):
        yield _key(context, purpose, in_dr=True)


def _label(store: Store) -> str:
    return names.label(store.data_class, *([store.agency] if store.agency else []))


def _has_own_key(context: Context, store: Store) -> bool:
    return context.data_class(store).encrypt is Encryption.CUSTOMER_KEY


def _groups(context: Context) -> dict[tuple[int, str], tuple[Store, ...]]:
    """Return the stores that share a key: one class, one owner (the platform itself first)."""
    groups: dict[tuple[int, str], tuple[Store, ...]] = {}
    for store in context.platform.stores:
        if _has_own_key(context, store):
            place = (context.data_class(store).rank, store.agency or "")
            groups[place] = (*groups.get(place, ()), store)
    return dict(sorted(groups.items()))


def _class_purpose(context: Context, group: tuple[Store, ...]) -> Purpose:
    data_class, agency = context.data_class(group[0]), group[0].agency
    return Purpose(
        label=_label(group[0]),
        path=f"classes.{data_class.name}",
        description=f"{data_class.name} data of {agency or 'the platform'}",
        rotate_days=data_class.rotate_days,
        services=_services(group),
        level=data_class.name,
        agency=agency,
    )


def _searched(context: Context, purpose: Purpose, group: Iterable[Store]) -> Purpose:
    if not any(discovery.is_searched(context, store) for store in group):
        return purpose
    granted = (*purpose.permissions, key_grants.search(context))
    return replace(purpose, permissions=granted, needs=(discovery.ACCOUNT,))


def _services(stores: Iterable[Store]) -> frozenset[str]:
    return frozenset(service for store in stores for service in HOLDERS[store.kind]) | {"backup"}


def _backup(context: Context, held: tuple[Store, ...]) -> Purpose:
    """The backups' key; `held` are the stores whose copies may use it as well, if they have no key of their own."""
    customer = [one for one in context.platform.classes if one.encrypt is Encryption.CUSTOMER_KEY]
    return Purpose(
        label=BACKUP_KEY,
        path="tiers",
        description="backups of every store",
        rotate_days=_strictest(customer),
        services=_services(store for store in held if not _has_own_key(context, store)) | {"rds"},
        level="platform",
    )


def _strictest(classes: Iterable[DataClass]) -> int:
    """Backups of the highest class lie under the same key as all others: it rotates as often as theirs."""
    return min((one.rotate_days for one in classes), default=YEARLY)


def _logs(context: Context, *, in_dr: bool) -> Purpose:
    return Purpose(
        label=LOG_KEY,
        path="logging",
        description="records of what happened",
        rotate_days=YEARLY,
        services=frozenset({"s3", "sns", *(["sqs"] if key_grants.has_tickets(context, in_dr=in_dr) else [])}),
        level="platform",
        permissions=tuple(key_grants.recorders(context, in_dr=in_dr)),
    )


def _key(context: Context, purpose: Purpose, *, in_dr: bool) -> Key:
    platform = context.platform
    label = names.label(purpose.label, DR) if in_dr else purpose.label
    name = label.replace("_", "-")
    region = _region(context, in_dr=in_dr)
    return Key(
        label=label,
        alias=f"alias/{platform.name}-{name}",
        path=purpose.path,
        description=f"{platform.name}: {purpose.description}" + (", DR region" if in_dr else ""),
        in_dr=in_dr,
        rotation_days=None if purpose.rotate_days == YEARLY else purpose.rotate_days,
        via=tuple(f"{service}.{region}.{context.dns_suffix}" for service in sorted(purpose.services)),
        permissions=purpose.permissions,
        tags=context.tags(f"key-{name}", zone="platform", level=purpose.level, owner=context.owner_of(purpose.agency)),
        needs=purpose.needs,
        destroyer=_destroyer(context, purpose),
        is_kept=purpose.label in KEPT,
        wait_days=str(_wait_days(context, purpose)),
    )


def _destroyer(context: Context, purpose: Purpose) -> str | None:
    """The runbook ends keys of data alone: the platform's own keys go with the platform."""
    if context.platform.destruction is None or purpose.level == PLATFORM:
        return None
    return context.arn("iam", f"role/{destroyer_name(context)}")


def _wait_days(context: Context, purpose: Purpose) -> int:
    """Return the runbook's wait where the runbook may end the key, the longest otherwise."""
    settings = context.platform.destruction
    return LONGEST_WAIT_DAYS if settings is None or purpose.level == PLATFORM else settings.wait_days


def _region(context: Context, *, in_dr: bool) -> str:
    regions = context.platform.regions
    return (regions.dr or regions.primary) if in_dr else regions.primary
