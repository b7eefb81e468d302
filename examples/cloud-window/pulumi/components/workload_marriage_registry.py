"""`workload/marriage-registry`: what `workload-marriage-registry.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class WorkloadMarriageRegistryArgs:
    """What `WorkloadMarriageRegistry` needs of other components."""

    primary: aws.Provider

    # bastion
    session_host_policy: aws.iam.Policy

    # boundary
    boundary_policy: aws.iam.Policy

    # keys
    important_civil_affairs_key: aws.kms.Key

    # store-case-files
    case_files_bucket: aws.s3.Bucket

    # store-case-scans
    case_scans_access_point: aws.efs.AccessPoint
    case_scans_file_system: aws.efs.FileSystem

    # zone-app-civil-affairs
    app_civil_affairs_security_group: aws.ec2.SecurityGroup


class WorkloadMarriageRegistry(pulumi.ComponentResource):
    """Everything that serves `workload/marriage-registry`."""

    def __init__(
        self,
        name: str,
        args: WorkloadMarriageRegistryArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("bastide:workload:WorkloadMarriageRegistry", name, opts=opts)

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
        # IAM-13 Databases authenticate by identity, not by network (mlps3 8.1.4.1 a, 8.1.4.2 f; nist-800-53r5 ia-2,
        #   ac-3)
        # spec: workloads.marriage-registry - the stores it uses, and nothing else
        self.workload_marriage_registry_role = aws.iam.Role(
            "workload_marriage_registry",
            name="cloud-window-workload-marriage-registry",
            permissions_boundary=args.boundary_policy.arn,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}},
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-marriage-registry",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.workload_marriage_registry_role_policy = aws.iam.RolePolicy(
            "workload_marriage_registry",
            name="stores",
            role=self.workload_marriage_registry_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ListObjects",
                            "Effect": "Allow",
                            "Action": ["s3:ListBucket"],
                            "Resource": [args.case_files_bucket.arn],
                        },
                        {
                            "Sid": "ReadAndWriteObjects",
                            "Effect": "Allow",
                            "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
                            "Resource": [pulumi.Output.concat(args.case_files_bucket.arn, "/*")],
                        },
                        {
                            "Sid": "UseKeys",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                            "Resource": [args.important_civil_affairs_key.arn],
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                        {
                            "Sid": "MountCaseScans",
                            "Effect": "Allow",
                            "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                            "Resource": [args.case_scans_file_system.arn],
                            "Condition": {
                                "Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"},
                                "StringEquals": {"elasticfilesystem:AccessPointArn": args.case_scans_access_point.arn},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5
        #   au-14, ac-6.9, ac-17.1)
        self.workload_marriage_registry_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "workload_marriage_registry",
            role=self.workload_marriage_registry_role.name,
            policy_arn=args.session_host_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.workload_marriage_registry_instance_profile = aws.iam.InstanceProfile(
            "workload_marriage_registry",
            name="cloud-window-workload-marriage-registry",
            role=self.workload_marriage_registry_role.name,
            tags={
                "Name": "cloud-window-marriage-registry",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # spec: workloads.marriage-registry - the team's pipeline adds its image in a version of its own
        self.workload_marriage_registry_launch_template = aws.ec2.LaunchTemplate(
            "workload_marriage_registry",
            name="cloud-window-workload-marriage-registry",
            description="hosts of cloud-window-workload-marriage-registry in zone app@civil-affairs",
            ebs_optimized="true",
            update_default_version=True,
            vpc_security_group_ids=[args.app_civil_affairs_security_group.id],
            iam_instance_profile=aws.ec2.LaunchTemplateIamInstanceProfileArgs(
                arn=self.workload_marriage_registry_instance_profile.arn,
            ),
            metadata_options=aws.ec2.LaunchTemplateMetadataOptionsArgs(
                http_endpoint="enabled",
                http_tokens="required",
                http_put_response_hop_limit=1,
            ),
            block_device_mappings=[
                aws.ec2.LaunchTemplateBlockDeviceMappingArgs(
                    device_name="/dev/xvda",
                    ebs=aws.ec2.LaunchTemplateBlockDeviceMappingEbsArgs(
                        encrypted="true",
                        volume_type="gp3",
                        delete_on_termination="true",
                    ),
                ),
            ],
            monitoring=aws.ec2.LaunchTemplateMonitoringArgs(enabled=True),
            tag_specifications=[
                aws.ec2.LaunchTemplateTagSpecificationArgs(
                    resource_type="instance",
                    tags={
                        "Name": "cloud-window-marriage-registry",
                        "bastide:level": "important",
                        "bastide:owner": "civil-affairs-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "app@civil-affairs",
                    },
                ),
                aws.ec2.LaunchTemplateTagSpecificationArgs(
                    resource_type="volume",
                    tags={
                        "Name": "cloud-window-marriage-registry",
                        "bastide:level": "important",
                        "bastide:owner": "civil-affairs-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "app@civil-affairs",
                    },
                ),
            ],
            tags={
                "Name": "cloud-window-marriage-registry",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
