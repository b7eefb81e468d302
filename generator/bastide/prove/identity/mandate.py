"""Who has leave to do what: the roles and workloads of the declaration, and the services that the tree sets to work."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bastide.facts import existing
from bastide.facts.backups import selections_of
from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.restore_tests import trials_of
from bastide.facts.values import OpaqueError, entries
from bastide.model.graph import Resource, Value
from bastide.model.identity import Grant, Right
from bastide.model.intent import Intent

READ_LOGS = "logs"
ROLE = "aws_iam_role"

SERVICES = (
    ("aws_backup_selection", "iam_role_arn", "backup"),
    ("aws_backup_restore_testing_selection", "iam_role_arn", "backup"),
    ("aws_s3_bucket_replication_configuration", "role", "s3"),
    ("aws_flow_log", "iam_role_arn", "vpc-flow-logs"),
    ("aws_cloudtrail", "cloud_watch_logs_role_arn", "cloudtrail"),
    ("aws_db_instance", "monitoring_role_arn", "monitoring.rds"),
    ("aws_rds_cluster_instance", "monitoring_role_arn", "monitoring.rds"),
    ("aws_iam_instance_profile", "role", "ec2"),
    ("aws_glue_job", "role_arn", "glue"),
    ("aws_lambda_function", "role", "lambda"),
    ("aws_ecs_task_definition", "task_role_arn", "ecs-tasks"),
    ("aws_ecs_task_definition", "execution_role_arn", "ecs-tasks"),
)
"""What gives a role to a service: type, attribute, and the service."""


OWN_SNAPSHOTS = (
    (Right.DESTROY, "rds:DeleteDBSnapshot"),
    (Right.DESTROY, "rds:DeleteDBClusterSnapshot"),
    (Right.GRANT, "rds:ModifyDBSnapshotAttribute"),
    (Right.GRANT, "rds:ModifyDBClusterSnapshotAttribute"),
)
"""What the backup service does to the snapshots of databases that it made."""


RESTORED = "rds:RestoreDBInstanceFromDBSnapshot"
"""What the backup service does to try a database's restore."""


@dataclass(frozen=True, slots=True)
class Leave:
    """One permission: a holder may exercise a right over a target, by any deed or by one."""

    holder: str
    right: Right
    target: str
    deed: str = ""


class Mandate:
    """Everything that the declaration, and the work of services, gives leave for."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def gives(self, grant: Grant) -> bool:
        """Tell whether there is leave for what somebody may do."""
        whole = Leave(grant.holder, grant.right, grant.target)
        return whole in self._leaves or replace(whole, deed=grant.deed) in self._leaves

    @cached_property
    def people(self) -> frozenset[str]:
        """The roles that people take: the declared ones, and those of their approvers."""
        roles = () if self._case.intent is None else self._case.intent.roles
        ended = None if self._case.intent is None else self._case.intent.destruction
        agreeing = () if ended is None else ended.approvers
        return frozenset((*agreeing, *(one for role in roles for one in (role.resource, *role.approvers))))

    @cached_property
    def _leaves(self) -> frozenset[Leave]:
        found = set(_by_services(self._case))
        if self._case.intent is not None:
            found.update(_by_roles(self._case.intent))
            found.update(_by_workloads(self._case.intent))
            found.update(_by_shares(self._case.intent))
            found.update(_by_ferries(self._case.intent))
            found.update(_by_masks(self._case.intent))
            found.update(_by_models(self._case.intent))
            found.update(_by_destruction(self._case.intent))
            found.update(_by_collectors(self._case))
        return frozenset(found)

    def services(self, role: str) -> frozenset[str]:
        """Return the services that the tree gives a role to, none if it doesn't tell."""
        return self._services.get(role, frozenset())

    @cached_property
    def _services(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for kind, attribute, service in SERVICES:
            for one in self._case.graph.of_type(kind):
                target = pointed(self._case, one.get(attribute), ROLE)
                if target is not None:
                    found.setdefault(target.address, set()).add(service)
        return {address: frozenset(names) for address, names in found.items()}


def _by_roles(intent: Intent) -> Iterator[Leave]:
    for role in intent.roles:
        for log in intent.logs if READ_LOGS in role.read else ():
            yield from (Leave(role.resource, Right.READ, address) for address in log.resources)
        if READ_LOGS in role.read and intent.query_results:
            # Whoever searches records keeps what was found.
            yield from (Leave(role.resource, right, intent.query_results) for right in (Right.READ, Right.WRITE))
        for store in intent.stores:
            if store.data_class in role.never_reads:
                continue
            rights = (Right.READ, Right.WRITE) if store.zone in role.reach else ()
            rights = (Right.READ, *rights) if store.name in role.read else rights
            targets = (*store.resources, *store.copies)
            yield from (Leave(role.resource, right, address) for right in rights for address in targets)


def _by_workloads(intent: Intent) -> Iterator[Leave]:
    stores = {store.name: store for store in intent.stores}
    for workload in intent.workloads:
        for store in (stores[name] for name in workload.uses if name in stores):
            for right in rights_of_use(intent, store.name):
                yield from (Leave(workload.resource, right, address) for address in store.resources)


def rights_of_use(intent: Intent, store: str) -> tuple[Right, ...]:
    """Return what using a store means: a ferry's drop box is only written, the store where files arrive only read."""
    left_there = any(ferry.source == store for ferry in intent.ferries)
    carried_there = any(ferry.destination == store for ferry in intent.ferries)
    return (*(() if left_there else (Right.READ,)), *(() if carried_there else (Right.WRITE,)))


def _by_ferries(intent: Intent) -> Iterator[Leave]:
    """A ferry reads the one store and writes the other; its scanner reads, and tests that it may tag, by one object."""
    stores = {store.name: store for store in intent.stores}
    for ferry in intent.ferries:
        for target in stores[ferry.source].resources if ferry.source in stores else ():
            yield Leave(ferry.role, Right.READ, target)
            yield Leave(ferry.scanner, Right.READ, target)
            yield Leave(ferry.scanner, Right.WRITE, target, "s3:PutObject")
        for target in stores[ferry.destination].resources if ferry.destination in stores else ():
            yield Leave(ferry.role, Right.WRITE, target)


def _by_models(intent: Intent) -> Iterator[Leave]:
    """A model's hosts read the store of its weights."""
    stores = {store.name: store for store in intent.stores}
    for model in intent.models:
        for target in stores[model.store].resources if model.store in stores else ():
            yield Leave(model.role, Right.READ, target)


def _by_shares(intent: Intent) -> Iterator[Leave]:
    stores = {store.name: store for store in intent.stores}
    for share in intent.shares:
        for target in stores[share.store].resources if share.store in stores else ():
            yield from (Leave(holder, Right.READ, target) for holder in share.holders)


def _by_destruction(intent: Intent) -> Iterator[Leave]:
    """The runbook's role ends data keys; that people agree first is asked by a rule of its own."""
    if intent.destruction is not None:
        for key in intent.destruction.keys:
            yield Leave(intent.destruction.role, Right.DESTROY, key)


def _by_collectors(case: Case) -> Iterator[Leave]:
    """The account that collects records gets a copy of each."""
    for one in existing.of_kind(case, existing.BUCKET):
        for log in () if case.intent is None else case.intent.logs:
            for address in log.resources:
                yield Leave(f"account {one.beside}", Right.READ, address, "s3:ReplicateObject")


def _by_masks(intent: Intent) -> Iterator[Leave]:
    """A mask's job reads the one store, and writes and withdraws copies in the other."""
    stores = {store.name: store for store in intent.stores}
    for mask in intent.masks:
        yield Leave(mask.role, Right.READ, mask.script)
        for target in stores[mask.source].resources if mask.source in stores else ():
            yield Leave(mask.role, Right.READ, target)
        for target in stores[mask.target].resources if mask.target in stores else ():
            yield from (Leave(mask.role, right, target) for right in (Right.WRITE, Right.DESTROY))


def _by_services(case: Case) -> Iterator[Leave]:
    """Yield what services need that back up, replicate and deliver."""
    yield from _of_backup(case)
    yield from _of_restore_tests(case)
    for one in case.graph.of_type("aws_s3_bucket_replication_configuration"):
        role = pointed(case, one.get("role"), ROLE)
        yield from _leaves(role, pointed(case, one.get("bucket"), "aws_s3_bucket"), Right.READ)
        for destination in (body for rule in entries(one, "rule") for body in rule.nested("destination")):
            yield from _leaves(role, pointed(case, destination.get("bucket")), Right.WRITE)
    for one in case.graph.of_type("aws_flow_log"):
        yield from _delivery(case, one.get("iam_role_arn"), one.get("log_destination"))
    for one in case.graph.of_type("aws_cloudtrail"):
        yield from _delivery(case, one.get("cloud_watch_logs_role_arn"), one.get("cloud_watch_logs_group_arn"))


def _delivery(case: Case, role: Value, group: Value) -> Iterator[Leave]:
    yield from _leaves(pointed(case, role, ROLE), pointed(case, group, "aws_cloudwatch_log_group"), Right.WRITE)


def _of_backup(case: Case) -> Iterator[Leave]:
    """The service reads what it backs up, and expires and shares between its vaults the snapshots that it made."""
    for stored in case.graph.of_type("aws_s3_bucket", "aws_db_instance", "aws_rds_cluster", "aws_efs_file_system"):
        try:
            selections = selections_of(case, stored)
        except OpaqueError:
            continue
        for selection in selections:
            role = pointed(case, selection.resource.get("iam_role_arn"), ROLE)
            if role is not None:
                yield from _to_back_up(case, role, stored)


def _to_back_up(case: Case, role: Resource, stored: Resource) -> Iterator[Leave]:
    if stored.type in ("aws_db_instance", "aws_rds_cluster"):
        yield from (Leave(role.address, right, stored.address, deed) for right, deed in OWN_SNAPSHOTS)
    for one in (stored, *_copies(case, stored)):
        if one.type == "aws_s3_bucket":
            yield Leave(role.address, Right.READ, one.address)


def _of_restore_tests(case: Case) -> Iterator[Leave]:
    """The service makes new databases from the snapshots of those that it tries."""
    for stored in case.graph.of_type("aws_db_instance"):
        try:
            found = trials_of(case, stored)
        except OpaqueError:
            continue
        for trial in found:
            role = pointed(case, trial.selection.get("iam_role_arn"), ROLE)
            if role is not None:
                yield Leave(role.address, Right.READ, stored.address, RESTORED)


def _copies(case: Case, stored: Resource) -> Iterator[Resource]:
    """Yield a store's copies, which hold the same data."""
    for store in () if case.intent is None else case.intent.stores:
        if stored.address in store.resources:
            found = (case.graph.by_address.get(address) for address in store.copies)
            yield from (one for one in found if one is not None)


def _leaves(role: Resource | None, target: Resource | None, *rights: Right) -> Iterator[Leave]:
    if role is not None and target is not None:
        yield from (Leave(role.address, right, target.address) for right in rights)
