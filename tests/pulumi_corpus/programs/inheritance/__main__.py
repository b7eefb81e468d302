"""The city archive: locked and readable buckets, an index and a queue, all by a provider of our own."""

import json

import city
import pulumi
import pulumi_aws as aws
from buckets import LockedBucket, PrivateBucket, ReadingBucket

city.register()

home = aws.Provider("home", region="eu-north-1", default_tags={"tags": {"platform": "archive"}})
by_home = pulumi.ResourceOptions(provider=home)
account = aws.get_caller_identity(opts=pulumi.InvokeOptions(provider=home)).account_id


def trust(service: str) -> str:
    """Return the policy by which a service takes a role."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


key = aws.kms.Key(
    "archive",
    description="The city archive",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    ),
    tags={},
    opts=pulumi.ResourceOptions(provider=home, aliases=[pulumi.Alias(name="records")]),
)
reader = aws.iam.Role(
    "reader",
    name="archive-reader",
    assume_role_policy=trust("lambda.amazonaws.com"),
    max_session_duration=city.LONGEST_SESSION,
    opts=by_home,
)

components = pulumi.ResourceOptions(providers={"aws": home})
LockedBucket("deeds", key, components)
LockedBucket(
    "minutes",
    key,
    pulumi.ResourceOptions(providers={"aws": home}, aliases=[pulumi.Alias(name="council-minutes")]),
)
reading_room = ReadingBucket("reading-room", key, reader, components)
scratch = PrivateBucket("scratch", key, components)

index = aws.dynamodb.Table(
    "index",
    name="archive-index",
    billing_mode="PAY_PER_REQUEST",
    hash_key="deed",
    attributes=[aws.dynamodb.TableAttributeArgs(name="deed", type="S")],
    point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
    server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True, kms_key_arn=key.arn),
    tags={},
    opts=by_home,
)
requests = aws.sqs.Queue("requests", name="archive-requests", kms_master_key_id=key.id, tags={}, opts=by_home)

vpc = aws.ec2.Vpc("archive", cidr_block="10.101.0.0/16", tags={}, opts=by_home)
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[], opts=by_home)
subnet = aws.ec2.Subnet("reading", vpc_id=vpc.id, cidr_block="10.101.1.0/24", tags={}, opts=by_home)
flow = aws.cloudwatch.LogGroup("flow", name="/archive/flow", kms_key_id=key.arn, opts=by_home)
aws.ec2.FlowLog("archive", vpc_id=vpc.id, traffic_type="ALL", log_destination=flow.arn, opts=by_home)
desks = aws.ec2.SecurityGroup(
    "desks",
    name="archive-desks",
    description="Desks of the reading room",
    vpc_id=vpc.id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(
            description="Readers", protocol="tcp", from_port=443, to_port=443, cidr_blocks=["10.101.0.0/16"]
        )
    ],
    egress=[],
    opts=by_home,
)
aws.ec2.VpcEndpoint(
    "queue",
    vpc_id=vpc.id,
    service_name="com.amazonaws.eu-north-1.sqs",
    vpc_endpoint_type="Interface",
    subnet_ids=[subnet.id],
    security_group_ids=[desks.id],
    opts=by_home,
)
aws.iam.RolePolicy(
    "reader",
    name="reading",
    role=reader.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject"],
                    "Resource": pulumi.Output.concat(reading_room.bucket.arn, "/*"),
                },
                {
                    "Effect": "Allow",
                    "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                    "Resource": index.arn,
                },
                {
                    "Effect": "Deny",
                    "Action": ["cloudtrail:*", "logs:Delete*"],
                    "Resource": "*",
                },
            ],
        }
    ),
    opts=by_home,
)

pulumi.export("index", index.name)
pulumi.export("requests", requests.url)
pulumi.export("scratch", scratch.bucket.id)
