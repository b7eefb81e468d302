"""Types whose `policy` says who may use them."""

POLICIES = (
    "aws_s3_bucket_policy",
    "aws_s3_access_point",
    "aws_s3control_access_point_policy",
    "aws_kms_key",
    "aws_kms_replica_key",
    "aws_kms_key_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
    "aws_efs_file_system_policy",
    "aws_backup_vault_policy",
    "aws_ecr_repository_policy",
    "aws_glacier_vault",
    "aws_media_store_container_policy",
)
