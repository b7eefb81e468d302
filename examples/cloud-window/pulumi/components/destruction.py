"""`destruction`: what `destruction.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DestructionArgs:
    """What `Destruction` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # approvers
    approver_1_role: aws.iam.Role
    approver_2_role: aws.iam.Role

    # keys
    core_dr_key: aws.kms.Key
    core_key: aws.kms.Key
    general_key: aws.kms.Key
    important_civil_affairs_dr_key: aws.kms.Key
    important_civil_affairs_key: aws.kms.Key
    important_social_security_dr_key: aws.kms.Key
    important_social_security_key: aws.kms.Key


class Destruction(pulumi.ComponentResource):
    """Everything that serves `destruction`."""

    def __init__(self, name: str, args: DestructionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:mediaDestruction:Destruction", name, opts=opts)

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The only role that may end a data key: the keys' own policies deny it to everybody else.
        self.destruction_role = aws.iam.Role(
            "destruction",
            name="cloud-window-destruction",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "ssm.amazonaws.com"},
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {
                                    "aws:SourceArn": [
                                        "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                                        "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-destruction",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # PHY-04 Media custody and destruction (mlps3 8.1.10.3 a, 8.1.10.3 b, 8.1.10.4 d, 8.1.4.10 b; nist-800-53r5
        #   mp-4, mp-6)
        # spec: destruction - several people agree, one key is disabled, then it waits for its end; until then it can be
        #   had back
        self.destruction_document = aws.ssm.Document(
            "destruction",
            name="cloud-window-destruction",
            document_type="Automation",
            document_format="JSON",
            content=pulumi.Output.json_dumps(
                {
                    "schemaVersion": "0.3",
                    "description": "Ends one key, and with it all that lies under it, after 2 approvals",
                    "assumeRole": self.destruction_role.arn,
                    "parameters": {
                        "Key": {
                            "type": "String",
                            "description": "the key to end",
                            "allowedValues": [
                                args.general_key.arn,
                                args.important_civil_affairs_key.arn,
                                args.important_social_security_key.arn,
                                args.core_key.arn,
                            ],
                        },
                        "Reason": {
                            "type": "String",
                            "description": "order and date",
                            "allowedPattern": '^[^\\"\\\\{}]{8,200}$',
                        },
                    },
                    "mainSteps": [
                        {
                            "name": "Approve1",
                            "action": "aws:approve",
                            "timeoutSeconds": 3600,
                            "onFailure": "Abort",
                            "inputs": {
                                "Message": "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}",
                                "MinRequiredApprovals": 1,
                                "Approvers": [args.approver_1_role.arn],
                            },
                        },
                        {
                            "name": "Approve2",
                            "action": "aws:approve",
                            "timeoutSeconds": 3600,
                            "onFailure": "Abort",
                            "inputs": {
                                "Message": "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}",
                                "MinRequiredApprovals": 1,
                                "Approvers": [args.approver_2_role.arn],
                            },
                        },
                        {
                            "name": "Disable",
                            "action": "aws:executeAwsApi",
                            "nextStep": "Schedule",
                            "inputs": {"Service": "kms", "Api": "DisableKey", "KeyId": "{{ Key }}"},
                        },
                        {
                            "name": "Schedule",
                            "action": "aws:executeAwsApi",
                            "isEnd": True,
                            "inputs": {
                                "Service": "kms",
                                "Api": "ScheduleKeyDeletion",
                                "KeyId": "{{ Key }}",
                                "PendingWindowInDays": 30,
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-destruction",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # PHY-04 Media custody and destruction (mlps3 8.1.10.3 a, 8.1.10.3 b, 8.1.10.4 d, 8.1.4.10 b; nist-800-53r5
        #   mp-4, mp-6)
        # spec: destruction - several people agree, one key is disabled, then it waits for its end; until then it can be
        #   had back
        self.destruction_dr_document = aws.ssm.Document(
            "destruction_dr",
            name="cloud-window-destruction",
            document_type="Automation",
            document_format="JSON",
            content=pulumi.Output.json_dumps(
                {
                    "schemaVersion": "0.3",
                    "description": "Ends one key, and with it all that lies under it, after 2 approvals",
                    "assumeRole": self.destruction_role.arn,
                    "parameters": {
                        "Key": {
                            "type": "String",
                            "description": "the key to end",
                            "allowedValues": [
                                args.important_civil_affairs_dr_key.arn,
                                args.important_social_security_dr_key.arn,
                                args.core_dr_key.arn,
                            ],
                        },
                        "Reason": {
                            "type": "String",
                            "description": "order and date",
                            "allowedPattern": '^[^\\"\\\\{}]{8,200}$',
                        },
                    },
                    "mainSteps": [
                        {
                            "name": "Approve1",
                            "action": "aws:approve",
                            "timeoutSeconds": 3600,
                            "onFailure": "Abort",
                            "inputs": {
                                "Message": "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}",
                                "MinRequiredApprovals": 1,
                                "Approvers": [args.approver_1_role.arn],
                            },
                        },
                        {
                            "name": "Approve2",
                            "action": "aws:approve",
                            "timeoutSeconds": 3600,
                            "onFailure": "Abort",
                            "inputs": {
                                "Message": "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}",
                                "MinRequiredApprovals": 1,
                                "Approvers": [args.approver_2_role.arn],
                            },
                        },
                        {
                            "name": "Disable",
                            "action": "aws:executeAwsApi",
                            "nextStep": "Schedule",
                            "inputs": {"Service": "kms", "Api": "DisableKey", "KeyId": "{{ Key }}"},
                        },
                        {
                            "name": "Schedule",
                            "action": "aws:executeAwsApi",
                            "isEnd": True,
                            "inputs": {
                                "Service": "kms",
                                "Api": "ScheduleKeyDeletion",
                                "KeyId": "{{ Key }}",
                                "PendingWindowInDays": 30,
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-destruction",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The only role that may end a data key: the keys' own policies deny it to everybody else.
        self.destruction_role_policy = aws.iam.RolePolicy(
            "destruction",
            name="end-data-keys",
            role=self.destruction_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "EndKeys",
                            "Effect": "Allow",
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": [
                                args.general_key.arn,
                                args.important_civil_affairs_key.arn,
                                args.important_civil_affairs_dr_key.arn,
                                args.important_social_security_key.arn,
                                args.important_social_security_dr_key.arn,
                                args.core_key.arn,
                                args.core_dr_key.arn,
                            ],
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
