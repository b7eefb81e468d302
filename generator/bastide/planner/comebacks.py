"""How each kind of store comes back after each loss, as commands that a person runs.

Every command makes something new beside what was lost, or opens a replica; none deletes data. What only the cloud knows
(the id of a group, the ARN of a recovery point) is looked up by the command before, and stands in capitals.
"""

from dataclasses import dataclass

from bastide.model.exchange import Side
from bastide.model.kinds import StoreKind
from bastide.model.platform import RECOVERY, Store
from bastide.model.recovery import Loss
from bastide.planner import keys, recovery_network, restore_grants, stores
from bastide.planner.context import Context
from bastide.planner.database import MAJOR
from bastide.planner.given import Named


@dataclass(frozen=True, slots=True)
class Comeback:
    """What is run after a loss, how one sees that it worked, and how one goes back."""

    commands: tuple[str, ...]
    check: str
    back: str


def of(context: Context, store: Store, loss: Loss) -> Comeback:
    """Return how a store comes back after a loss that its tier covers."""
    match store.kind, loss:
        case StoreKind.POSTGRES, Loss.STORE:
            return _database(context, store)
        case StoreKind.POSTGRES, Loss.REGION:
            return _database_elsewhere(context, store)
        case StoreKind.OBJECT, Loss.REGION:
            return _replica_bucket(context, store)
        case StoreKind.OBJECT, _:
            return _objects(context, store)
        case _, Loss.REGION:
            return _replica_files(context)
        case _:
            return _files_by_replica(context, store) if stores.is_copied(context, store) else files(context, store)


def _database(context: Context, store: Store) -> Comeback:
    name, region = _identifier(context, store), context.platform.regions.primary
    return Comeback(
        commands=(
            (
                f"aws rds describe-db-instance-automated-backups --region {region} --db-instance-identifier {name} "
                "--query 'DBInstanceAutomatedBackups[].DbiResourceId' --output text"
            ),
            _closed_group(region, f"{context.platform.name}-{_locked(context, store)}"),
            (
                f"aws rds restore-db-instance-to-point-in-time --region {region} --source-dbi-resource-id RESOURCE-ID "
                f"--target-db-instance-identifier {name}-restored --use-latest-restorable-time "
                f"--db-subnet-group-name {name} --vpc-security-group-ids GROUP-ID --no-publicly-accessible "
                f"--db-parameter-group-name {name}-postgres{MAJOR} --enable-iam-database-authentication "
                "--deletion-protection"
            ),
            *_with_password(region, f"{name}-restored", keys.of_store(context, store)),
        ),
        check=_DATABASE_CHECK,
        back=(
            "Give the restored instance the zone's group, and the old one's name once that is renamed; "
            f"`terraform state rm {stores.address(store)}` and `terraform import {stores.address(store)} {name}` then "
            "make it Terraform's. Delete the old one last."
        ),
    )


def _database_elsewhere(context: Context, store: Store) -> Comeback:
    name, region = _identifier(context, store), context.platform.regions.dr or ""
    group = recovery_network.group_name(context)
    return Comeback(
        commands=(
            (
                f"aws rds describe-db-instance-automated-backups --region {region} --db-instance-identifier {name} "
                "--query 'DBInstanceAutomatedBackups[].DBInstanceAutomatedBackupsArn' --output text"
            ),
            _closed_group(region, f"{context.platform.name}-{RECOVERY}-locked"),
            (
                f"aws rds restore-db-instance-to-point-in-time --region {region} "
                "--source-db-instance-automated-backups-arn BACKUPS-ARN "
                f"--target-db-instance-identifier {name}-restored --use-latest-restorable-time "
                f"--db-subnet-group-name {group} --vpc-security-group-ids GROUP-ID --no-publicly-accessible "
                "--enable-iam-database-authentication --deletion-protection --no-multi-az"
            ),
            *_with_password(region, f"{name}-restored", keys.dr_of_store(context, store)),
        ),
        check=_DATABASE_CHECK,
        back=(
            "When the primary region is back, stop writing, take a snapshot here, copy it to the primary region "
            "(`aws rds copy-db-snapshot`), restore it there as after the loss of the store alone, and let the platform "
            "write again. Keep this instance until a backup of the new one stands in the vault."
        ),
    )


def _objects(context: Context, store: Store) -> Comeback:
    region, bucket = context.platform.regions.primary, context.bucket_name(store.name)
    made = restore_grants.restored(context, store.name)
    metadata = f'{{"DestinationBucketName": "{made}", "NewBucket": "true", "EncryptionType": "original"}}'
    return Comeback(
        commands=(
            _points(region, f"arn:{context.partition}:s3:::{bucket}"),
            _restore(context, region, "S3", metadata),
            _job(region),
        ),
        check=_OBJECT_CHECK,
        back=(
            f"Where `{bucket}` itself is gone, `terraform apply` makes it again. Then, {_INSIDE}, copy what is missing "
            f"(`aws s3 sync s3://{made} s3://{bucket}`), and delete `{made}`."
        ),
    )


def _replica_bucket(context: Context, store: Store) -> Comeback:
    """Return how a replica is opened: its policy lets no network in while the primary region stands."""
    region, replica = context.platform.regions.dr or "", context.bucket_name(store.name, dr=True)
    bucket = f"--region {region} --bucket {replica}"
    outside = '(.Statement[] | select(.Sid == "DenyFromOutside") | .Condition.StringNotEquals)'
    return Comeback(
        commands=(
            (
                f"aws ec2 describe-vpcs --region {region} --filters Name=cidr,Values=NEW-CIDR "
                "--query 'Vpcs[].VpcId' --output text"
            ),
            f"aws s3api get-bucket-policy {bucket} --query Policy --output text > closed.json",
            f'jq \'{outside} = {{"aws:SourceVpc": "VPC-ID"}}\' closed.json > opened.json',
            f"aws s3api put-bucket-policy {bucket} --policy file://opened.json",
            f"aws s3api list-objects-v2 {bucket} --max-items 5",
        ),
        check=(
            f"{_OBJECT_CHECK} Only hosts of the new network, with a role that may read the bucket, can open them; from "
            "there `aws s3 sync` fills the new platform's bucket."
        ),
        back=(
            f"`aws s3 sync` from the new platform's bucket to `{replica}` brings back what was written meanwhile: "
            "replication carries it on to the primary region. Then write `closed.json` back with `put-bucket-policy`."
        ),
    )


def files(context: Context, store: Store) -> Comeback:
    """Return how files come back from the newest snapshot: after a deletion, which a replica repeats."""
    region, name = context.platform.regions.primary, _identifier(context, store)
    found = f"{context.arn('elasticfilesystem', 'file-system/FILE-SYSTEM-ID', region=region)}"
    token = f"{name}-restored"
    metadata = (
        '{"file-system-id": "FILE-SYSTEM-ID", "newFileSystem": "true", "Encrypted": "true", "KmsKeyId": "KEY-ARN", '
        f'"PerformanceMode": "generalPurpose", "CreationToken": "{token}"}}'
    )
    return Comeback(
        commands=(
            (
                f"aws efs describe-file-systems --region {region} --creation-token {name} "
                "--query 'FileSystems[].[FileSystemId,KmsKeyId]' --output text"
            ),
            _points(region, found),
            _restore(context, region, "EFS", metadata),
            _job(region),
        ),
        check=_FILE_CHECK,
        back=(
            "Copy what is missing into the platform's file system; where that is gone, `terraform apply` makes it "
            "again. Then delete the restored one. Don't import it: its creation token is another, and Terraform would "
            "replace it."
        ),
    )


def _files_by_replica(context: Context, store: Store) -> Comeback:
    """Return how files come back from the replica: no network of the primary region reaches it, so it is copied."""
    region, dr = context.platform.regions.primary, context.platform.regions.dr or ""
    return Comeback(
        commands=(
            *_end_replication(dr),
            f"terraform apply -target={stores.address(store)}",
            (
                f"aws efs describe-file-systems --region {region} --creation-token {_identifier(context, store)} "
                "--query 'FileSystems[].FileSystemId' --output text"
            ),
            (
                f"aws efs update-file-system-protection --region {region} --file-system-id NEW-ID "
                "--replication-overwrite-protection DISABLED"
            ),
            (
                f"aws efs create-replication-configuration --region {dr} --source-file-system-id REPLICA-ID "
                f"--destinations FileSystemId=NEW-ID,Region={region}"
            ),
            (
                f"aws efs describe-replication-configurations --region {dr} --file-system-id REPLICA-ID "
                "--query 'Replications[].Destinations[].[Status,LastReplicatedTimestamp]'"
            ),
            f"aws efs delete-replication-configuration --region {dr} --source-file-system-id REPLICA-ID",
        ),
        check=f"The replication had a `LastReplicatedTimestamp` before it was ended. {_FILE_CHECK}",
        back=(
            "`terraform apply` gives the file system its policy, its mount targets and a new replica. Delete the old "
            "replica when the new one has a `LastReplicatedTimestamp`."
        ),
    )


def _replica_files(context: Context) -> Comeback:
    region = context.platform.regions.dr or ""
    return Comeback(
        commands=(
            *_end_replication(region),
            (
                f"aws efs create-mount-target --region {region} --file-system-id REPLICA-ID --subnet-id SUBNET-ID "
                "--security-groups GROUP-ID"
            ),
            f"aws efs describe-mount-targets --region {region} --file-system-id REPLICA-ID",
        ),
        check=(
            "Where the replication can't be ended because the primary region doesn't answer, it is ended on this side "
            "alone (`--deletion-mode LOCAL_CONFIGURATION_ONLY`). Subnet and group are those of the new platform's "
            f"zone. {_FILE_CHECK}"
        ),
        back=(
            "Replicate the other way (`aws efs create-replication-configuration` from the replica to the old file "
            "system, whose overwrite protection is off for that time), end it, and let Terraform replicate again."
        ),
    )


def _end_replication(dr: str) -> tuple[str, ...]:
    """Return how a replica is made writable; both ids are asked for first."""
    return (
        (
            f"aws efs describe-replication-configurations --region {dr} "
            "--query 'Replications[].[SourceFileSystemId,Destinations[0].FileSystemId]' --output text"
        ),
        f"aws efs delete-replication-configuration --region {dr} --source-file-system-id FILE-SYSTEM-ID",
        f"aws efs describe-file-systems --region {dr} --file-system-id REPLICA-ID",
    )


def _with_password(region: str, instance: str, key: Named | None) -> tuple[str, ...]:
    """Return how a restored database gets a password: the old one's secret ends with the old one."""
    target = f"--region {region} --db-instance-identifier {instance}"
    modify = f"aws rds modify-db-instance {target} --manage-master-user-password --apply-immediately"
    wait = f"aws rds wait db-instance-available {target}"
    if key is None:
        return wait, modify
    asked = f"aws rds describe-db-instances {target} --query 'DBInstances[].KmsKeyId' --output text"
    return wait, asked, f"{modify} --master-user-secret-kms-key-id KEY-ARN"


def _locked(context: Context, store: Store) -> str:
    side = context.copy(store.zone).side
    return "locked" if side is Side.INNER else f"locked-{side.value}"


def _identifier(context: Context, store: Store) -> str:
    return f"{context.platform.name}-{store.name}"


def _closed_group(region: str, tag: str) -> str:
    return (
        f"aws ec2 describe-security-groups --region {region} --filters Name=group-name,Values=default "
        f"Name=tag:Name,Values={tag} --query 'SecurityGroups[].GroupId' --output text"
    )


def _points(region: str, stored: str) -> str:
    return (
        f"aws backup list-recovery-points-by-resource --region {region} --resource-arn {stored} "
        "--query 'sort_by(RecoveryPoints,&CreationDate)[-1].RecoveryPointArn' --output text"
    )


def _restore(context: Context, region: str, kind: str, metadata: str) -> str:
    role = context.arn("iam", f"role/{restore_grants.role_name(context)}")
    return (
        f"aws backup start-restore-job --region {region} --recovery-point-arn POINT-ARN --resource-type {kind} "
        f"--iam-role-arn {role} --metadata '{metadata}'"
    )


def _job(region: str) -> str:
    wanted = "--restore-job-id JOB-ID --query '[Status,CreatedResourceArn]'"
    return f"aws backup describe-restore-job --region {region} {wanted}"


_DATABASE_CHECK = (
    "Sign in over TLS as `steward`, whose password is in a new secret of Secrets Manager, from a host that was let in "
    "for it; the newest record's time is within the recovery point, and the owner's own count of records is right."
)
_INSIDE = (
    "on a host of the platform's network (the bucket's policy refuses everybody else) and with a role that may read "
    "the one bucket and write the other"
)
_OBJECT_CHECK = (
    "The newest object's time is within the recovery point; ten objects open and have the size and digest on file."
)
_FILE_CHECK = "It is `available`; mounted read-only, the newest file is within the recovery point and ten files open."
