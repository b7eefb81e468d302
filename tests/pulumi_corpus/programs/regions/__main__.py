"""The land registry: deeds and a database in one region, with copies of all in another."""

import json

import pulumi
import pulumi_aws as aws
from copies import copied_bucket, region, vault

account = aws.get_caller_identity().account_id
first = region("primary", "eu-central-1", account)
second = region("dr", "eu-north-1", account)


def trust(service: str) -> str:
    """Return the policy by which a service takes a role."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


copier = aws.iam.Role("copier", name="registry-copier", assume_role_policy=trust("s3.amazonaws.com"), opts=first.opts)
deeds, deeds_copy = copied_bucket("deeds", first, second, copier)
aws.iam.RolePolicy(
    "copier",
    name="copy",
    role=copier.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"],
                    "Resource": pulumi.Output.concat(deeds.arn, "/*"),
                },
                {
                    "Effect": "Allow",
                    "Action": ["s3:ReplicateObject", "s3:ReplicateDelete"],
                    "Resource": pulumi.Output.concat(deeds_copy.arn, "/*"),
                },
                {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": first.key.arn},
                {"Effect": "Allow", "Action": ["kms:Encrypt"], "Resource": second.key.arn},
            ],
        }
    ),
    opts=first.opts,
)

NETWORKS = {"primary": (first, "10.110.0.0/16"), "dr": (second, "10.111.0.0/16")}
groups: dict[str, aws.ec2.SecurityGroup] = {}
subnet_groups: dict[str, aws.rds.SubnetGroup] = {}
for role, (where, block) in NETWORKS.items():
    vpc = aws.ec2.Vpc(role, cidr_block=block, tags={"Name": f"registry-{role}"}, opts=where.opts)
    aws.ec2.DefaultSecurityGroup(f"{role}-closed", vpc_id=vpc.id, ingress=[], egress=[], opts=where.opts)
    subnets = [
        aws.ec2.Subnet(
            f"{role}-{zone}",
            vpc_id=vpc.id,
            cidr_block=block.replace(".0.0/16", f".{index}.0/24"),
            availability_zone=f"{where.name}{zone}",
            opts=where.opts,
        )
        for index, zone in enumerate("ab")
    ]
    log = aws.cloudwatch.LogGroup(
        role,
        name=f"/registry/{role}",
        retention_in_days=731,
        kms_key_id=where.key.arn,
        opts=where.opts,
    )
    aws.ec2.FlowLog(role, vpc_id=vpc.id, traffic_type="ALL", log_destination=log.arn, opts=where.opts)
    groups[role] = aws.ec2.SecurityGroup(
        role,
        name=f"registry-{role}",
        description="The registry's database",
        vpc_id=vpc.id,
        ingress=[
            {
                "description": "From the registry",
                "protocol": "tcp",
                "from_port": 5432,
                "to_port": 5432,
                "cidr_blocks": [block],
            }
        ],
        egress=[],
        opts=where.opts,
    )
    subnet_groups[role] = aws.rds.SubnetGroup(
        role,
        name=f"registry-{role}",
        description="The registry's database",
        subnet_ids=[one.id for one in subnets],
        opts=where.opts,
    )

monitor = aws.iam.Role(
    "monitor", name="registry-monitor", assume_role_policy=trust("monitoring.rds.amazonaws.com"), opts=first.opts
)
registry = aws.rds.Instance(
    "registry",
    identifier="registry",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.m6g.xlarge",
    allocated_storage=200,
    username="steward",
    manage_master_user_password=True,
    db_subnet_group_name=subnet_groups["primary"].name,
    vpc_security_group_ids=[groups["primary"].id],
    multi_az=True,
    storage_encrypted=True,
    kms_key_id=first.key.arn,
    iam_database_authentication_enabled=True,
    auto_minor_version_upgrade=True,
    backup_retention_period=35,
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    monitoring_interval=60,
    monitoring_role_arn=monitor.arn,
    performance_insights_enabled=True,
    performance_insights_kms_key_id=first.key.arn,
    opts=pulumi.ResourceOptions.merge(first.opts, pulumi.ResourceOptions(protect=True)),
)
replica = aws.rds.Instance(
    "registry-replica",
    identifier="registry-replica",
    replicate_source_db=registry.arn,
    instance_class="db.m6g.xlarge",
    db_subnet_group_name=subnet_groups["dr"].name,
    vpc_security_group_ids=[groups["dr"].id],
    publicly_accessible=False,
    multi_az=True,
    storage_encrypted=True,
    kms_key_id=second.key.arn,
    iam_database_authentication_enabled=True,
    auto_minor_version_upgrade=True,
    backup_retention_period=35,
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    monitoring_interval=60,
    monitoring_role_arn=monitor.arn,
    performance_insights_enabled=True,
    performance_insights_kms_key_id=second.key.arn,
    opts=second.opts,
)

near, far = vault("registry", first), vault("registry-copy", second)
plan = aws.backup.Plan(
    "registry",
    name="registry",
    rules=[
        aws.backup.PlanRuleArgs(
            rule_name="daily",
            target_vault_name=near.name,
            schedule="cron(0 3 ? * * *)",
            lifecycle=aws.backup.PlanRuleLifecycleArgs(
                delete_after=400,
            ),
            copy_actions=[
                aws.backup.PlanRuleCopyActionArgs(
                    destination_vault_arn=far.arn,
                    lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(
                        delete_after=400,
                    ),
                )
            ],
        )
    ],
    opts=first.opts,
)
keeper = aws.iam.Role(
    "keeper", name="registry-keeper", assume_role_policy=trust("backup.amazonaws.com"), opts=first.opts
)
aws.backup.Selection(
    "registry",
    name="registry",
    plan_id=plan.id,
    iam_role_arn=keeper.arn,
    resources=[registry.arn, deeds.arn],
    opts=first.opts,
)

pulumi.export("deeds", [deeds.id, deeds_copy.id])
pulumi.export("registry", [registry.endpoint, replica.endpoint])
