"""`workload/pension-service`: what `workload-pension-service.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class WorkloadPensionServiceArgs:
    """What `WorkloadPensionService` needs of other components."""

    primary: aws.Provider

    # bastion
    session_host_policy: aws.iam.Policy

    # boundary
    boundary_policy: aws.iam.Policy

    # store-pensions
    pensions_instance: aws.rds.Instance

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup


class WorkloadPensionService(pulumi.ComponentResource):
    """Everything that serves `workload/pension-service`."""

    def __init__(self, name: str, args: WorkloadPensionServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:workload:WorkloadPensionService", name, opts=opts)

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
        # IAM-13 Databases authenticate by identity, not by network (mlps3 8.1.4.1 a, 8.1.4.2 f; nist-800-53r5 ia-2,
        #   ac-3)
        # spec: workloads.pension-service - the stores it uses, and nothing else
        self.workload_pension_service_role = aws.iam.Role(
            "workload_pension_service",
            name="cloud-window-workload-pension-service",
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
                "Name": "cloud-window-pension-service",
                "bastide:level": "important",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.workload_pension_service_role_policy = aws.iam.RolePolicy(
            "workload_pension_service",
            name="stores",
            role=self.workload_pension_service_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ConnectAsWorkload",
                            "Effect": "Allow",
                            "Action": ["rds-db:connect"],
                            "Resource": [
                                pulumi.Output.concat(
                                    "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:",
                                    args.pensions_instance.resource_id,
                                    "/pension_service",
                                ),
                            ],
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5
        #   au-14, ac-6.9, ac-17.1)
        self.workload_pension_service_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "workload_pension_service",
            role=self.workload_pension_service_role.name,
            policy_arn=args.session_host_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.workload_pension_service_instance_profile = aws.iam.InstanceProfile(
            "workload_pension_service",
            name="cloud-window-workload-pension-service",
            role=self.workload_pension_service_role.name,
            tags={
                "Name": "cloud-window-pension-service",
                "bastide:level": "important",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # spec: workloads.pension-service - the team's pipeline adds its image in a version of its own
        self.workload_pension_service_launch_template = aws.ec2.LaunchTemplate(
            "workload_pension_service",
            name="cloud-window-workload-pension-service",
            description="hosts of cloud-window-workload-pension-service in zone app@social-security",
            ebs_optimized="true",
            update_default_version=True,
            vpc_security_group_ids=[args.app_social_security_security_group.id],
            iam_instance_profile=aws.ec2.LaunchTemplateIamInstanceProfileArgs(
                arn=self.workload_pension_service_instance_profile.arn,
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
                        "Name": "cloud-window-pension-service",
                        "bastide:level": "important",
                        "bastide:owner": "social-security-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "app@social-security",
                    },
                ),
                aws.ec2.LaunchTemplateTagSpecificationArgs(
                    resource_type="volume",
                    tags={
                        "Name": "cloud-window-pension-service",
                        "bastide:level": "important",
                        "bastide:owner": "social-security-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "app@social-security",
                    },
                ),
            ],
            tags={
                "Name": "cloud-window-pension-service",
                "bastide:level": "important",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
