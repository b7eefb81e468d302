"""Which attributes protect, and which of two values protects better."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.values import OpaqueError, settle, shown, text
from bastide.model.change import Aspect, Trait
from bastide.model.graph import Block, Encoded, Joined, Resource, Unknown, Value

Measure = Callable[[str], float | None]


def more(value: str) -> float | None:
    """Measure a number of which more is stronger; 0 and -1 mean "for ever" nowhere that this is used."""
    try:
        return float(value)
    except ValueError:
        return None


def less(value: str) -> float | None:
    """Measure a number of which less is stronger."""
    known = more(value)
    return None if known is None else -known


def yes(value: str) -> float | None:
    """Measure a switch that protects when it is on."""
    return {"true": 1.0, "enabled": 1.0, "required": 1.0, "false": 0.0, "disabled": 0.0, "suspended": 0.0}.get(
        value.lower()
    )


def no(value: str) -> float | None:
    """Measure a switch that protects when it is off."""
    known = yes(value)
    return None if known is None else -known


def mode(value: str) -> float | None:
    """Measure an object lock's mode: nobody lifts compliance, some lift governance (Amazon S3 User Guide)."""
    return {"GOVERNANCE": 1.0, "COMPLIANCE": 2.0}.get(value)


def same(_: str) -> float | None:
    """Measure nothing: another value is another value."""
    return None


def for_ever(value: str) -> float | None:
    """Measure days of a log group, where 0 means that nothing is ever deleted."""
    known = more(value)
    return float("inf") if known == 0 else known


@dataclass(frozen=True, slots=True)
class Setting:
    """An attribute that protects: its type, the blocks that lead to it, and what orders its values.

    `default` is what the provider assumes where it is absent (provider documentation), None where absence has no value.
    """

    type: str
    path: tuple[str, ...]
    aspect: Aspect
    measure: Measure
    default: str | None = None


SETTINGS = (
    Setting("aws_kms_key", ("enable_key_rotation",), Aspect.KEY, yes, "false"),
    Setting("aws_kms_key", ("rotation_period_in_days",), Aspect.KEY, less, "365"),
    Setting("aws_kms_key", ("deletion_window_in_days",), Aspect.KEY, more, "30"),
    Setting("aws_kms_key", ("is_enabled",), Aspect.KEY, yes, "true"),
    Setting(
        "aws_s3_bucket_server_side_encryption_configuration",
        ("rule", "apply_server_side_encryption_by_default", "kms_master_key_id"),
        Aspect.KEY,
        same,
    ),
    Setting("aws_s3_bucket_versioning", ("versioning_configuration", "status"), Aspect.LOCK, yes, "disabled"),
    Setting("aws_s3_bucket_object_lock_configuration", ("rule", "default_retention", "mode"), Aspect.LOCK, mode),
    Setting("aws_s3_bucket_object_lock_configuration", ("rule", "default_retention", "days"), Aspect.LOCK, more),
    Setting("aws_s3_bucket_object_lock_configuration", ("rule", "default_retention", "years"), Aspect.LOCK, more),
    Setting("aws_s3_bucket_lifecycle_configuration", ("rule", "expiration", "days"), Aspect.RETENTION, more),
    Setting("aws_s3_bucket_public_access_block", ("block_public_acls",), Aspect.EXPOSURE, yes, "false"),
    Setting("aws_s3_bucket_public_access_block", ("block_public_policy",), Aspect.EXPOSURE, yes, "false"),
    Setting("aws_s3_bucket_public_access_block", ("ignore_public_acls",), Aspect.EXPOSURE, yes, "false"),
    Setting("aws_s3_bucket_public_access_block", ("restrict_public_buckets",), Aspect.EXPOSURE, yes, "false"),
    Setting("aws_db_instance", ("storage_encrypted",), Aspect.KEY, yes, "false"),
    Setting("aws_db_instance", ("kms_key_id",), Aspect.KEY, same),
    Setting("aws_db_instance", ("backup_retention_period",), Aspect.RETENTION, more, "0"),
    Setting("aws_db_instance", ("deletion_protection",), Aspect.LOCK, yes, "false"),
    Setting("aws_db_instance", ("skip_final_snapshot",), Aspect.LOCK, no, "false"),
    Setting("aws_db_instance", ("publicly_accessible",), Aspect.EXPOSURE, no, "false"),
    Setting("aws_db_instance", ("iam_database_authentication_enabled",), Aspect.EXPOSURE, yes, "false"),
    Setting("aws_efs_file_system", ("encrypted",), Aspect.KEY, yes, "false"),
    Setting("aws_efs_file_system", ("kms_key_id",), Aspect.KEY, same),
    Setting("aws_backup_vault", ("kms_key_arn",), Aspect.KEY, same),
    Setting("aws_backup_vault_lock_configuration", ("changeable_for_days",), Aspect.LOCK, less),
    Setting("aws_backup_vault_lock_configuration", ("min_retention_days",), Aspect.LOCK, more),
    Setting("aws_backup_plan", ("rule", "lifecycle", "delete_after"), Aspect.RETENTION, more),
    Setting("aws_backup_plan", ("rule", "schedule"), Aspect.RETENTION, same),
    Setting("aws_backup_plan", ("rule", "copy_action", "destination_vault_arn"), Aspect.RETENTION, same),
    Setting("aws_backup_plan", ("rule", "copy_action", "lifecycle", "delete_after"), Aspect.RETENTION, more),
    Setting("aws_cloudwatch_log_group", ("retention_in_days",), Aspect.RETENTION, for_ever, "0"),
    Setting("aws_cloudwatch_log_group", ("kms_key_id",), Aspect.KEY, same),
    Setting("aws_cloudtrail", ("enable_logging",), Aspect.RECORD, yes, "true"),
    Setting("aws_cloudtrail", ("enable_log_file_validation",), Aspect.RECORD, yes, "false"),
    Setting("aws_cloudtrail", ("is_multi_region_trail",), Aspect.RECORD, yes, "false"),
    Setting("aws_cloudtrail", ("include_global_service_events",), Aspect.RECORD, yes, "true"),
    Setting("aws_cloudtrail", ("kms_key_id",), Aspect.KEY, same),
    Setting("aws_flow_log", ("traffic_type",), Aspect.RECORD, same),
    Setting("aws_secretsmanager_secret", ("recovery_window_in_days",), Aspect.LOCK, more, "30"),
    Setting("aws_secretsmanager_secret", ("kms_key_id",), Aspect.KEY, same),
    Setting("aws_iam_role", ("max_session_duration",), Aspect.GRANT, less, "3600"),
    Setting("aws_iam_role", ("permissions_boundary",), Aspect.LOCK, same),
)

PRESENT = {
    "aws_kms_key": Aspect.KEY,
    "aws_s3_bucket_server_side_encryption_configuration": Aspect.KEY,
    "aws_s3_bucket_object_lock_configuration": Aspect.LOCK,
    "aws_backup_vault_lock_configuration": Aspect.LOCK,
    "aws_backup_plan": Aspect.RETENTION,
    "aws_backup_selection": Aspect.RETENTION,
    "aws_s3_bucket_public_access_block": Aspect.EXPOSURE,
    "aws_s3_bucket_replication_configuration": Aspect.RETENTION,
    "aws_cloudtrail": Aspect.RECORD,
    "aws_flow_log": Aspect.RECORD,
    "aws_s3_bucket_logging": Aspect.RECORD,
    "aws_cloudwatch_log_group": Aspect.RECORD,
    "aws_wafv2_web_acl_association": Aspect.EXPOSURE,
}
"""Resources that protect by being there."""


def settings(case: Case) -> Iterator[Trait]:
    """Yield every protecting setting of a tree, and every resource that protects by being there."""
    for resource in case.graph.resources:
        if resource.mode == "resource" and resource.type in PRESENT:
            yield Trait(PRESENT[resource.type], resource.address, "present", 1.0, resource.place)
        for setting in SETTINGS:
            if setting.type == resource.type:
                yield from _traits(case, resource, setting)


def _traits(case: Case, resource: Resource, setting: Setting) -> Iterator[Trait]:
    name = ".".join(setting.path)
    for number, body in enumerate(_bodies((resource.body,), setting.path[:-1])):
        value = body.get(setting.path[-1])
        known = _text(case, value) or setting.default
        if known is not None:
            subject = f"{resource.address}.{name}" + (f"[{number}]" if number else "")
            yield Trait(setting.aspect, subject, known, setting.measure(known), body.at(setting.path[-1]))


def _bodies(bodies: Sequence[Block], path: tuple[str, ...]) -> Sequence[Block]:
    for name in path:
        bodies = [inner for body in bodies for inner in body.nested(name)]
    return bodies


def _text(case: Case, value: Value) -> str | None:
    try:
        return text(case.graph, value)
    except OpaqueError:
        return _written(settle(case.graph, value))


def _written(value: Value) -> str:
    """Return a value as code writes it inside a string: what can't be evaluated is compared by its expression."""
    match value:
        case Unknown():
            return "${" + value.text + "}"
        case Joined():
            return "".join(map(_written, value.parts))
        case tuple():
            return ", ".join(map(_written, value))
        case dict():
            return ", ".join(f"{key} = {_written(item)}" for key, item in value.items())
        case Encoded():
            return _written(value.value)
        case None:
            return "null"
        case _:
            return shown(value)
