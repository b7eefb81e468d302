"""What the code itself sends to another account: shared snapshots, copies of backups, replicas, streams of logs.

No policy is asked for these, so no evaluation of policies finds them. Source: the user guides of Amazon RDS ("Sharing a
DB snapshot"), AWS Backup ("Creating backup copies across AWS accounts"), Amazon S3 ("Replicating objects"), CloudWatch
Logs ("Cross-account subscriptions"), Secrets Manager ("Rotation by Lambda function").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.values import OpaqueError, entries, items, settle, shown
from bastide.model.graph import Block, Reference, Resource, Value
from bastide.model.identity import Answer, Grant, Ground, Right
from bastide.model.place import Place
from bastide.prove.identity.names import Names
from bastide.prove.identity.outsiders import EVERYBODY
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.texts import same
from bastide.prove.identity.texts import shown as readable
from bastide.prove.identity.truth import Truth

ARN = re.compile(r"arn:[^:]*:[^:]*:[^:]*:([^:]*):")
ACCOUNT = re.compile(r"[0-9]{12}")
PUBLIC = "all"
"""How a snapshot is shared with everybody."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How a type sends away what a target holds.

    `target` names the target by an attribute and its type; `receiver` is the path to what names the receiver, from
    `block` on if there is one, and `owner` the attribute beside it that names its account.
    """

    target: tuple[str, str]
    receiver: str
    right: Right
    deed: str
    block: str = ""
    owner: str = ""
    through: tuple[str, str] = ("", "")
    """The type that the target is found through, and its attribute that names the target."""


_SNAPSHOT = ("aws_db_snapshot", "db_instance_identifier")
_OF_CLUSTER = ("aws_db_cluster_snapshot", "db_cluster_identifier")
_RESTORE, _RESTORE_CLUSTER = "rds:RestoreDBInstanceFromDBSnapshot", "rds:RestoreDBClusterFromSnapshot"

SENDINGS: Mapping[str, Sending] = {
    "aws_db_snapshot": Sending(("db_instance_identifier", "aws_db_instance"), "shared_accounts", Right.READ, _RESTORE),
    "aws_db_cluster_snapshot": Sending(
        ("db_cluster_identifier", "aws_rds_cluster"), "shared_accounts", Right.READ, _RESTORE_CLUSTER
    ),
    "aws_db_snapshot_copy": Sending(
        ("source_db_snapshot_identifier", "aws_db_instance"),
        "shared_accounts",
        Right.READ,
        _RESTORE,
        through=_SNAPSHOT,
    ),
    "aws_rds_cluster_snapshot_copy": Sending(
        ("source_db_cluster_snapshot_identifier", "aws_rds_cluster"),
        "shared_accounts",
        Right.READ,
        _RESTORE_CLUSTER,
        through=_OF_CLUSTER,
    ),
    "aws_backup_plan": Sending(
        ("target_vault_name", "aws_backup_vault"),
        "copy_action.destination_vault_arn",
        Right.GRANT,
        "backup:StartCopyJob",
        block="rule",
    ),
    "aws_s3_bucket_replication_configuration": Sending(
        ("bucket", "aws_s3_bucket"), "rule.destination.bucket", Right.READ, "s3:ReplicateObject", owner="account"
    ),
    "aws_efs_replication_configuration": Sending(
        ("source_file_system_id", "aws_efs_file_system"),
        "destination.file_system_id",
        Right.READ,
        "elasticfilesystem:CreateReplicationConfiguration",
    ),
    "aws_cloudwatch_log_subscription_filter": Sending(
        ("log_group_name", "aws_cloudwatch_log_group"), "destination_arn", Right.READ, "logs:PutSubscriptionFilter"
    ),
    "aws_secretsmanager_secret_rotation": Sending(
        ("secret_id", "aws_secretsmanager_secret"),
        "rotation_lambda_arn",
        Right.READ,
        "secretsmanager:GetSecretValue",
    ),
}
"""By type."""


def departures(rulings: Rulings) -> Iterator[Grant]:
    """Yield what somebody outside gets without any policy; what can't be told is a doubt."""
    for kind, sending in SENDINGS.items():
        for carrier in rulings.case.graph.of_type(kind):
            try:
                yield from _sent(rulings, carrier, sending)
            except OpaqueError as error:
                rulings.reader.doubt(carrier, error)


def _sent(rulings: Rulings, carrier: Resource, sending: Sending) -> Iterator[Grant]:
    bodies = entries(carrier, sending.block) if sending.block else (carrier.body,)
    for body in bodies:
        for holder, place in _receivers(rulings, body, sending):
            target = _target(rulings.case, body.get(sending.target[0]), sending)
            if target is None or target.address not in rulings.by_address:
                reason = f"it goes to `{holder}`, and whose data it is isn't in the tree"
                which = f"{carrier.address}.{sending.target[0]}"
                raise OpaqueError(which, place, reason)
            ground = Ground(carrier.address, "", allows=True, place=place, statement=place)
            yield Grant(holder, sending.right, target.address, sending.deed, Answer.YES, (ground,))


def _target(case: Case, value: Value, sending: Sending) -> Resource | None:
    kind, attribute = sending.through
    if kind:
        snapshot = pointed(case, value, kind)
        if snapshot is None or snapshot.type != kind:
            return None
        value = snapshot.get(attribute)
    found = pointed(case, value, sending.target[1])
    return found if found is not None and found.type == sending.target[1] else None


def _receivers(rulings: Rulings, body: Block, sending: Sending) -> Iterator[tuple[str, Place]]:
    """Yield whom something is sent to outside, each with the line that says so."""
    *way, last = sending.receiver.split(".")
    bodies = [body]
    for name in way:
        bodies = [inner for one in bodies for inner in entries(Resource("resource", "", "", "", one), name)]
    for inner in bodies:
        for value in _each(rulings.case, inner.get(last)):
            holder = _outside(rulings, value, inner.get(sending.owner) if sending.owner else None)
            if holder is not None:
                yield holder, inner.at(last)


def _each(case: Case, value: Value) -> tuple[Value, ...]:
    return (value,) if isinstance(value, Reference) else items(case.graph, value)


def _outside(rulings: Rulings, value: Value, owner: Value) -> str | None:
    """Return who outside a value names, None for what is the account's own; OpaqueError if that can't be told."""
    if pointed(rulings.case, value) is not None:
        return None
    written = shown(settle(rulings.case.graph, value))
    if written == PUBLIC:
        return EVERYBODY.name
    match = ARN.match(rulings.names.meaning(written))
    account = rulings.names.meaning(shown(settle(rulings.case.graph, owner))) if owner is not None else ""
    account = account or (match[1] if match is not None else written)
    if not account and match is not None and rulings.case.named("aws_s3_bucket", written) is not None:
        return None
    return _stranger(rulings.names, account, written, value)


def _stranger(names: Names, account: str, written: str, value: Value) -> str | None:
    answer = same(account, names.account) if account else Truth.DEPENDS
    if answer is Truth.YES:
        return None
    if answer is Truth.DEPENDS or not ACCOUNT.fullmatch(account):
        place = value.place if isinstance(value, Reference) else None
        raise OpaqueError(readable(written), place, "whose account that is isn't in the code")
    return f"account {account}"
