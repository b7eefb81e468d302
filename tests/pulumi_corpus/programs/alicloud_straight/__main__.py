"""The citizens' hotline: a VPC, a database, recordings and a trail in Alibaba Cloud."""

import json

import pulumi
import pulumi_alicloud as alicloud

key = alicloud.kms.Key(
    "hotline",
    description="Recordings of the hotline",
    automatic_rotation="Enabled",
    rotation_interval="365d",
    pending_window_in_days=30,
    status="Enabled",
)

vpc = alicloud.vpc.Network("hotline", vpc_name="hotline", cidr_block="10.130.0.0/16")
edge = alicloud.vpc.Switch(
    "edge", vpc_id=vpc.id, vswitch_name="edge", cidr_block="10.130.0.0/24", zone_id="cn-hangzhou-h"
)
desk = alicloud.vpc.Switch(
    "desk", vpc_id=vpc.id, vswitch_name="desk", cidr_block="10.130.10.0/24", zone_id="cn-hangzhou-h"
)
data = alicloud.vpc.Switch(
    "data", vpc_id=vpc.id, vswitch_name="data", cidr_block="10.130.20.0/24", zone_id="cn-hangzhou-i"
)

desk_group = alicloud.ecs.SecurityGroup(
    "desk",
    security_group_name="hotline-desk",
    description="Desks of the hotline",
    vpc_id=vpc.id,
    inner_access_policy="Drop",
)
data_group = alicloud.ecs.SecurityGroup(
    "data",
    security_group_name="hotline-data",
    description="Where calls are kept",
    vpc_id=vpc.id,
    inner_access_policy="Drop",
)
alicloud.ecs.SecurityGroupRule(
    "desk-administration",
    type="ingress",
    ip_protocol="tcp",
    port_range="22/22",
    policy="accept",
    priority=1,
    security_group_id=desk_group.id,
    cidr_ip="10.130.250.0/24",
    description="Administration from the bastion",
)
alicloud.ecs.SecurityGroupRule(
    "desk-calls",
    type="ingress",
    ip_protocol="tcp",
    port_range="5061/5061",
    policy="accept",
    priority=1,
    security_group_id=desk_group.id,
    cidr_ip="10.130.0.0/24",
    description="Calls from the edge",
)
alicloud.ecs.SecurityGroupRule(
    "data-desk",
    type="ingress",
    ip_protocol="tcp",
    port_range="3306/3306",
    policy="accept",
    priority=1,
    security_group_id=data_group.id,
    source_security_group_id=desk_group.id,
    description="Desks write down calls",
)
alicloud.vpc.NetworkAcl(
    "data",
    vpc_id=vpc.id,
    network_acl_name="hotline-data",
    ingress_acl_entries=[
        alicloud.vpc.NetworkAclIngressAclEntryArgs(
            network_acl_entry_name="desks",
            policy="accept",
            protocol="tcp",
            port="3306/3306",
            source_cidr_ip="10.130.10.0/24",
        )
    ],
    egress_acl_entries=[
        alicloud.vpc.NetworkAclEgressAclEntryArgs(
            network_acl_entry_name="answers",
            policy="accept",
            protocol="tcp",
            port="1024/65535",
            destination_cidr_ip="10.130.10.0/24",
        )
    ],
    resources=[alicloud.vpc.NetworkAclResourceArgs(resource_id=data.id, resource_type="VSwitch")],
)

database = alicloud.rds.Instance(
    "calls",
    instance_name="hotline-calls",
    engine="MySQL",
    engine_version="8.0",
    instance_type="rds.mysql.s3.large",
    instance_storage=100,
    vswitch_id=data.id,
    security_group_ids=[data_group.id],
    security_ips=["10.130.10.0/24"],
    encryption_key=key.id,
    ssl_action="Open",
    tde_status="Enabled",
    auto_upgrade_minor_version="Auto",
    sql_collector_status="Enabled",
    sql_collector_config_value=365,
    deletion_protection=True,
    opts=pulumi.ResourceOptions(protect=True),
)

records = alicloud.oss.Bucket(
    "records",
    bucket="hotline-access-records",
    versioning=alicloud.oss.BucketVersioningArgs(status="Enabled"),
    server_side_encryption_rule=alicloud.oss.BucketServerSideEncryptionRuleArgs(
        sse_algorithm="KMS", kms_master_key_id=key.id
    ),
)
recordings = alicloud.oss.Bucket(
    "recordings",
    bucket="hotline-recordings",
    acl="private",
    versioning=alicloud.oss.BucketVersioningArgs(status="Enabled"),
    logging=alicloud.oss.BucketLoggingArgs(target_bucket=records.id, target_prefix="recordings/"),
    server_side_encryption_rule=alicloud.oss.BucketServerSideEncryptionRuleArgs(
        sse_algorithm="KMS", kms_master_key_id=key.id
    ),
)
alicloud.oss.BucketPublicAccessBlock("recordings", bucket=recordings.bucket, block_public_access=True)

alicloud.actiontrail.Trail(
    "hotline",
    trail_name="hotline",
    oss_bucket_name=records.bucket,
    event_rw="All",
    trail_region="All",
)

listener = alicloud.ram.Role(
    "listener",
    role_name="hotline-listener",
    assume_role_policy_document=json.dumps(
        {
            "Version": "1",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["ecs.aliyuncs.com"]}}
            ],
        }
    ),
)
listening = alicloud.ram.Policy(
    "listener",
    policy_name="hotline-listener",
    policy_document=pulumi.Output.json_dumps(
        {
            "Version": "1",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["oss:GetObject"],
                    "Resource": [pulumi.Output.format("acs:oss:*:*:{0}/*", recordings.bucket)],
                }
            ],
        }
    ),
)
alicloud.ram.RolePolicyAttachment(
    "listener",
    role_name=listener.role_name,
    policy_name=listening.policy_name,
    policy_type="Custom",
)

pulumi.export("database", database.connection_string)
