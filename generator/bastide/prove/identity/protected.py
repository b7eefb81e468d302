"""What a tree holds that must be protected: stores, keys, backups, logs, and who guards each (its policy, its key)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.facts.backups import selections_of
from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.logs import log_stores
from bastide.facts.policy import Condition, Statement
from bastide.facts.values import OpaqueError, entries
from bastide.model.graph import Block, Resource
from bastide.model.identity import Target, TargetKind
from bastide.model.place import Place
from bastide.prove.identity.catalog import BACKUPS, DEEDS, KEYS, LOGS, Form
from bastide.prove.identity.clause import Clause, Regime
from bastide.prove.identity.decide import Guard
from bastide.prove.identity.holdings import Reader
from bastide.prove.identity.names import Names
from bastide.prove.identity.other_grants import other_grants
from bastide.prove.identity.shields import about
from bastide.prove.identity.texts import free, hole

POLICIES = {
    "aws_s3_bucket": ("aws_s3_bucket_policy", "bucket"),
    "aws_kms_key": ("aws_kms_key_policy", "key_id"),
    "aws_secretsmanager_secret": ("aws_secretsmanager_secret_policy", "secret_arn"),
    "aws_efs_file_system": ("aws_efs_file_system_policy", "file_system_id"),
    "aws_backup_vault": ("aws_backup_vault_policy", "backup_vault_name"),
    "aws_dynamodb_table": ("aws_dynamodb_resource_policy", "resource_arn"),
}
"""By type: what holds the policy on a resource, and how it names the resource."""

KEY_ATTRIBUTES = ("kms_key_id", "kms_key_arn", "master_user_secret_kms_key_id")
FILES = "aws_efs_file_system"
ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"


@dataclass(frozen=True)
class Protected:
    """A target with its resource, what guards it, its ARNs by form, and the keys that encrypt what it holds."""

    target: Target
    resource: Resource
    guard: Guard
    arns: Mapping[Form, str]
    loose: Mapping[Form, str]
    keys: tuple[str, ...]
    region: str


class Estate:
    """Everything of one tree that must be protected."""

    def __init__(self, case: Case, names: Names, reader: Reader) -> None:
        self._case, self._names, self._reader = case, names, reader
        self._logs = {one.address for one in log_stores(case)}
        self._served = dict(_served(case))
        self._doubt_access_points()
        self.all: tuple[Protected, ...] = tuple(self._protected(one) for one in case.graph.of_type(*DEEDS))

    def _doubt_access_points(self) -> None:
        """An access point's policy is another door to its bucket, and is not evaluated."""
        for one in self._case.graph.of_type("aws_s3_access_point", "aws_s3control_access_point_policy"):
            if one.get("policy") is not None:
                reason = "the policies of access points are not evaluated"
                self._reader.doubt(one, OpaqueError(f"{one.address}.policy", one.at("policy"), reason))

    def _protected(self, resource: Resource) -> Protected:
        serves = tuple(sorted(self._served.get(resource.address, ())))
        return Protected(
            Target(resource.address, self._kind(resource), serves, resource.place),
            resource,
            self._guard(resource),
            self._arns(resource),
            {Form.STREAMS: self._names.arn(resource)},
            tuple(sorted(set(self._keys(resource)))),
            self._names.region(resource),
        )

    def _kind(self, resource: Resource) -> TargetKind:
        if resource.type in KEYS:
            return TargetKind.KEY
        if resource.type in BACKUPS:
            return TargetKind.BACKUP
        return TargetKind.LOG if resource.type in LOGS or resource.address in self._logs else TargetKind.STORE

    def _guard(self, resource: Resource) -> Guard:
        regime = Regime.DELEGATED if resource.type in KEYS else Regime.UNION
        return Guard(regime, tuple(self._policies(resource)), self._names.account)

    def _policies(self, resource: Resource) -> Iterator[Clause]:
        found: list[Resource] = []
        for carrier in self._carriers(resource):
            if carrier.get("policy") is not None:
                found.append(carrier)
                yield from self._reader.document(carrier, carrier.get("policy"), carrier.at("policy")) or ()
        yield from self._of_account(resource)
        for carrier, statement in other_grants(self._case, resource, self._reader):
            yield self._names.clause(statement, carrier.address)
        if len(found) > 1:
            reason = f"`{found[0].address}` is one for the same resource: each apply undoes the other"
            self._reader.doubt(found[1], OpaqueError(f"{found[1].address}.policy", found[1].at("policy"), reason))
        if resource.type == FILES and not found and self._case.intent is not None:
            yield self._names.clause(_default_file_policy(resource.place), resource.address)
        if resource.type in KEYS and not found:
            yield self._names.clause(_default_key_policy(resource.place), resource.address)

    def _of_account(self, resource: Resource) -> Iterator[Clause]:
        """Yield what a policy for all log groups of the account says."""
        if resource.type == "aws_cloudwatch_log_group":
            for carrier in self._case.graph.of_type("aws_cloudwatch_log_resource_policy"):
                document, place = carrier.get("policy_document"), carrier.at("policy_document")
                yield from self._reader.document(carrier, document, place) or ()

    def _carriers(self, resource: Resource) -> Iterator[Resource]:
        yield resource
        kind, attribute = POLICIES.get(resource.type, ("", ""))
        for carrier in self._case.graph.of_type(kind):
            for target in self._reader.meant(carrier, carrier.get(attribute), resource.type):
                if target.address == resource.address:
                    yield carrier

    def _arns(self, resource: Resource) -> Mapping[Form, str]:
        names, address, arn = self._names, resource.address, self._names.arn(resource)
        start, account = f"arn:{names.partition}", names.account
        region = names.region(resource)
        kind = "snapshot" if resource.type == "aws_db_instance" else "cluster-snapshot"
        identity = "resource_id" if resource.type == "aws_db_instance" else "cluster_resource_id"
        login = hole(f"{address}.{identity}")
        return {
            Form.SELF: arn,
            Form.OBJECTS: f"{arn}/{free('object')}",
            Form.STREAMS: f"{arn}:{free('stream')}",
            Form.LOGINS: f"{start}:rds-db:{region}:{account}:dbuser:{login}/{free('database user')}",
            Form.SECRET: names.master_secret(resource),
            Form.SNAPSHOTS: f"{start}:rds:{region}:{account}:{kind}:{free(f'snapshot of {address}')}",
            Form.POINTS: f"{start}:backup:{region}:{account}:recovery-point:{free(f'backup in {address}')}",
        }

    def _keys(self, resource: Resource) -> Iterator[str]:
        bodies: list[Block] = [resource.body]
        if resource.type == "aws_s3_bucket":
            bodies = [body for one in about(self._case, resource, ENCRYPTION) for body in _encryptions(one)]
        for body in bodies:
            for attribute in (*KEY_ATTRIBUTES, "kms_master_key_id"):
                target = pointed(self._case, body.get(attribute))
                if target is not None and target.type in KEYS:
                    yield target.address


def _encryptions(one: Resource) -> Iterator[Block]:
    for rule in entries(one, "rule"):
        yield from rule.nested("apply_server_side_encryption_by_default")


def _default_key_policy(place: Place) -> Statement:
    """Return what AWS gives a key that has no policy: its account decides."""
    everyone = (("AWS", "${data.aws_caller_identity.this.account_id}"),)
    return Statement(True, everyone, ("kms:*",), (), ("*",), (), (), place)  # noqa: FBT003 - an allow


def _default_file_policy(place: Place) -> Statement:
    """Return what a file system without a policy allows: everything to whoever reaches a mount target.

    Amazon EFS user guide, "Using IAM to control file system data access".
    """
    actions = ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess")
    way = Condition("Bool", "elasticfilesystem:accessedviamounttarget", ("true",))
    return Statement(True, (("AWS", "*"),), actions, (), ("*",), (), (way,), place)  # noqa: FBT003 - an allow


def _served(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield for each resource the declared stores and log streams that depend on it: its own, and those it backs up."""
    found: dict[str, set[str]] = {}
    if case.intent is None:
        return
    for store in case.intent.stores:
        for address in (*store.resources, *store.copies, *_vaults(case, store.resources)):
            found.setdefault(address, set()).add(store.name)
    for log in case.intent.logs:
        for address in log.resources:
            found.setdefault(address, set()).add(f"log {log.stream}")
    yield from ((address, tuple(sorted(names))) for address, names in found.items())


def _vaults(case: Case, addresses: tuple[str, ...]) -> Iterator[str]:
    for address in addresses:
        stored = case.graph.by_address.get(address)
        try:
            selections = () if stored is None else selections_of(case, stored)
        except OpaqueError:
            continue
        for plan in (one.plan for one in selections if one.plan is not None):
            yield plan.address
            for rule in entries(plan, "rule"):
                copies = (copy.get("destination_vault_arn") for copy in rule.nested("copy_action"))
                for value in (rule.get("target_vault_name"), *copies):
                    vault = pointed(case, value, "aws_backup_vault")
                    if vault is not None:
                        yield vault.address
