"""Databases: PostgreSQL on two availability zones, reached by TLS and identity, with logs of who did what."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.kinds import StoreKind, StoreSize
from bastide.model.platform import Store
from bastide.planner import logs, names, recovery, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.recovery import CONTINUOUS_DAYS

MAJOR = "17"
"""The major version; minor ones come by themselves (Amazon RDS release calendars: supported until 2030)."""

AUDITED = "read,write,function,role,ddl"
"""What the audit extension records where a class demands it: every statement that sees or changes data or rights."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a size stands for; storage in GiB, growing by itself up to four times the start."""

    instance_class: str
    storage: int

    @property
    def most_storage(self) -> int:
        """How far storage may grow, in GiB."""
        return self.storage * 4


CAPACITIES = {
    StoreSize.SMALL: Capacity("db.t4g.medium", 50),
    StoreSize.MEDIUM: Capacity("db.m6g.large", 200),
    StoreSize.LARGE: Capacity("db.r6g.xlarge", 500),
}
"""Graviton classes, which every partition has; up to 400 GiB gp3 gives 3,000 operations a second, above it 12,000."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A setting of the engine; `static` ones are read when it starts."""

    name: str
    value: str
    static: bool = False

    @property
    def apply_method(self) -> str:
        """When Amazon RDS applies it."""
        return "pending-reboot" if self.static else "immediate"


@dataclass(frozen=True, slots=True)
class LogGroup:
    """A log that the engine exports, kept from its first line under our key and term."""

    label: str
    name: str
    address: Address


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each database."""
    for store in stores.of_kind(context, StoreKind.POSTGRES):
        yield _file(context, store)


def log_groups(store: Store, identifier: str) -> tuple[LogGroup, ...]:
    """Return where a database's logs go; Amazon RDS fixes the names."""
    return tuple(
        LogGroup(
            label=names.label(store.name, log),
            name=f"/aws/rds/instance/{identifier}/{log}",
            address=stores.log_group(store, log),
        )
        for log in stores.DATABASE_LOGS
    )


def parameters(*, audited: bool) -> tuple[Parameter, ...]:
    """Return the engine's settings: TLS 1.2 or newer always; who came, went and changed what; all of it if audited.

    Passwords are for members of `rds_password` to set: the engine's log shows changes of roles word for word, passwords
    too (Amazon RDS User Guide, query logging).
    """
    basic = (
        Parameter("log_connections", "1"),
        Parameter("log_disconnections", "1"),
        Parameter("log_min_duration_statement", "5000"),
        Parameter("log_statement", "ddl"),
        Parameter("rds.force_ssl", "1"),
        Parameter("rds.restrict_password_commands", "1", static=True),
        Parameter("ssl_min_protocol_version", "TLSv1.2"),
    )
    if not audited:
        return basic
    extension = (
        Parameter("pgaudit.log", AUDITED),
        Parameter("pgaudit.role", "rds_pgaudit"),
        Parameter("shared_preload_libraries", "pg_stat_statements,pgaudit", static=True),
    )
    return tuple(sorted((*basic, *extension), key=lambda parameter: parameter.name))


def _file(context: Context, store: Store) -> StackFile:
    holding = stores.holding(context, store)
    platform, tier, zone = context.platform, context.tier(store), context.copy(store.zone)
    region = platform.regions.primary
    monitor = names.label(holding.label, "monitoring")
    return StackFile(
        path=f"store-{store.name}.tf",
        template="database/postgres.tf.j2",
        target=f"store/{store.name}",
        inputs={
            "store": holding,
            "zone": zone,
            "capacity": CAPACITIES[store.size],
            "engine_version": MAJOR,
            "family": f"postgres{MAJOR}",
            "parameters": parameters(audited=store.access_log),
            "audited": store.access_log,
            "exports": stores.DATABASE_LOGS,
            "log_groups": log_groups(store, holding.identifier),
            "log_days": logs.cloudwatch_days(platform.logging.term("access").keep_days),
            "automated_days": min(tier.keep_days, CONTINUOUS_DAYS),
            "backup_window": recovery.backup_window(region),
            "maintenance_window": recovery.maintenance_window(region),
            "final_snapshot": f"{holding.identifier}-final",
            "subnet_group_description": f"{store.name}: subnets of zone {zone.name}",
            "parameter_group_description": f"{store.name}: TLS only, logged",
            "subnet_group": Address("aws_db_subnet_group", holding.label),
            "parameter_group_name": f"{holding.identifier}-postgres{MAJOR}",
            "parameter_group": Address("aws_db_parameter_group", holding.label),
            "monitor": Address("aws_iam_role", monitor),
            "monitor_label": monitor,
            "monitor_policy": Address("aws_iam_role_policy", monitor),
            "monitor_name": f"{holding.identifier}-monitoring",
            "account": platform.account,
            "instance_arn": context.arn("rds", f"db:{holding.identifier}", region=region),
            "metrics_group": context.arn("logs", "log-group:RDSOSMetrics*", region=region),
            "metrics_streams": context.arn("logs", "log-group:RDSOSMetrics*:log-stream:*", region=region),
            "instance": stores.address(store),
            "copied": stores.is_copied(context, store),
        },
    )
