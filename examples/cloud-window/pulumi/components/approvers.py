"""`roles`: what `approvers.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ApproversArgs:
    """What `Approvers` needs of other components."""

    primary: aws.Provider

    # boundary
    boundary_policy: aws.iam.Policy


class Approvers(pulumi.ComponentResource):
    """Everything that serves `roles`."""

    def __init__(self, name: str, args: ApproversArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:roles:Approvers", name, opts=opts)

        # IAM-07 System, security and audit administration are separate (mlps3 8.1.4.2 d, 8.1.5.1 a, 8.1.5.1 b, 8.1.5.2
        #   a, 8.1.5.2 b, 8.1.5.3 a; nist-800-53r5 ac-5, au-9.4)
        # IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
        # spec: access.roles.*.approvals - one role for each approval, so that two approvals are two people
        self.approver_1_role = aws.iam.Role(
            "approver_1",
            name="cloud-window-approver-1",
            max_session_duration=3600,
            permissions_boundary=args.boundary_policy.arn,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Condition": {
                                "Bool": {"aws:MultiFactorAuthPresent": "true"},
                                "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
                                "StringEquals": {
                                    "aws:PrincipalTag/bastide:role": "approver:1",
                                    "aws:PrincipalAccount": "123456789012",
                                    "sts:RoleSessionName": "${aws:username}",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-approver",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.approver_1_role_policy = aws.iam.RolePolicy(
            "approver_1",
            name="approve",
            role=self.approver_1_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Decide",
                            "Effect": "Allow",
                            "Action": ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"],
                            "Resource": [
                                "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                                "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
                            ],
                        },
                        {
                            "Sid": "SeeRequests",
                            "Effect": "Allow",
                            "Action": "ssm:DescribeAutomationExecutions",
                            "Resource": "*",
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.approver_2_role = aws.iam.Role(
            "approver_2",
            name="cloud-window-approver-2",
            max_session_duration=3600,
            permissions_boundary=args.boundary_policy.arn,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Condition": {
                                "Bool": {"aws:MultiFactorAuthPresent": "true"},
                                "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
                                "StringEquals": {
                                    "aws:PrincipalTag/bastide:role": "approver:2",
                                    "aws:PrincipalAccount": "123456789012",
                                    "sts:RoleSessionName": "${aws:username}",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-approver",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.approver_2_role_policy = aws.iam.RolePolicy(
            "approver_2",
            name="approve",
            role=self.approver_2_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Decide",
                            "Effect": "Allow",
                            "Action": ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"],
                            "Resource": [
                                "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                                "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
                            ],
                        },
                        {
                            "Sid": "SeeRequests",
                            "Effect": "Allow",
                            "Action": "ssm:DescribeAutomationExecutions",
                            "Resource": "*",
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # For the group of people who approve: attached by their own administration.
        self.approvers_policy = aws.iam.Policy(
            "approvers",
            name="cloud-window-approvers",
            description="Lets a person take the approver role that the tag bastide:role names",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TakeDuty",
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Resource": [self.approver_1_role.arn, self.approver_2_role.arn],
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-approver",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {"approver_1_role_arn": self.approver_1_role.arn, "approver_2_role_arn": self.approver_2_role.arn}
        )
