"""The permit office: one VPC, a database and a document bucket, written from top to bottom."""

import json

import pulumi
import pulumi_aws as aws

account = aws.get_caller_identity().account_id

key = aws.kms.Key(
    "records",
    description="Records of the permit office",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Administration",
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                },
                {
                    "Sid": "Logs",
                    "Effect": "Allow",
                    "Principal": {"Service": "logs.eu-central-1.amazonaws.com"},
                    "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
                    "Resource": "*",
                },
            ],
        }
    ),
    tags={"owner": "permits"},
)
aws.kms.Alias("records", name="alias/permit-records", target_key_id=key.key_id)

# Network
vpc = aws.ec2.Vpc(
    "main",
    cidr_block="10.20.0.0/16",
    enable_dns_hostnames=True,
    tags={"Name": "permits"},
)
aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[])
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id, tags={"Name": "permits"})

public_a = aws.ec2.Subnet("public-a", vpc_id=vpc.id, cidr_block="10.20.0.0/24", availability_zone="eu-central-1a")
public_b = aws.ec2.Subnet("public-b", vpc_id=vpc.id, cidr_block="10.20.1.0/24", availability_zone="eu-central-1b")
app_a = aws.ec2.Subnet("app-a", vpc_id=vpc.id, cidr_block="10.20.10.0/24", availability_zone="eu-central-1a")
app_b = aws.ec2.Subnet("app-b", vpc_id=vpc.id, cidr_block="10.20.11.0/24", availability_zone="eu-central-1b")
data_a = aws.ec2.Subnet("data-a", vpc_id=vpc.id, cidr_block="10.20.20.0/24", availability_zone="eu-central-1a")
data_b = aws.ec2.Subnet("data-b", vpc_id=vpc.id, cidr_block="10.20.21.0/24", availability_zone="eu-central-1b")

address = aws.ec2.Eip("nat", domain="vpc", tags={"Name": "permits-nat"})
nat = aws.ec2.NatGateway("main", allocation_id=address.allocation_id, subnet_id=public_a.id)

public_table = aws.ec2.RouteTable(
    "public",
    vpc_id=vpc.id,
    routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=gateway.id)],
)
app_table = aws.ec2.RouteTable(
    "app",
    vpc_id=vpc.id,
    routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
)
data_table = aws.ec2.RouteTable(
    "data",
    vpc_id=vpc.id,
    routes=[],
)
aws.ec2.RouteTableAssociation("public-a", subnet_id=public_a.id, route_table_id=public_table.id)
aws.ec2.RouteTableAssociation("public-b", subnet_id=public_b.id, route_table_id=public_table.id)
aws.ec2.RouteTableAssociation("app-a", subnet_id=app_a.id, route_table_id=app_table.id)
aws.ec2.RouteTableAssociation("app-b", subnet_id=app_b.id, route_table_id=app_table.id)
aws.ec2.RouteTableAssociation("data-a", subnet_id=data_a.id, route_table_id=data_table.id)
aws.ec2.RouteTableAssociation("data-b", subnet_id=data_b.id, route_table_id=data_table.id)

aws.ec2.NetworkAcl(
    "data",
    vpc_id=vpc.id,
    subnet_ids=[data_a.id, data_b.id],
    ingress=[
        aws.ec2.NetworkAclIngressArgs(
            rule_no=100,
            action="allow",
            protocol="tcp",
            cidr_block="10.20.10.0/23",
            from_port=5432,
            to_port=5432,
        ),
    ],
    egress=[
        aws.ec2.NetworkAclEgressArgs(
            rule_no=100,
            action="allow",
            protocol="tcp",
            cidr_block="10.20.10.0/23",
            from_port=1024,
            to_port=65535,
        ),
    ],
)

app_group = aws.ec2.SecurityGroup(
    "app",
    name="permits-app",
    description="Hosts of the permit service",
    vpc_id=vpc.id,
    egress=[
        aws.ec2.SecurityGroupEgressArgs(
            description="To the records",
            protocol="tcp",
            from_port=5432,
            to_port=5432,
            cidr_blocks=["10.20.20.0/23"],
        ),
    ],
)
data_group = aws.ec2.SecurityGroup(
    "data",
    name="permits-data",
    description="The permit database",
    vpc_id=vpc.id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(
            description="From the permit service",
            protocol="tcp",
            from_port=5432,
            to_port=5432,
            cidr_blocks=["10.20.10.0/23"],
        ),
    ],
    egress=[],
)

# What passes is written down
flow_group = aws.cloudwatch.LogGroup("flow", name="/permits/flow", retention_in_days=400, kms_key_id=key.arn)
flow_role = aws.iam.Role(
    "flow",
    name="permits-flow",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "flow",
    name="deliver",
    role=flow_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": pulumi.Output.concat(flow_group.arn, ":*"),
                }
            ],
        }
    ),
)
aws.ec2.FlowLog(
    "main",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination=flow_group.arn,
    iam_role_arn=flow_role.arn,
)

# The database
subnets = aws.rds.SubnetGroup(
    "permits", name="permits", description="Permit records", subnet_ids=[data_a.id, data_b.id]
)
parameters = aws.rds.ParameterGroup(
    "permits",
    name="permits",
    description="Permit records",
    family="postgres16",
    parameters=[
        aws.rds.ParameterGroupParameterArgs(name="log_statement", value="all"),
        aws.rds.ParameterGroupParameterArgs(name="log_min_duration_statement", value="1000"),
        aws.rds.ParameterGroupParameterArgs(name="rds.force_ssl", value="1"),
    ],
)
monitor_role = aws.iam.Role(
    "monitor",
    name="permits-monitor",
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
aws.iam.RolePolicyAttachment(
    "monitor",
    role=monitor_role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
)
database = aws.rds.Instance(
    "permits",
    identifier="permits",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.m6g.large",
    allocated_storage=100,
    db_name="permits",
    username="steward",
    manage_master_user_password=True,
    db_subnet_group_name=subnets.name,
    parameter_group_name=parameters.name,
    vpc_security_group_ids=[data_group.id],
    multi_az=True,
    publicly_accessible=False,
    storage_encrypted=True,
    kms_key_id=key.arn,
    iam_database_authentication_enabled=True,
    auto_minor_version_upgrade=True,
    backup_retention_period=35,
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    monitoring_interval=60,
    monitoring_role_arn=monitor_role.arn,
    performance_insights_enabled=True,
    performance_insights_kms_key_id=key.arn,
    opts=pulumi.ResourceOptions(protect=True),
)

# Documents
documents = aws.s3.Bucket("documents", bucket="permit-documents-eu", tags={"owner": "permits"})
aws.s3.BucketPublicAccessBlock(
    "documents",
    bucket=documents.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketVersioning(
    "documents",
    bucket=documents.id,
    versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
)
by_default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
    sse_algorithm="aws:kms",
    kms_master_key_id=key.arn,
)
aws.s3.BucketServerSideEncryptionConfiguration(
    "documents",
    bucket=documents.id,
    rules=[
        aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
            apply_server_side_encryption_by_default=by_default,
            bucket_key_enabled=True,
        )
    ],
)
unfinished = aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(days_after_initiation=7)
aws.s3.BucketLifecycleConfiguration(
    "documents",
    bucket=documents.id,
    rules=[
        aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="unfinished",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
            abort_incomplete_multipart_upload=unfinished,
        )
    ],
)
aws.s3.BucketPolicy(
    "documents",
    bucket=documents.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Encrypted",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [documents.arn, pulumi.Output.concat(documents.arn, "/*")],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    ),
)

pulumi.export("database", database.endpoint)
pulumi.export("documents", documents.bucket)
