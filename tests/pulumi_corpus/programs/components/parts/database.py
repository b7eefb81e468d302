"""A database with its group and subnets as one component."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class DatabaseArgs:
    """What a database is made from."""

    vpc: pulumi.Input[str]
    subnets: Sequence[pulumi.Input[str]]
    clients: pulumi.Input[str]
    key: pulumi.Input[str]
    monitor: pulumi.Input[str]
    size: str = "db.r6g.large"
    port: int = 5432
    encrypted: bool = True
    public: bool = False


class Database(pulumi.ComponentResource):
    """An Aurora cluster that only its clients reach."""

    def __init__(self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("school:data:Database", name, {}, opts)
        inside = pulumi.ResourceOptions(parent=self)
        self.group = aws.ec2.SecurityGroup(
            name, name=name, description="The database", vpc_id=args.vpc, egress=[], opts=inside
        )
        aws.vpc.SecurityGroupIngressRule(
            name,
            security_group_id=self.group.id,
            description="From the service",
            ip_protocol="tcp",
            from_port=args.port,
            to_port=args.port,
            referenced_security_group_id=args.clients,
            opts=inside,
        )
        subnets = aws.rds.SubnetGroup(name, name=name, description="Data subnets", subnet_ids=args.subnets, opts=inside)
        self.cluster = aws.rds.Cluster(
            name,
            cluster_identifier=name,
            engine="aurora-postgresql",
            engine_version="16.4",
            database_name="meals",
            master_username="steward",
            manage_master_user_password=True,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[self.group.id],
            storage_encrypted=args.encrypted,
            kms_key_id=args.key,
            iam_database_authentication_enabled=True,
            backup_retention_period=35,
            copy_tags_to_snapshot=True,
            deletion_protection=True,
            enabled_cloudwatch_logs_exports=["postgresql"],
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )
        self.instance = aws.rds.ClusterInstance(
            name,
            identifier=f"{name}-1",
            cluster_identifier=self.cluster.id,
            engine=self.cluster.engine,
            instance_class=args.size,
            publicly_accessible=args.public,
            auto_minor_version_upgrade=True,
            monitoring_interval=30,
            monitoring_role_arn=args.monitor,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=args.key,
            opts=pulumi.ResourceOptions(parent=self.cluster),
        )
        self.register_outputs({"endpoint": self.cluster.endpoint})
