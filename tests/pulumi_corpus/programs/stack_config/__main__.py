"""Bus passes: what other stacks and settings decide is read, the rest is made here."""

import json

import pulumi
import pulumi_aws as aws
from settings import settings

chosen = settings()
network = pulumi.StackReference("network", stack_name=chosen.network_stack)
vpc_id = network.require_output("vpc")
data_subnets = [network.require_output("data_a"), network.require_output("data_b")]
service_subnet = network.get_output("service")
key_arn = network.require_output("key")

tags = {"stack": pulumi.get_stack(), "project": pulumi.get_project()}

service_group = aws.ec2.SecurityGroup(
    "service",
    name="bus-passes-service",
    description="The pass service",
    vpc_id=vpc_id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(
            description="Readers of passes",
            protocol="tcp",
            from_port=8443,
            to_port=8443,
            cidr_blocks=[chosen.service_block],
        ),
        aws.ec2.SecurityGroupIngressArgs(
            description="Administration",
            protocol="tcp",
            from_port=9443,
            to_port=9443,
            cidr_blocks=chosen.administrators,
        ),
    ],
    egress=[
        aws.ec2.SecurityGroupEgressArgs(
            description="To the passes",
            protocol="tcp",
            from_port=5432,
            to_port=6379,
            cidr_blocks=["10.80.20.0/23"],
        )
    ],
    tags=tags,
)
data_group = aws.ec2.SecurityGroup(
    "data",
    name="bus-passes-data",
    description="Where passes are kept",
    vpc_id=vpc_id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(
            description=f"Port {port} for the service",
            protocol="tcp",
            from_port=port,
            to_port=port,
            security_groups=[service_group.id],
        )
        for port in (5432, 6379)
    ],
    egress=[],
    tags=tags,
)

partner = aws.secretsmanager.Secret(
    "partner",
    name="bus-passes/partner",
    description="Token of the bus company",
    kms_key_id=key_arn,
    recovery_window_in_days=30,
)
aws.secretsmanager.SecretVersion(
    "partner",
    secret_id=partner.id,
    secret_string=chosen.partner_token,
)

monitor = aws.iam.Role(
    "monitor",
    name="bus-passes-monitor",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                }
            ],
        }
    ),
)
database = aws.rds.Instance(
    "passes",
    identifier=f"bus-passes-{pulumi.get_stack()}",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.m6g.large",
    allocated_storage=50,
    username="steward",
    manage_master_user_password=True,
    db_subnet_group_name=aws.rds.SubnetGroup(
        "passes", name="bus-passes", description="Bus passes", subnet_ids=data_subnets
    ).name,
    vpc_security_group_ids=[data_group.id],
    multi_az=chosen.multi_zone,
    storage_encrypted=chosen.encrypted,
    kms_key_id=key_arn,
    iam_database_authentication_enabled=True,
    auto_minor_version_upgrade=True,
    backup_retention_period=35,
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    monitoring_interval=60,
    monitoring_role_arn=monitor.arn,
    performance_insights_enabled=True,
    performance_insights_kms_key_id=key_arn,
    tags=tags,
)
cache = aws.elasticache.ReplicationGroup(
    "passes",
    replication_group_id="bus-passes",
    description="Passes that were read today",
    engine="redis",
    node_type="cache.m6g.large",
    num_cache_clusters=chosen.node_count,
    automatic_failover_enabled=True,
    multi_az_enabled=chosen.multi_zone,
    at_rest_encryption_enabled=chosen.encrypted,
    transit_encryption_enabled=True,
    kms_key_id=key_arn,
    subnet_group_name=aws.elasticache.SubnetGroup(
        "passes", name="bus-passes", description="Bus passes", subnet_ids=data_subnets
    ).name,
    security_group_ids=[data_group.id],
    snapshot_retention_limit=14,
    tags=tags,
)

host = aws.iam.Role(
    "host",
    name="bus-passes-host",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "ec2.amazonaws.com"},
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "host",
    name="token",
    role=host.id,
    policy=partner.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": arn}],
            }
        )
    ),
)
profile = aws.iam.InstanceProfile("host", name="bus-passes-host", role=host.name)
server = aws.ec2.Instance(
    "service",
    ami="ami-0c1b2a3d4e5f60718",
    instance_type="m6g.large",
    subnet_id=service_subnet,
    vpc_security_group_ids=[service_group.id],
    iam_instance_profile=profile.name,
    associate_public_ip_address=False,
    ebs_optimized=True,
    monitoring=True,
    metadata_options=aws.ec2.InstanceMetadataOptionsArgs(http_endpoint="enabled", http_tokens="required"),
    root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(encrypted=True, kms_key_id=key_arn),
    tags=tags,
)
log = aws.cloudwatch.LogGroup(
    "service",
    name=f"/bus-passes/{pulumi.get_stack()}",
    retention_in_days=chosen.keep_days,
    kms_key_id=key_arn,
)

pulumi.export("database", database.address)
pulumi.export("cache", cache.primary_endpoint_address)
pulumi.export("server", server.private_ip)
pulumi.export("log", log.name)
