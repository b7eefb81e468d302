"""Data stores as all their kinds see them: names, tags, keys, copies; and what the judge is told of them."""

from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.intent import DeclaredStore
from bastide.model.kinds import Encryption, StoreKind
from bastide.model.platform import Store
from bastide.planner import keys, names, recovery
from bastide.planner.context import Context
from bastide.planner.given import Named

HOLDERS = {
    StoreKind.OBJECT: "aws_s3_bucket",
    StoreKind.POSTGRES: "aws_db_instance",
    StoreKind.FILE: "aws_efs_file_system",
}
"""The resource that holds a store's data, by kind."""

COPIERS = {
    StoreKind.POSTGRES: "aws_db_instance_automated_backups_replication",
    StoreKind.FILE: "aws_efs_replication_configuration",
}
"""The resource that keeps the copy in the DR region; an object store's copy is a bucket of its own."""


DATABASE_LOGS = ("postgresql", "upgrade")
"""The logs that a database sends to CloudWatch; part of the `access` stream."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the templates of every kind of store share.

    `key` and `dr_key` are None where the cloud's own key encrypts, or where there is no copy.
    """

    name: str
    label: str
    path: str
    summary: str
    identifier: str
    key: Named | None
    dr_key: Named | None
    tags: dict[str, str]


def holding(context: Context, store: Store) -> Holding:
    """Return what a store's file needs whatever its kind."""
    owner = context.owner_of(store.agency)
    return Holding(
        name=store.name,
        label=names.label(store.name),
        path=f"stores.{store.name}",
        summary=" ".join(filter(None, (store.data_class, store.title))),
        identifier=f"{context.platform.name}-{store.name}",
        key=keys.of_store(context, store),
        dr_key=keys.dr_of_store(context, store) if is_copied(context, store) else None,
        tags=context.tags(store.name, zone=str(store.zone), level=store.data_class, owner=owner),
    )


def is_copied(context: Context, store: Store) -> bool:
    """Tell whether a store's tier keeps a copy in the DR region."""
    return recovery.is_copied(context, context.tier(store))


def of_kind(context: Context, kind: StoreKind) -> tuple[Store, ...]:
    """Return the platform's stores of a kind, by name."""
    return tuple(store for store in context.platform.stores if store.kind is kind)


def address(store: Store) -> Address:
    """Return the resource that holds a store's data, the one that backup plans select."""
    return Address(HOLDERS[store.kind], names.label(store.name))


def copy_address(store: Store) -> Address:
    """Return the resource that holds or makes a store's copy in the DR region."""
    if store.kind is StoreKind.OBJECT:
        return Address(HOLDERS[store.kind], names.label(store.name, "dr"))
    return Address(COPIERS[store.kind], names.label(store.name))


def log_groups(context: Context) -> tuple[Address, ...]:
    """Return the log groups that keep the databases' logs, by store."""
    databases = of_kind(context, StoreKind.POSTGRES)
    return tuple(log_group(store, log) for store in databases for log in DATABASE_LOGS)


def log_group(store: Store, log: str) -> Address:
    """Return the log group that keeps one of a database's logs."""
    return Address("aws_cloudwatch_log_group", names.label(store.name, log))


def declared(context: Context) -> tuple[DeclaredStore, ...]:
    """Return the stores as the judge will read them, by name."""
    return tuple(_declared(context, store) for store in context.platform.stores)


def _declared(context: Context, store: Store) -> DeclaredStore:
    tier = context.tier(store)
    copied = is_copied(context, store)
    return DeclaredStore(
        name=store.name,
        kind=store.kind.value,
        zone=str(store.zone),
        data_class=store.data_class,
        personal=store.personal,
        customer_key=context.data_class(store).encrypt is Encryption.CUSTOMER_KEY,
        access_log=store.access_log,
        lock=store.lock,
        rpo_minutes=tier.rpo_minutes,
        rto_minutes=tier.rto_minutes,
        keep_days=tier.keep_days,
        copy_to_dr=copied,
        resources=(str(address(store)),),
        copies=(str(copy_address(store)),) if copied else (),
        backup_lock=recovery.is_sealed(context, tier),
        rotate_days=_rotation(context, store),
    )


def _rotation(context: Context, store: Store) -> int | None:
    data_class = context.data_class(store)
    return data_class.rotate_days if data_class.encrypt is Encryption.CUSTOMER_KEY else None
