"""The tax window: returns in a bucket, notices in a queue, and the roles of those who work with them."""

import json

import pulumi
import pulumi_aws as aws
from documents import reading, trusted_people, trusted_service

account = aws.get_caller_identity().account_id
partition = aws.get_partition().partition

key = aws.kms.Key(
    "returns",
    description="Tax returns",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=aws.iam.get_policy_document(
        statements=[
            {
                "sid": "Administration",
                "actions": ["kms:*"],
                "resources": ["*"],
                "principals": [{"type": "AWS", "identifiers": [f"arn:{partition}:iam::{account}:root"]}],
            },
            {
                "sid": "Queues",
                "actions": ["kms:Decrypt", "kms:GenerateDataKey"],
                "resources": ["*"],
                "principals": [{"type": "Service", "identifiers": ["sqs.amazonaws.com", "sns.amazonaws.com"]}],
            },
        ]
    ).json,
)
returns = aws.s3.Bucket("returns", bucket="tax-window-returns")
aws.s3.BucketPublicAccessBlock(
    "returns",
    bucket=returns.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketVersioning("returns", bucket=returns.id, versioning_configuration={"status": "Enabled"})
aws.s3.BucketServerSideEncryptionConfiguration(
    "returns",
    bucket=returns.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}}],
)
aws.s3.BucketPolicy(
    "returns",
    bucket=returns.id,
    policy=aws.iam.get_policy_document_output(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                sid="Encrypted",
                effect="Deny",
                actions=["s3:*"],
                resources=[returns.arn, returns.arn.apply(lambda arn: f"{arn}/*")],
                principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="*", identifiers=["*"])],
                conditions=[
                    aws.iam.GetPolicyDocumentStatementConditionArgs(
                        test="Bool", variable="aws:SecureTransport", values=["false"]
                    )
                ],
            )
        ]
    ).json,
)

notices = aws.sqs.Queue("notices", name="tax-notices", kms_master_key_id=key.id)
topic = aws.sns.Topic("notices", name="tax-notices", kms_master_key_id=key.id)
aws.sqs.QueuePolicy(
    "notices",
    queue_url=notices.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "sns.amazonaws.com"},
                    "Action": "sqs:SendMessage",
                    "Resource": notices.arn,
                    "Condition": {"ArnEquals": {"aws:SourceArn": topic.arn}},
                }
            ],
        }
    ),
)
aws.sns.TopicPolicy(
    "notices",
    arn=topic.arn,
    policy=topic.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"AWS": f"arn:{partition}:iam::{account}:root"},
                        "Action": "sns:Publish",
                        "Resource": arn,
                    }
                ],
            }
        )
    ),
)

clerk = aws.iam.Role(
    "clerk",
    name="tax-clerk",
    assume_role_policy=trusted_people(account),
    max_session_duration=3600,
)
aws.iam.RolePolicy("clerk", name="read", role=clerk.id, policy=reading(returns, "assessed"))

auditor = aws.iam.Role(
    "auditor",
    name="tax-auditor",
    assume_role_policy=trusted_people(account),
    max_session_duration=3600,
)
audit_rights = aws.iam.Policy(
    "auditor",
    name="tax-auditor",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Look",
                    "Effect": "Allow",
                    "Action": ["cloudtrail:GetTrailStatus", "cloudtrail:DescribeTrails"],
                    "Resource": f"arn:{partition}:cloudtrail:*:{account}:trail/*",
                }
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment("auditor", role=auditor.name, policy_arn=audit_rights.arn)

operator = aws.iam.Role(
    "operator",
    name="tax-operator",
    assume_role_policy=trusted_people(account),
    max_session_duration=3600,
)
operate = {
    "Sid": "Operate",
    "Effect": "Allow",
    "Action": ["cloudtrail:*"],
    "Resource": f"arn:{partition}:cloudtrail:eu-central-1:{account}:trail/tax",
}
keep_records = {
    "Sid": "Records",
    "Effect": "Deny",
    "Action": ["cloudtrail:Stop*", "cloudtrail:Delete*", "cloudtrail:Update*", "cloudtrail:Put*"],
    "Resource": "*",
}
aws.iam.RolePolicy(
    "operator",
    name="operate",
    role=operator.id,
    policy=json.dumps({"Version": "2012-10-17", "Statement": [operate, keep_records]}),
)

assess = aws.iam.Role("assess", name="tax-assess", assume_role_policy=trusted_service("lambda.amazonaws.com"))
boundary = aws.iam.Policy(
    "boundary",
    name="tax-boundary",
    policy=aws.iam.get_policy_document(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                sid="AtMost",
                actions=["s3:GetObject", "s3:ListBucket", "sqs:SendMessage"],
                resources=[f"arn:{partition}:s3:::tax-window-*", f"arn:{partition}:sqs:*:{account}:tax-*"],
            )
        ]
    ).json,
)
aws.iam.RolePolicy(
    "assess",
    name="assess",
    role=assess.id,
    policy=pulumi.Output.all(returns.arn, notices.arn).apply(
        lambda arns: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": f"{arns[0]}/filed/*"},
                    {"Sid": "Tell", "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": arns[1]},
                ],
            }
        )
    ),
)
send = aws.iam.Role(
    "send",
    name="tax-send",
    assume_role_policy=trusted_service("ecs-tasks.amazonaws.com"),
    permissions_boundary=boundary.arn,
)
aws.iam.RolePolicy(
    "send",
    name="send",
    role=send.id,
    policy=notices.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Sid": "Take", "Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": arn},
                ],
            }
        )
    ),
)
secret = aws.secretsmanager.Secret(
    "bank",
    name="tax-window/bank",
    kms_key_id=key.arn,
    recovery_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "secretsmanager:*",
                    "Resource": "*",
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    ),
)

pulumi.export("roles", [clerk.arn, auditor.arn, operator.arn])
