"""`bastion`: what `bastion.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class BastionArgs:
    """What `Bastion` needs of other components."""

    primary: aws.Provider

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket

    # boundary
    boundary_policy: aws.iam.Policy

    # keys
    logs_key: aws.kms.Key

    # zone-ops
    ops_a_subnet: aws.ec2.Subnet
    ops_b_subnet: aws.ec2.Subnet
    ops_security_group: aws.ec2.SecurityGroup


class Bastion(pulumi.ComponentResource):
    """Everything that serves `bastion`."""

    def __init__(self, name: str, args: BastionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:bastion:Bastion", name, opts=opts)

        # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # One host, kept alive: a broken one is replaced at once and a sound one each week, from the newest image, in
        #   whichever
        # availability zone works.
        self.bastion_role = aws.iam.Role(
            "bastion",
            name="cloud-window-bastion",
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
                "Name": "cloud-window-bastion",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bastion_instance_profile = aws.iam.InstanceProfile(
            "bastion",
            name="cloud-window-bastion",
            role=self.bastion_role.name,
            tags={
                "Name": "cloud-window-bastion",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5
        #   ac-17, ac-17.3)
        # NET-10 Management traffic is separate from business traffic (mlps3 8.2.5.1 b, 8.1.5.4 a, 8.1.5.4 b;
        #   nist-800-53r5 sc-7, ac-17.3)
        # spec: access.entry - hosts call the broker and nobody calls them: no inbound port, public address or key pair
        self.bastion_launch_template = aws.ec2.LaunchTemplate(
            "bastion",
            name="cloud-window-bastion",
            description="Bastion: current Amazon Linux, sessions by Session Manager only",
            image_id="resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
            instance_type="t3.small",
            ebs_optimized="true",
            update_default_version=True,
            vpc_security_group_ids=[args.ops_security_group.id],
            iam_instance_profile=aws.ec2.LaunchTemplateIamInstanceProfileArgs(arn=self.bastion_instance_profile.arn),
            # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
            metadata_options=aws.ec2.LaunchTemplateMetadataOptionsArgs(
                http_endpoint="enabled",
                http_tokens="required",
                http_put_response_hop_limit=1,
            ),
            block_device_mappings=[
                # The system disk holds no data of any store. Without a key named here, EC2 takes the account's own EBS
                #   key.
                aws.ec2.LaunchTemplateBlockDeviceMappingArgs(
                    device_name="/dev/xvda",
                    ebs=aws.ec2.LaunchTemplateBlockDeviceMappingEbsArgs(
                        encrypted="true",
                        volume_type="gp3",
                        volume_size=16,
                        delete_on_termination="true",
                    ),
                ),
            ],
            monitoring=aws.ec2.LaunchTemplateMonitoringArgs(enabled=True),
            tag_specifications=[
                aws.ec2.LaunchTemplateTagSpecificationArgs(
                    resource_type="instance",
                    tags={
                        "Name": "cloud-window-bastion",
                        "bastide:level": "platform",
                        "bastide:owner": "municipal-data-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "ops",
                    },
                ),
                aws.ec2.LaunchTemplateTagSpecificationArgs(
                    resource_type="volume",
                    tags={
                        "Name": "cloud-window-bastion",
                        "bastide:level": "platform",
                        "bastide:owner": "municipal-data-bureau",
                        "bastide:system": "cloud-window",
                        "bastide:zone": "ops",
                    },
                ),
            ],
            tags={
                "Name": "cloud-window-bastion",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5
        #   au-14, ac-6.9, ac-17.1)
        # spec: logging.session - kept 1096 days, rounded up to a term that CloudWatch offers
        self.session_log_group = aws.cloudwatch.LogGroup(
            "session",
            name="/cloud-window/session",
            retention_in_days=1096,
            kms_key_id=args.logs_key.arn,
            tags={
                "Name": "cloud-window-bastion",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5
        #   au-14, ac-6.9, ac-17.1)
        # What the agent of a host needs to take a recorded session; every host of the platform carries it. AWS's own
        #   policy for
        # this (AmazonSSMManagedInstanceCore) would also let it read every parameter of the account.
        self.session_host_policy = aws.iam.Policy(
            "session_host",
            name="cloud-window-session-host",
            description="Take recorded sessions of Session Manager, and deliver their records",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Register",
                            "Effect": "Allow",
                            "Action": ["ssm:UpdateInstanceInformation"],
                            "Resource": ["arn:aws:ec2:ap-southeast-1:123456789012:instance/*"],
                        },
                        {
                            "Sid": "AnswerBroker",
                            "Effect": "Allow",
                            "Action": [
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel",
                            ],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "FindLogGroup",
                            "Effect": "Allow",
                            "Action": ["logs:DescribeLogGroups"],
                            "Resource": ["arn:aws:logs:ap-southeast-1:123456789012:log-group:*"],
                        },
                        {
                            "Sid": "WriteRecord",
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                            "Resource": [pulumi.Output.concat(self.session_log_group.arn, ":*")],
                        },
                        {
                            "Sid": "CheckBucket",
                            "Effect": "Allow",
                            "Action": ["s3:GetEncryptionConfiguration"],
                            "Resource": [args.audit_log_bucket.arn],
                        },
                        {
                            "Sid": "StoreRecord",
                            "Effect": "Allow",
                            "Action": ["s3:PutObject"],
                            "Resource": [pulumi.Output.concat(args.audit_log_bucket.arn, "/sessions/*")],
                        },
                        {
                            "Sid": "EncryptRecord",
                            "Effect": "Allow",
                            "Action": ["kms:GenerateDataKey"],
                            "Resource": [args.logs_key.arn],
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                        {
                            "Sid": "DecryptChannel",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt"],
                            "Resource": [args.logs_key.arn],
                            "Condition": {"Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-bastion",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bastion_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "bastion",
            role=self.bastion_role.name,
            policy_arn=self.session_host_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # One host, kept alive: a broken one is replaced at once and a sound one each week, from the newest image, in
        #   whichever
        # availability zone works.
        self.bastion_group = aws.autoscaling.Group(
            "bastion",
            name="cloud-window-bastion",
            min_size=1,
            max_size=2,
            desired_capacity=1,
            vpc_zone_identifiers=[args.ops_a_subnet.id, args.ops_b_subnet.id],
            health_check_type="EC2",
            max_instance_lifetime=604800,
            # The successor is in service before the old host goes: for that moment there are two.
            instance_maintenance_policy=aws.autoscaling.GroupInstanceMaintenancePolicyArgs(
                min_healthy_percentage=100,
                max_healthy_percentage=200,
            ),
            launch_template=aws.autoscaling.GroupLaunchTemplateArgs(
                id=self.bastion_launch_template.id,
                version=self.bastion_launch_template.latest_version,
            ),
            tags=[
                aws.autoscaling.GroupTagArgs(key="Name", value="cloud-window-bastion", propagate_at_launch=True),
                aws.autoscaling.GroupTagArgs(key="bastide:level", value="platform", propagate_at_launch=True),
                aws.autoscaling.GroupTagArgs(
                    key="bastide:owner",
                    value="municipal-data-bureau",
                    propagate_at_launch=True,
                ),
                aws.autoscaling.GroupTagArgs(key="bastide:system", value="cloud-window", propagate_at_launch=True),
                aws.autoscaling.GroupTagArgs(key="bastide:zone", value="ops", propagate_at_launch=True),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.bastion_role_policy_attachment],
            ),
        )

        self.register_outputs(
            {
                "session_host_policy_arn": self.session_host_policy.arn,
                "session_log_group_arn": self.session_log_group.arn,
                "session_log_group_name": self.session_log_group.name,
            }
        )
