"""`store/case-scans`: what `store-case-scans.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class StoreCaseScansArgs:
    """What `StoreCaseScans` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class StoreCaseScansPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # keys
    important_civil_affairs_dr_key: aws.kms.Key
    important_civil_affairs_key: aws.kms.Key

    # zone-data-civil-affairs
    data_civil_affairs_a_subnet: aws.ec2.Subnet
    data_civil_affairs_b_subnet: aws.ec2.Subnet
    data_civil_affairs_security_group: aws.ec2.SecurityGroup


class StoreCaseScans(pulumi.ComponentResource):
    """Everything that serves `store/case-scans`."""

    def __init__(self, name: str, args: StoreCaseScansArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:fileStore:StoreCaseScans", name, opts=opts)
        self._args = args

    def connect(self, peers: StoreCaseScansPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-15 Deletion protection (mlps3 8.1.4.7 b; nist-800-53r5 si-7, cp-9)
        # spec: stores.case-scans - important
        self.case_scans_file_system = aws.efs.FileSystem(
            "case_scans",
            creation_token="cloud-window-case-scans",
            performance_mode="generalPurpose",
            throughput_mode="elastic",
            encrypted=True,
            kms_key_id=peers.important_civil_affairs_key.arn,
            lifecycle_policies=[
                aws.efs.FileSystemLifecyclePolicyArgs(transition_to_ia="AFTER_30_DAYS"),
                aws.efs.FileSystemLifecyclePolicyArgs(transition_to_primary_storage_class="AFTER_1_ACCESS"),
            ],
            tags={
                "Name": "cloud-window-case-scans",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # The service's own backups lie in a vault without our key, lock or copy: backup.tf makes them instead.
        self.case_scans_backup_policy = aws.efs.BackupPolicy(
            "case_scans",
            file_system_id=self.case_scans_file_system.id,
            backup_policy=aws.efs.BackupPolicyBackupPolicyArgs(status="DISABLED"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # Nobody anonymous, nothing in clear text, and no way but through the zone's mount targets and the access point.
        # Whoever a client says it is, here it is this user, in this directory.
        self.case_scans_access_point = aws.efs.AccessPoint(
            "case_scans",
            file_system_id=self.case_scans_file_system.id,
            posix_user=aws.efs.AccessPointPosixUserArgs(uid=1000, gid=1000),
            root_directory=aws.efs.AccessPointRootDirectoryArgs(
                path="/data",
                creation_info=aws.efs.AccessPointRootDirectoryCreationInfoArgs(
                    owner_uid=1000,
                    owner_gid=1000,
                    permissions="0750",
                ),
            ),
            tags={
                "Name": "cloud-window-case-scans",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # Nobody anonymous, nothing in clear text, and no way but through the zone's mount targets and the access point.
        self.case_scans_file_system_policy = aws.efs.FileSystemPolicy(
            "case_scans",
            file_system_id=self.case_scans_file_system.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyPlainTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "elasticfilesystem:ClientMount",
                                "elasticfilesystem:ClientRootAccess",
                                "elasticfilesystem:ClientWrite",
                            ],
                            "Resource": self.case_scans_file_system.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "DenyRoot",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "elasticfilesystem:ClientRootAccess",
                            "Resource": self.case_scans_file_system.arn,
                        },
                        {
                            "Sid": "DenyOtherWays",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                            "Resource": self.case_scans_file_system.arn,
                            "Condition": {
                                "StringNotEquals": {
                                    "elasticfilesystem:AccessPointArn": self.case_scans_access_point.arn,
                                },
                            },
                        },
                        {
                            "Sid": "IdentifiedClients",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                            "Resource": self.case_scans_file_system.arn,
                            "Condition": {
                                "Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"},
                                "StringEquals": {"elasticfilesystem:AccessPointArn": self.case_scans_access_point.arn},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.case_scans_a_mount_target = aws.efs.MountTarget(
            "case_scans_a",
            file_system_id=self.case_scans_file_system.id,
            subnet_id=peers.data_civil_affairs_a_subnet.id,
            security_groups=[peers.data_civil_affairs_security_group.id],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.case_scans_b_mount_target = aws.efs.MountTarget(
            "case_scans_b",
            file_system_id=self.case_scans_file_system.id,
            subnet_id=peers.data_civil_affairs_b_subnet.id,
            security_groups=[peers.data_civil_affairs_security_group.id],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        # The service makes the replica, read-only and with no door in it; it lags by minutes.
        self.case_scans_replication_configuration = aws.efs.ReplicationConfiguration(
            "case_scans",
            source_file_system_id=self.case_scans_file_system.id,
            destination=aws.efs.ReplicationConfigurationDestinationArgs(
                region="ap-northeast-1",
                kms_key_id=peers.important_civil_affairs_dr_key.arn,
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "case_scans_access_point_arn": self.case_scans_access_point.arn,
                "case_scans_file_system_arn": self.case_scans_file_system.arn,
                "case_scans_file_system_id": self.case_scans_file_system.id,
            }
        )
