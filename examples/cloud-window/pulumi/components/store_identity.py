"""`store/identity`: what `store-identity.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class StoreIdentityArgs:
    """What `StoreIdentity` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class StoreIdentityPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # keys
    logs_key: aws.kms.Key


@dataclass(frozen=True, kw_only=True)
class StoreIdentityPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # keys
    core_dr_key: aws.kms.Key
    core_key: aws.kms.Key

    # zone-vault
    vault_a_subnet: aws.ec2.Subnet
    vault_b_subnet: aws.ec2.Subnet
    vault_security_group: aws.ec2.SecurityGroup


class StoreIdentity(pulumi.ComponentResource):
    """Everything that serves `store/identity`."""

    def __init__(self, name: str, args: StoreIdentityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:database:StoreIdentity", name, opts=opts)
        self._args = args

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # AUD-08 Database statements are audited (mlps3 8.1.4.3 a, 8.1.4.3 b; nist-800-53r5 au-2, au-12, ac-6.9)
        # spec: stores.identity.access_log - every statement is recorded, once the owner has run `CREATE EXTENSION
        #   pgaudit`
        self.identity_parameter_group = aws.rds.ParameterGroup(
            "identity",
            name="cloud-window-identity-postgres17",
            description="identity: TLS only, logged",
            family="postgres17",
            parameters=[
                aws.rds.ParameterGroupParameterArgs(name="log_connections", value="1", apply_method="immediate"),
                aws.rds.ParameterGroupParameterArgs(name="log_disconnections", value="1", apply_method="immediate"),
                aws.rds.ParameterGroupParameterArgs(
                    name="log_min_duration_statement",
                    value="5000",
                    apply_method="immediate",
                ),
                aws.rds.ParameterGroupParameterArgs(name="log_statement", value="ddl", apply_method="immediate"),
                aws.rds.ParameterGroupParameterArgs(
                    name="pgaudit.log",
                    value="read,write,function,role,ddl",
                    apply_method="immediate",
                ),
                aws.rds.ParameterGroupParameterArgs(name="pgaudit.role", value="rds_pgaudit", apply_method="immediate"),
                aws.rds.ParameterGroupParameterArgs(name="rds.force_ssl", value="1", apply_method="immediate"),
                aws.rds.ParameterGroupParameterArgs(
                    name="rds.restrict_password_commands",
                    value="1",
                    apply_method="pending-reboot",
                ),
                aws.rds.ParameterGroupParameterArgs(
                    name="shared_preload_libraries",
                    value="pg_stat_statements,pgaudit",
                    apply_method="pending-reboot",
                ),
                aws.rds.ParameterGroupParameterArgs(
                    name="ssl_min_protocol_version",
                    value="TLSv1.2",
                    apply_method="immediate",
                ),
            ],
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, delete_before_replace=False),
        )

        # OPS-05 Central health monitoring (mlps3 8.1.5.4 c, 8.2.5.1 d; nist-800-53r5 si-4, au-5, cp-10)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.identity_monitoring_role = aws.iam.Role(
            "identity_monitoring",
            name="cloud-window-identity-monitoring",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                            "Condition": {
                                "StringEquals": {
                                    "aws:SourceAccount": "123456789012",
                                    "aws:SourceArn": "arn:aws:rds:ap-southeast-1:123456789012:db:cloud-window-identity",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.identity_monitoring_role_policy = aws.iam.RolePolicy(
            "identity_monitoring",
            name="deliver",
            role=self.identity_monitoring_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
                            "Resource": "arn:aws:logs:ap-southeast-1:123456789012:log-group:RDSOSMetrics*",
                        },
                        {
                            "Effect": "Allow",
                            "Action": [
                                "logs:CreateLogStream",
                                "logs:DescribeLogStreams",
                                "logs:GetLogEvents",
                                "logs:PutLogEvents",
                            ],
                            "Resource": "arn:aws:logs:ap-southeast-1:123456789012:log-group:RDSOSMetrics*:log-stream:*",
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: StoreIdentityPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.access - made before the database, which would make them unencrypted and keep them for ever
        self.identity_postgresql_log_group = aws.cloudwatch.LogGroup(
            "identity_postgresql",
            name="/aws/rds/instance/cloud-window-identity/postgresql",
            retention_in_days=400,
            kms_key_id=peers.logs_key.arn,
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.identity_upgrade_log_group = aws.cloudwatch.LogGroup(
            "identity_upgrade",
            name="/aws/rds/instance/cloud-window-identity/upgrade",
            retention_in_days=400,
            kms_key_id=peers.logs_key.arn,
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: StoreIdentityPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # BAK-03 Hot redundancy of important processing (mlps3 8.1.4.9 c; nist-800-53r5 cp-7, cp-10)
        # DAT-15 Deletion protection (mlps3 8.1.4.7 b; nist-800-53r5 si-7, cp-9)
        # spec: stores.identity - core
        self.identity_subnet_group = aws.rds.SubnetGroup(
            "identity",
            name="cloud-window-identity",
            description="identity: subnets of zone vault",
            subnet_ids=[peers.vault_a_subnet.id, peers.vault_b_subnet.id],
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # BAK-03 Hot redundancy of important processing (mlps3 8.1.4.9 c; nist-800-53r5 cp-7, cp-10)
        # DAT-15 Deletion protection (mlps3 8.1.4.7 b; nist-800-53r5 si-7, cp-9)
        # spec: stores.identity - core
        self.identity_instance = aws.rds.Instance(
            "identity",
            identifier="cloud-window-identity",
            engine="postgres",
            engine_version="17",
            instance_class="db.t4g.medium",
            multi_az=True,
            storage_type="gp3",
            allocated_storage=50,
            max_allocated_storage=200,
            storage_encrypted=True,
            kms_key_id=peers.core_key.arn,
            db_subnet_group_name=self.identity_subnet_group.name,
            vpc_security_group_ids=[peers.vault_security_group.id],
            publicly_accessible=False,
            port=5432,
            # People and programs come with their own identity; the owner's password is made, kept and renewed by the
            #   secret store.
            iam_database_authentication_enabled=True,
            username="steward",
            manage_master_user_password=True,
            master_user_secret_kms_key_id=peers.core_key.arn,
            parameter_group_name=self.identity_parameter_group.name,
            enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
            performance_insights_enabled=True,
            performance_insights_retention_period=7,
            performance_insights_kms_key_id=peers.core_key.arn,
            monitoring_interval=60,
            monitoring_role_arn=self.identity_monitoring_role.arn,
            # Point-in-time recovery: the database's own backups and logs; long terms are kept in the backup vault.
            backup_retention_period=35,
            backup_window="17:00-17:30",
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            maintenance_window="sat:22:00-sat:23:00",
            auto_minor_version_upgrade=True,
            apply_immediately=False,
            deletion_protection=True,
            skip_final_snapshot=False,
            final_snapshot_identifier="cloud-window-identity-final",
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[
                    self.identity_postgresql_log_group,
                    self.identity_upgrade_log_group,
                    self.identity_monitoring_role_policy,
                ],
            ),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        self.identity_instance_automated_backups_replication = aws.rds.InstanceAutomatedBackupsReplication(
            "identity",
            source_db_instance_arn=self.identity_instance.arn,
            kms_key_id=peers.core_dr_key.arn,
            retention_period=35,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.register_outputs(
            {
                "identity_instance_arn": self.identity_instance.arn,
                "identity_instance_identifier": self.identity_instance.identifier,
                "identity_instance_resource_id": self.identity_instance.resource_id,
                "identity_postgresql_log_group_name": self.identity_postgresql_log_group.name,
                "identity_subnet_group_name": self.identity_subnet_group.name,
                "identity_upgrade_log_group_name": self.identity_upgrade_log_group.name,
            }
        )
