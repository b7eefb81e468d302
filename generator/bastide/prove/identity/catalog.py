"""Which actions read, write, destroy or give away what each type of resource holds.

Source: the service authorization reference of AWS, and the user guide of each service for what an action does. A test
holds the names against an independent catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bastide.model.identity import Right


class Form(Enum):
    """Which ARN of a target an action is checked against."""

    SELF = auto()
    OBJECTS = auto()
    LOGINS = auto()
    SECRET = auto()
    SNAPSHOTS = auto()
    POINTS = auto()
    STREAMS = auto()


@dataclass(frozen=True, slots=True)
class Deed:
    """One action on one form of the target."""

    action: str
    form: Form = Form.SELF


Deeds = Mapping[Right, tuple[Deed, ...]]


def _deeds(service: str, form: Form, names: str) -> tuple[Deed, ...]:
    return tuple(Deed(f"{service}:{name}", form) for name in names.split())


BUCKET: Deeds = {
    Right.READ: _deeds("s3", Form.OBJECTS, "GetObject GetObjectVersion"),
    Right.WRITE: _deeds("s3", Form.OBJECTS, "PutObject"),
    Right.DESTROY: (
        *_deeds("s3", Form.OBJECTS, "DeleteObject DeleteObjectVersion BypassGovernanceRetention"),
        *_deeds(
            "s3",
            Form.SELF,
            "DeleteBucket PutLifecycleConfiguration PutBucketVersioning PutBucketObjectLockConfiguration "
            "PutEncryptionConfiguration",
        ),
    ),
    Right.GRANT: (
        *_deeds(
            "s3",
            Form.SELF,
            "PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketPublicAccessBlock PutReplicationConfiguration",
        ),
        *_deeds("s3", Form.OBJECTS, "PutObjectAcl PutObjectVersionAcl"),
    ),
}

INSTANCE: Deeds = {
    Right.READ: (
        *_deeds("rds-db", Form.LOGINS, "connect"),
        *_deeds("secretsmanager", Form.SECRET, "GetSecretValue"),
        *_deeds("rds", Form.SELF, "RestoreDBInstanceToPointInTime CreateDBInstanceReadReplica"),
        *_deeds("rds", Form.SNAPSHOTS, "RestoreDBInstanceFromDBSnapshot StartExportTask"),
    ),
    Right.WRITE: _deeds("rds-db", Form.LOGINS, "connect"),
    Right.DESTROY: (
        *_deeds("rds", Form.SELF, "DeleteDBInstance ModifyDBInstance DeleteDBInstanceAutomatedBackup"),
        *_deeds("rds", Form.SELF, "StopDBInstanceAutomatedBackupsReplication"),
        *_deeds("rds", Form.SNAPSHOTS, "DeleteDBSnapshot"),
    ),
    Right.GRANT: _deeds("rds", Form.SNAPSHOTS, "ModifyDBSnapshotAttribute"),
}

CLUSTER: Deeds = {
    Right.READ: (
        *_deeds("rds-db", Form.LOGINS, "connect"),
        *_deeds("secretsmanager", Form.SECRET, "GetSecretValue"),
        *_deeds("rds-data", Form.SELF, "ExecuteStatement BatchExecuteStatement"),
        *_deeds("rds", Form.SELF, "RestoreDBClusterToPointInTime"),
        *_deeds("rds", Form.SNAPSHOTS, "RestoreDBClusterFromSnapshot StartExportTask"),
    ),
    Right.WRITE: (
        *_deeds("rds-db", Form.LOGINS, "connect"),
        *_deeds("rds-data", Form.SELF, "ExecuteStatement BatchExecuteStatement"),
    ),
    Right.DESTROY: (
        *_deeds("rds", Form.SELF, "DeleteDBCluster ModifyDBCluster DeleteDBClusterAutomatedBackup BacktrackDBCluster"),
        *_deeds("rds", Form.SNAPSHOTS, "DeleteDBClusterSnapshot"),
    ),
    Right.GRANT: _deeds("rds", Form.SNAPSHOTS, "ModifyDBClusterSnapshotAttribute"),
}

FILES: Deeds = {
    Right.READ: _deeds("elasticfilesystem", Form.SELF, "ClientMount"),
    Right.WRITE: _deeds("elasticfilesystem", Form.SELF, "ClientWrite"),
    Right.DESTROY: _deeds("elasticfilesystem", Form.SELF, "DeleteFileSystem DeleteReplicationConfiguration"),
    Right.GRANT: _deeds(
        "elasticfilesystem",
        Form.SELF,
        "PutFileSystemPolicy DeleteFileSystemPolicy CreateReplicationConfiguration CreateAccessPoint",
    ),
}

TABLE: Deeds = {
    Right.READ: _deeds("dynamodb", Form.SELF, "GetItem BatchGetItem Query Scan PartiQLSelect ExportTableToPointInTime"),
    Right.WRITE: _deeds("dynamodb", Form.SELF, "PutItem UpdateItem DeleteItem BatchWriteItem PartiQLUpdate"),
    Right.DESTROY: _deeds("dynamodb", Form.SELF, "DeleteTable UpdateContinuousBackups UpdateTable"),
    Right.GRANT: _deeds("dynamodb", Form.SELF, "PutResourcePolicy DeleteResourcePolicy"),
}

SECRET: Deeds = {
    Right.READ: _deeds("secretsmanager", Form.SELF, "GetSecretValue"),
    Right.WRITE: _deeds("secretsmanager", Form.SELF, "PutSecretValue UpdateSecret"),
    Right.DESTROY: _deeds("secretsmanager", Form.SELF, "DeleteSecret"),
    Right.GRANT: _deeds("secretsmanager", Form.SELF, "PutResourcePolicy DeleteResourcePolicy"),
}

KEY: Deeds = {
    Right.READ: _deeds("kms", Form.SELF, "Decrypt ReEncryptFrom"),
    Right.WRITE: _deeds("kms", Form.SELF, "Encrypt GenerateDataKey"),
    Right.DESTROY: _deeds("kms", Form.SELF, "ScheduleKeyDeletion DisableKey DeleteImportedKeyMaterial"),
    Right.GRANT: _deeds("kms", Form.SELF, "PutKeyPolicy CreateGrant"),
}

VAULT: Deeds = {
    Right.READ: _deeds("backup", Form.POINTS, "StartRestoreJob"),
    Right.DESTROY: (
        *_deeds("backup", Form.POINTS, "DeleteRecoveryPoint UpdateRecoveryPointLifecycle DisassociateRecoveryPoint"),
        *_deeds(
            "backup", Form.SELF, "DeleteBackupVault DeleteBackupVaultLockConfiguration PutBackupVaultLockConfiguration"
        ),
    ),
    Right.GRANT: (
        *_deeds("backup", Form.SELF, "PutBackupVaultAccessPolicy DeleteBackupVaultAccessPolicy"),
        *_deeds("backup", Form.POINTS, "StartCopyJob"),
    ),
}

PLAN: Deeds = {
    Right.DESTROY: _deeds("backup", Form.SELF, "DeleteBackupPlan UpdateBackupPlan DeleteBackupSelection"),
}

LOG_GROUP: Deeds = {
    Right.READ: _deeds("logs", Form.STREAMS, "GetLogEvents FilterLogEvents StartQuery"),
    Right.WRITE: _deeds("logs", Form.STREAMS, "PutLogEvents"),
    Right.DESTROY: _deeds("logs", Form.STREAMS, "DeleteLogGroup DeleteLogStream PutRetentionPolicy"),
    Right.GRANT: _deeds("logs", Form.STREAMS, "PutSubscriptionFilter CreateExportTask"),
}

TRAIL: Deeds = {
    Right.DESTROY: _deeds("cloudtrail", Form.SELF, "StopLogging DeleteTrail UpdateTrail PutEventSelectors"),
}

FLOW_LOG: Deeds = {Right.DESTROY: _deeds("ec2", Form.SELF, "DeleteFlowLogs")}

STORES: Mapping[str, Deeds] = {
    "aws_s3_bucket": BUCKET,
    "aws_db_instance": INSTANCE,
    "aws_rds_cluster": CLUSTER,
    "aws_efs_file_system": FILES,
    "aws_dynamodb_table": TABLE,
    "aws_secretsmanager_secret": SECRET,
}
KEYS: Mapping[str, Deeds] = {"aws_kms_key": KEY, "aws_kms_replica_key": KEY}
BACKUPS: Mapping[str, Deeds] = {"aws_backup_vault": VAULT, "aws_backup_plan": PLAN}
LOGS: Mapping[str, Deeds] = {
    "aws_cloudwatch_log_group": LOG_GROUP,
    "aws_cloudtrail": TRAIL,
    "aws_flow_log": FLOW_LOG,
}
"""Deeds by type. A bucket that keeps logs is a log; other buckets are stores."""

DEEDS: Mapping[str, Deeds] = {**STORES, **KEYS, **BACKUPS, **LOGS}

ON_ROLES = (
    "iam:UpdateAssumeRolePolicy",
    "iam:PutRolePolicy",
    "iam:AttachRolePolicy",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:DeleteRolePermissionsBoundary",
    "iam:PutRolePermissionsBoundary",
)
ON_POLICIES = ("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion")
ON_RUNBOOKS = ("ssm:UpdateDocument", "ssm:DeleteDocument")
"""Whoever changes a runbook decides what its role does, and who must approve."""

ON_USERS = (
    "iam:PutUserPolicy",
    "iam:AttachUserPolicy",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
)
ON_GROUPS = ("iam:PutGroupPolicy", "iam:AttachGroupPolicy", "iam:AddUserToGroup")
"""Actions by which somebody gives rights to themselves or to an identity that they can become."""

STARTS: Mapping[str, tuple[str, str]] = {
    "ec2": ("ec2:RunInstances", "ec2:{region}:{account}:instance/{new}"),
    "lambda": ("lambda:CreateFunction", "lambda:{region}:{account}:function:{new}"),
    "ssm": ("ssm:StartAutomationExecution", "ssm:{region}:{account}:automation-definition/{new}:1"),
    "ecs-tasks": ("ecs:RunTask", "ecs:{region}:{account}:task-definition/{new}:1"),
    "cloudformation": ("cloudformation:CreateStack", "cloudformation:{region}:{account}:stack/{new}/{new}"),
    "codebuild": ("codebuild:CreateProject", "codebuild:{region}:{account}:project/{new}"),
    "glue": ("glue:CreateJob", "glue:{region}:{account}:job/{new}"),
    "sagemaker": ("sagemaker:CreateNotebookInstance", "sagemaker:{region}:{account}:notebook-instance/{new}"),
    "states": ("states:CreateStateMachine", "states:{region}:{account}:stateMachine:{new}"),
    "backup": ("backup:StartRestoreJob", "backup:{region}:{account}:recovery-point:{new}"),
    "s3": ("s3:PutReplicationConfiguration", "s3:::{new}"),
    "batchoperations.s3": ("s3:CreateJob", "s3:{region}:{account}:job/{new}"),
    "scheduler": ("scheduler:CreateSchedule", "scheduler:{region}:{account}:schedule/default/{new}"),
}
"""By service: what makes it act with a role that it is handed (`iam:PassRole`), on a resource of the caller's own."""
