"""Parking permits: a trail, its bucket, alarms and a queue, tied together by outputs."""

import json

import pulumi
import pulumi_aws as aws

identity = aws.get_caller_identity_output()
region = aws.get_region_output()
prefix = pulumi.Output.format("parking-{0}", identity.account_id)


def administration(account: str) -> dict[str, object]:
    """Return the statement by which the account administers a key."""
    return {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }


def key_policy(arguments: list[str]) -> str:
    """Return the key's policy: the account administers it, the trail and the logs use it."""
    account, where = arguments
    trail = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": ["kms:GenerateDataKey*", "kms:DescribeKey"],
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }
    logs = {
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{where}.amazonaws.com"},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [administration(account), trail, logs]})


key = aws.kms.Key(
    "audit",
    description="Audit trail of parking permits",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=pulumi.Output.all(identity.account_id, region.region).apply(key_policy),
)
alias = aws.kms.Alias("audit", name="alias/parking-audit", target_key_id=key.key_id)

trail_bucket = aws.s3.Bucket("trail", bucket=pulumi.Output.concat(prefix, "-trail"))
public_access = aws.s3.BucketPublicAccessBlock(
    "trail",
    bucket=trail_bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketVersioning(
    "trail",
    bucket=trail_bucket.id,
    versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
)
by_default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
    sse_algorithm="aws:kms", kms_master_key_id=key.arn
)
aws.s3.BucketServerSideEncryptionConfiguration(
    "trail",
    bucket=trail_bucket.id,
    rules=[
        aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
            apply_server_side_encryption_by_default=by_default, bucket_key_enabled=True
        )
    ],
)


def trail_policy(arguments: dict[str, str]) -> str:
    """Return the bucket's policy: the trail writes, and nobody comes without encryption."""
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:GetBucketAcl",
            "Resource": arguments["arn"],
        },
        {
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"{arguments['arn']}/AWSLogs/{arguments['account']}/*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
        },
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arguments["arn"], f"{arguments['arn']}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


bucket_policy = aws.s3.BucketPolicy(
    "trail",
    bucket=trail_bucket.id,
    policy=pulumi.Output.all(arn=trail_bucket.arn, account=identity.account_id).apply(trail_policy),
    opts=pulumi.ResourceOptions(depends_on=[public_access]),
)

log = aws.cloudwatch.LogGroup("trail", name="/parking/trail", retention_in_days=731, kms_key_id=key.arn)
deliverer = aws.iam.Role(
    "trail",
    name="parking-trail",
    assume_role_policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "cloudtrail.amazonaws.com"},
                    "Condition": {"StringEquals": {"aws:SourceAccount": identity.account_id}},
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "trail",
    name="deliver",
    role=deliverer.name,
    policy=log.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                        "Resource": f"{arn}:*",
                    }
                ],
            }
        )
    ),
)
topic = aws.sns.Topic("alarms", name="parking-alarms", kms_master_key_id=key.id)
trail = aws.cloudtrail.Trail(
    "parking",
    name="parking",
    s3_bucket_name=trail_bucket.id,
    is_multi_region_trail=True,
    include_global_service_events=True,
    enable_log_file_validation=True,
    enable_logging=True,
    kms_key_id=key.arn,
    sns_topic_name=topic.name,
    cloud_watch_logs_group_arn=log.arn.apply(lambda arn: f"{arn}:*"),
    cloud_watch_logs_role_arn=deliverer.arn,
    opts=pulumi.ResourceOptions(depends_on=[bucket_policy]),
)

vpc = aws.ec2.Vpc("parking", cidr_block="10.70.0.0/16")
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[])
subnet = aws.ec2.Subnet("meters", vpc_id=vpc.id, cidr_block="10.70.1.0/24", availability_zone="us-east-2a")
aws.ec2.FlowLog("parking", vpc_id=vpc.id, traffic_type="ALL", log_destination=log.arn, iam_role_arn=deliverer.arn)
clients = vpc.cidr_block.apply(lambda block: [block])
group = aws.ec2.SecurityGroup(
    "meters",
    name="parking-meters",
    description="Parking meters",
    vpc_id=vpc.id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(
            description="Meters report",
            protocol="tcp",
            from_port=8443,
            to_port=8443,
            cidr_blocks=clients,
        )
    ],
    egress=[],
)
aws.ec2.NetworkInterface("meters", subnet_id=subnet.id, security_groups=[group.id], description="Meters report here")

permits = aws.sqs.Queue("permits", name="parking-permits", kms_master_key_id=key.id)
aws.sqs.QueuePolicy(
    "permits",
    queue_url=permits.id,
    policy=pulumi.Output.all(permits.arn, topic.arn).apply(
        lambda arns: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "sns.amazonaws.com"},
                        "Action": "sqs:SendMessage",
                        "Resource": arns[0],
                        "Condition": {"ArnEquals": {"aws:SourceArn": arns[1]}},
                    }
                ],
            }
        )
    ),
)
aws.sns.TopicSubscription("permits", topic=topic.arn, protocol="sqs", endpoint=permits.arn)
metric = aws.cloudwatch.LogMetricFilter(
    "root",
    name="root-use",
    log_group_name=log.name,
    pattern='{ $.userIdentity.type = "Root" }',
    metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
        name="RootUse", namespace="Parking", value="1"
    ),
)
aws.cloudwatch.MetricAlarm(
    "root",
    name="root-use",
    namespace=metric.metric_transformation.apply(lambda one: one.namespace),
    metric_name=metric.metric_transformation.name,
    statistic="Sum",
    comparison_operator="GreaterThanOrEqualToThreshold",
    threshold=1,
    period=300,
    evaluation_periods=1,
    alarm_actions=[topic.arn],
)

pulumi.export("trail", trail.arn)
pulumi.export("summary", pulumi.Output.concat("trail ", trail.name, " writes to ", trail_bucket.bucket))
