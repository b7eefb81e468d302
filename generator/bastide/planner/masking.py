"""Masked copies: a job for each mask that reads one store, and writes below one prefix of another.

The job is a Glue Python shell job outside the network. It needs two stores and a key, and gets exactly these: the
stores' own policies name its role, as they name the roles that back up and replicate. A connection into the network
would need a group that opens every TCP port to itself and a role that makes network interfaces anywhere.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Template
from bastide.model.declared_use import DeclaredMask
from bastide.model.masks import Mask
from bastide.model.platform import Store
from bastide.planner import events, grants, keys, names, recovery, stores
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Statement, allow

SCRIPT = "mask.py"
BUCKET = Address("aws_s3_bucket", "masking")
RECORDS = Address("aws_s3_bucket", "audit_log_dr")
BUCKET_FAMILY = "script-"
"""How the name of the script's bucket starts. It is not of the family of the stores' names: what may touch every store,
as backups do, may not touch the script."""

PREFIX = "masking/"
"""Where the access log of that bucket lies in the access bucket."""

REPLICATOR = Address("aws_iam_role", "masking_replication")
LOG_GROUPS = "/aws-glue/python-jobs"
"""How the names of the log groups start that Glue writes Python shell jobs' output to; a security configuration and
the role's name may follow (Glue developer guide, "Logging for AWS Glue jobs")."""

ROLE_NAME_LIMIT = 64
TIMEOUT_MINUTES = 50
"""A run ends before the next one of an hourly mask begins, and before `LONGEST_RUN` of the script is over."""


@dataclass(frozen=True, slots=True)
class Job:
    """One mask's job, and everything that is called after it."""

    path: str
    why: str
    label: str
    name: str
    description: str
    key_description: str
    role_name: str
    schedule: str
    timeout: int
    arguments: dict[str, object]
    statements: tuple[Statement, ...]
    tags: dict[str, str]

    @property
    def job(self) -> Address:
        """The job's resource."""
        return Address("aws_glue_job", self.label)

    @property
    def role(self) -> Address:
        """The role that the job carries."""
        return Address("aws_iam_role", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each mask, and `masking.tf`, which holds the script that all of them run."""
    if not context.platform.masks:
        return
    yield _script(context)
    for mask in context.platform.masks:
        yield StackFile(
            path=f"mask-{mask.name}.tf",
            template="masking/mask.tf.j2",
            target=f"mask/{mask.name}",
            inputs={
                "mask": job(context, mask),
                "script_location": Template("s3://", BUCKET.id, f"/{SCRIPT}"),
                "account": context.platform.account,
                "root": context.arn("iam", "root"),
            },
        )


def declared(context: Context) -> tuple[DeclaredMask, ...]:
    """Return the masks as the judge reads them, by name."""
    return tuple(
        DeclaredMask(
            name=mask.name,
            source=mask.source,
            target=mask.target,
            keep=mask.keep,
            hash=mask.hash,
            resource=str(Address("aws_glue_job", _label(mask))),
            role=str(_role(mask)),
            script=str(BUCKET),
        )
        for mask in context.platform.masks
    )


def roles_of(context: Context, store: Store) -> tuple[Address, ...]:
    """Return the roles of the jobs that reach a store from outside the network."""
    return tuple(_role(mask) for mask in context.platform.masks if store.name in (mask.source, mask.target))


def boundary(context: Context) -> tuple[Statement, ...]:
    """Return what the platform's boundary leaves to the jobs beyond what it leaves to everybody.

    All by name: every role is made after the boundary, and what is named here needs such a role in its turn.
    """
    masks = context.platform.masks
    if not masks:
        return ()
    s3, region = f"arn:{context.partition}:s3:::", context.platform.regions.primary
    copies = [f"{s3}{context.bucket_name(mask.target)}/{mask.name}/*" for mask in masks]
    return (
        allow("Digests", ["kms:GenerateMac"], [context.arn("kms", "key/*", region=region)]),
        allow("Script", ["s3:GetObject"], [f"{s3}{bucket_name(context)}/{SCRIPT}"]),
        allow("WithdrawnCopies", ["s3:DeleteObject"], copies),
        _logs(context, "OutputOfJobs"),
    )


def job(context: Context, mask: Mask) -> Job:
    """Return a mask's job."""
    source, target = (_store(context, name) for name in (mask.source, mask.target))
    name = f"{context.platform.name}-mask-{mask.name}"
    owner = context.owner_of(source.agency)
    return Job(
        path=f"masks.{mask.name}",
        why=mask.why,
        label=_label(mask),
        name=name,
        description=f"Copies {mask.source} to {mask.target} without what identifies people",
        key_description=f"{context.platform.name}: digests of mask {mask.name}",
        role_name=names.short(name, ROLE_NAME_LIMIT),
        schedule=recovery.cron(recovery.snapshot_hours(context.platform.regions.primary, mask.hours)),
        timeout=TIMEOUT_MINUTES,
        arguments={
            "--mask": mask.name,
            "--source": _bucket(context, mask.source).id,
            "--target": _bucket(context, mask.target).id,
            "--keep": json.dumps(mask.keep, ensure_ascii=False),
            "--hash": json.dumps(mask.hash, ensure_ascii=False),
            "--key": _key(mask).arn,
        },
        statements=tuple(_statements(context, mask, source, target)),
        tags=context.tags(f"mask-{mask.name}", zone=str(source.zone), level=source.data_class, owner=owner),
    )


def _statements(context: Context, mask: Mask, source: Store, target: Store) -> Iterator[Statement]:
    raw, copy = stores.address(source), stores.address(target)
    below = f"{mask.name}/*"
    yield allow("ListSource", ["s3:ListBucket"], [raw.arn])
    yield allow("ReadSource", ["s3:GetObject"], [Template(raw.arn, "/*")])
    yield allow("ListCopies", ["s3:ListBucket"], [copy.arn], {"StringLike": {"s3:prefix": [below]}})
    yield allow("WriteCopies", ["s3:DeleteObject", "s3:PutObject"], [Template(copy.arn, f"/{below}")])
    yield allow("ReadScript", ["s3:GetObject"], [Template(BUCKET.arn, f"/{SCRIPT}")])
    through = grants.through(context, "s3")
    read = sorted({str(key): key for key in (keys.of_store(context, source), keys.MASKING) if key}.items())
    yield allow("Decrypt", ["kms:Decrypt"], [key.arn for _, key in read], through)
    written = keys.of_store(context, target)
    if written is not None:
        yield allow("Encrypt", ["kms:GenerateDataKey"], [written.arn], through)
    yield allow("Digests", ["kms:GenerateMac"], [_key(mask).arn])
    yield _logs(context, "Output")


def _logs(context: Context, sid: str) -> Statement:
    verbs = ("AssociateKmsKey", "CreateLogGroup", "CreateLogStream", "PutLogEvents")
    groups = context.arn("logs", f"log-group:{LOG_GROUPS}*", region=context.platform.regions.primary)
    return allow(sid, [f"logs:{verb}" for verb in verbs], [groups])


def _script(context: Context) -> StackFile:
    log = names.label("access_log")
    return StackFile(
        path="masking.tf",
        template="masking/script.tf.j2",
        target="masking",
        inputs={
            "bucket": BUCKET,
            "bucket_name": bucket_name(context),
            "objects": Template(BUCKET.arn, "/*"),
            "versioning": Address("aws_s3_bucket_versioning", "masking"),
            "script": SCRIPT,
            "configuration_name": f"{context.platform.name}-masking",
            "key": keys.MASKING,
            "log_key": keys.LOGS,
            "access_log": Address("aws_s3_bucket", log),
            "access_log_policy": Address("aws_s3_bucket_policy", log),
            "log_prefix": PREFIX,
            "by_day": context.platform.logging.normalise,
            "copied": context.has_dr,
            "records": RECORDS,
            "records_key": keys.LOGS_DR,
            "records_versioning": Address("aws_s3_bucket_versioning", "audit_log_dr"),
            "replicator": REPLICATOR,
            "replicator_name": f"{context.platform.name}-masking-replication",
            "replication": tuple(_replication(context)),
            "alarm": f"{context.platform.name}-masking",
            "failed": _failed(context),
            "channels": tuple(
                {"name": name, "label": names.label("masking", name), "topic": events.topic(name)}
                for name, _ in context.platform.logging.alerts
            ),
            "tags": context.tags("masking", zone="platform", level="platform"),
        },
    )


def _failed(context: Context) -> dict[str, object]:
    """Return the events of a run that did not end well (Glue developer guide, "Automating with EventBridge")."""
    jobs = [job(context, mask).name for mask in context.platform.masks]
    return {
        "source": ["aws.glue"],
        "detail-type": ["Glue Job State Change"],
        "detail": {"jobName": jobs, "state": ["FAILED", "STOPPED", "TIMEOUT"]},
    }


def bucket_name(context: Context) -> str:
    """Return the name of the bucket that holds the script."""
    platform, regions = context.platform, context.platform.regions
    return names.bucket(BUCKET_FAMILY + platform.name, "masking", platform.account, regions.primary)


def _replication(context: Context) -> Iterator[Statement]:
    """What S3 needs to copy the script, each version of it."""
    regions = context.platform.regions
    source, copy = (f"s3.{region}.{context.dns_suffix}" for region in (regions.primary, regions.dr))
    versions = ("Acl", "ForReplication", "Tagging")
    yield allow("ReadSource", ["s3:GetReplicationConfiguration", "s3:ListBucket"], [BUCKET.arn])
    yield allow("ReadVersions", [f"s3:GetObjectVersion{one}" for one in versions], [Template(BUCKET.arn, "/*")])
    yield allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], [Template(RECORDS.arn, "/*")])
    yield allow("Decrypt", ["kms:Decrypt"], [keys.MASKING.arn], {"StringEquals": {"kms:ViaService": source}})
    yield allow("Encrypt", ["kms:Encrypt"], [keys.LOGS_DR.arn], {"StringEquals": {"kms:ViaService": copy}})


def _store(context: Context, name: str) -> Store:
    return next(store for store in context.platform.stores if store.name == name)


def _bucket(context: Context, name: str) -> Address:
    return stores.address(_store(context, name))


def _label(mask: Mask) -> str:
    return names.label("mask", mask.name)


def _role(mask: Mask) -> Address:
    return Address("aws_iam_role", _label(mask))


def _key(mask: Mask) -> Address:
    return Address("aws_kms_key", _label(mask))
