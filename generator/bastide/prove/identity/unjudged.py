"""What gives rights or carries data away by ways that the proof of identity doesn't follow: named, never passed over.

To add a type, add a line: what is not known of it.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.overlooked import EVERYTHING, overlooked
from bastide.facts.regions import provider_name
from bastide.facts.values import OpaqueError, entries, settle
from bastide.model.graph import Block, Resource, Value
from bastide.model.place import Place
from bastide.prove.identity.catalog import DEEDS
from bastide.prove.identity.holdings import Reader
from bastide.prove.identity.names import Names

_PERMISSION_SET = "whom IAM Identity Center lets in with these rights isn't judged"
_COPY = "what it copies, and who may read the copy, isn't judged"
_SHARE = "whose data is in what it shares isn't judged"
_DOOR = "who reads the bucket through it isn't judged"

UNJUDGED = {
    "aws_ssoadmin_account_assignment": _PERMISSION_SET,
    "aws_ssoadmin_customer_managed_policy_attachment": _PERMISSION_SET,
    "aws_ssoadmin_managed_policy_attachment": _PERMISSION_SET,
    "aws_ssoadmin_permission_set_inline_policy": _PERMISSION_SET,
    "aws_appflow_flow": _COPY,
    "aws_datasync_task": _COPY,
    "aws_dms_replication_config": _COPY,
    "aws_dms_replication_task": _COPY,
    "aws_rds_export_task": _COPY,
    "aws_snapshot_create_volume_permission": _SHARE,
    "aws_ami_launch_permission": _SHARE,
    "aws_s3control_multi_region_access_point_policy": _DOOR,
    "aws_s3control_object_lambda_access_point_policy": _DOOR,
    "aws_lakeformation_permissions": "who reads buckets by its tables isn't judged",
    "aws_glue_resource_policy": "who reads buckets by its tables isn't judged",
    "aws_cloudwatch_log_account_policy": "it may send every log of the account away",
    "aws_organizations_resource_policy": "what it lets other accounts do to this one isn't judged",
}
"""By type, what is not known."""

DECIDING = frozenset(
    (
        EVERYTHING,
        "acl",
        "assume_role_policy",
        "block_public_acls",
        "block_public_policy",
        "changeable_for_days",
        "copy_action",
        "deletion_protection",
        "destination_arn",
        "groups",
        "ignore_public_acls",
        "inline_policy",
        "managed_policy_arns",
        "min_retention_days",
        "object_lock_configuration",
        "permissions_boundary",
        "policy",
        "policy_arn",
        "restrict_public_buckets",
        "role",
        "roles",
        "rule",
        "shared_accounts",
        "users",
        "versioning_configuration",
    )
)
"""Attributes that decide who may do what, if Terraform is told to overlook a change of them."""

STREAM = "aws_kinesis_firehose_delivery_stream"
SINGLE = {
    "aws_s3_bucket_lifecycle_configuration": "bucket",
    "aws_s3_bucket_object_lock_configuration": "bucket",
    "aws_s3_bucket_ownership_controls": "bucket",
    "aws_s3_bucket_public_access_block": "bucket",
    "aws_s3_bucket_replication_configuration": "bucket",
    "aws_s3_bucket_server_side_encryption_configuration": "bucket",
    "aws_s3_bucket_versioning": "bucket",
    "aws_backup_vault_lock_configuration": "backup_vault_name",
}
"""By type, what names the one thing that it configures: a second one for it undoes the first."""

SCOPE = ("aws_iam_", "aws_s3_bucket_", "aws_backup_", "aws_kms_", "aws_secretsmanager_", "aws_efs_file_system_policy")


def note(case: Case, names: Names, reader: Reader) -> None:
    """Doubt everything that is not followed, what may differ from the code for ever, and other accounts' providers."""
    for resource in case.graph.resources:
        if resource.mode == "resource":
            for text, place, reason in _doubts(case, resource):
                reader.doubt(resource, OpaqueError(text, place, reason))
    for kind, attribute in SINGLE.items():
        _doubled(case, reader, kind, attribute)
    for provider in case.graph.providers:
        _provider(case, names, reader, provider)


def _doubts(case: Case, resource: Resource) -> Iterator[tuple[str, Place, str]]:
    if resource.type == STREAM and not _delivers_inside(case, resource):
        yield resource.address, resource.place, "where it delivers isn't in the tree"
    if resource.type in UNJUDGED:
        yield resource.address, resource.place, UNJUDGED[resource.type]
    if resource.type in DEEDS or resource.type.startswith(SCOPE):
        for name, place in overlooked(resource):
            if name in DECIDING:
                yield f"{resource.address}.{name}", place, "a change by hand stays for ever: `ignore_changes`"


def _doubled(case: Case, reader: Reader, kind: str, attribute: str) -> None:
    first: dict[str, Resource] = {}
    target = "aws_s3_bucket" if attribute == "bucket" else "aws_backup_vault"
    for one in case.graph.of_type(kind):
        found = pointed(case, one.get(attribute), target)
        other = one if found is None else first.setdefault(found.address, one)
        if other is not one:
            reason = f"`{other.address}` configures the same: each apply undoes the other"
            reader.doubt(one, OpaqueError(one.address, one.place, reason))


def _delivers_inside(case: Case, stream: Resource) -> bool:
    """Tell whether a stream delivers to a bucket of the tree, and nowhere else."""
    inside = [
        pointed(case, body.get("bucket_arn"), "aws_s3_bucket") is not None
        for body in entries(stream, "extended_s3_configuration")
    ]
    return stream.get("destination") == "extended_s3" and inside == [True]


def _provider(case: Case, names: Names, reader: Reader, provider: Block) -> None:
    """Doubt a provider that works in another account, or, where the account is declared, perhaps in another."""
    if provider.labels[:1] != ("aws",):
        return
    label = provider_name(provider) or "aws"
    pinned = settle(case.graph, provider.get("allowed_account_ids"))
    wrong = [*_other(pinned, names.account), *_assumed(case, provider, names.account)]
    reason = "its resources stand in another account"
    if not wrong and case.intent is not None and not pinned:
        wrong, reason = [f"provider {label}"], "which account its resources stand in isn't in the code"
    for text in wrong:
        place = provider.place
        holder = Resource("provider", "provider", label, "", provider)
        reader.doubt(holder, OpaqueError(text, place, reason))


def _other(pinned: Value, account: str) -> Iterator[str]:
    """Yield the accounts other than the own one that a provider may work in."""
    yield from (one for one in (pinned if isinstance(pinned, tuple) else ()) if isinstance(one, str) and one != account)


def _assumed(case: Case, provider: Block, account: str) -> Iterator[str]:
    for body in entries(Resource("provider", "", "", "", provider), "assume_role"):
        role = settle(case.graph, body.get("role_arn"))
        if not isinstance(role, str) or f":{account}:" not in role:
            yield role if isinstance(role, str) else "assume_role"
