"""`keys`: what `keys.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class KeysArgs:
    """What `Keys` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class KeysPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # detection-personal-data
    main_macie2_account: aws.macie2.Account


class Keys(pulumi.ComponentResource):
    """Everything that serves `keys`."""

    def __init__(self, name: str, args: KeysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:keys:Keys", name, opts=opts)
        self._args = args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
        # DAT-03 One key per system and level (mlps3 8.2.4.5 d; nist-800-53r5 sc-12)
        # Administration and use are apart: IAM can grant the one, but the other only by way of the services listed.
        # spec: classes.general
        self.general_key = aws.kms.Key(
            "general",
            description="cloud-window: general data of the platform",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "s3.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-general",
                "bastide:level": "general",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.general_alias = aws.kms.Alias(
            "general",
            name="alias/cloud-window-general",
            target_key_id=self.general_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: classes.important
        self.important_civil_affairs_dr_key = aws.kms.Key(
            "important_civil_affairs_dr",
            description="cloud-window: important data of civil-affairs, DR region",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-northeast-1.amazonaws.com",
                                        "elasticfilesystem.ap-northeast-1.amazonaws.com",
                                        "s3.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-important-civil-affairs-dr",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.important_civil_affairs_dr_alias = aws.kms.Alias(
            "important_civil_affairs_dr",
            name="alias/cloud-window-important-civil-affairs-dr",
            target_key_id=self.important_civil_affairs_dr_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: classes.important
        self.important_social_security_key = aws.kms.Key(
            "important_social_security",
            description="cloud-window: important data of social-security",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "rds.ap-southeast-1.amazonaws.com",
                                        "secretsmanager.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-important-social-security",
                "bastide:level": "important",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.important_social_security_alias = aws.kms.Alias(
            "important_social_security",
            name="alias/cloud-window-important-social-security",
            target_key_id=self.important_social_security_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: classes.important
        self.important_social_security_dr_key = aws.kms.Key(
            "important_social_security_dr",
            description="cloud-window: important data of social-security, DR region",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-northeast-1.amazonaws.com",
                                        "rds.ap-northeast-1.amazonaws.com",
                                        "secretsmanager.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-important-social-security-dr",
                "bastide:level": "important",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.important_social_security_dr_alias = aws.kms.Alias(
            "important_social_security_dr",
            name="alias/cloud-window-important-social-security-dr",
            target_key_id=self.important_social_security_dr_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: classes.core
        self.core_key = aws.kms.Key(
            "core",
            description="cloud-window: core data of the platform",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            rotation_period_in_days=90,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "rds.ap-southeast-1.amazonaws.com",
                                        "secretsmanager.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-core",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.core_alias = aws.kms.Alias(
            "core",
            name="alias/cloud-window-core",
            target_key_id=self.core_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: classes.core
        self.core_dr_key = aws.kms.Key(
            "core_dr",
            description="cloud-window: core data of the platform, DR region",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            rotation_period_in_days=90,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-northeast-1.amazonaws.com",
                                        "rds.ap-northeast-1.amazonaws.com",
                                        "secretsmanager.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-core-dr",
                "bastide:level": "core",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.core_dr_alias = aws.kms.Alias(
            "core_dr",
            name="alias/cloud-window-core-dr",
            target_key_id=self.core_dr_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: logging
        self.logs_key = aws.kms.Key(
            "logs",
            description="cloud-window: records of what happened",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "s3.ap-southeast-1.amazonaws.com",
                                        "sns.ap-southeast-1.amazonaws.com",
                                        "sqs.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "NobodyEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                        {
                            "Sid": "LogGroups",
                            "Effect": "Allow",
                            "Principal": {"Service": "logs.ap-southeast-1.amazonaws.com"},
                            "Action": [
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey*",
                                "kms:ReEncrypt*",
                                "kms:DescribeKey",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:ap-southeast-1:123456789012:log-group:*",
                                },
                            },
                        },
                        {
                            "Sid": "Trail",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudtrail.amazonaws.com"},
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:ap-southeast-1:123456789012:trail/*"},
                            },
                        },
                        {
                            "Sid": "FlowLogDelivery",
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": [
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey*",
                                "kms:ReEncrypt*",
                                "kms:DescribeKey",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:logs:ap-southeast-1:123456789012:*"},
                            },
                        },
                        {
                            "Sid": "Alarms",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudwatch.amazonaws.com"},
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
                        },
                        {
                            "Sid": "Events",
                            "Effect": "Allow",
                            "Principal": {
                                "Service": ["backup.amazonaws.com", "cloudtrail.amazonaws.com", "events.amazonaws.com"],
                            },
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                            "Resource": "*",
                            "Condition": {
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:ap-southeast-1:123456789012:*",
                                },
                            },
                        },
                        {
                            "Sid": "Tickets",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                            "Resource": "*",
                            "Condition": {
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:sqs:arn": "arn:aws:sqs:ap-southeast-1:123456789012:cloud-window-findings-*",
                                },
                            },
                        },
                        {
                            "Sid": "Sessions",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                                "Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"},
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-logs",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.logs_alias = aws.kms.Alias(
            "logs",
            name="alias/cloud-window-logs",
            target_key_id=self.logs_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging
        self.logs_dr_key = aws.kms.Key(
            "logs_dr",
            description="cloud-window: records of what happened, DR region",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "s3.ap-northeast-1.amazonaws.com",
                                        "sns.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "NobodyEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                        {
                            "Sid": "LogGroups",
                            "Effect": "Allow",
                            "Principal": {"Service": "logs.ap-northeast-1.amazonaws.com"},
                            "Action": [
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey*",
                                "kms:ReEncrypt*",
                                "kms:DescribeKey",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:ap-northeast-1:123456789012:log-group:*",
                                },
                            },
                        },
                        {
                            "Sid": "FlowLogDelivery",
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": [
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey*",
                                "kms:ReEncrypt*",
                                "kms:DescribeKey",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:logs:ap-northeast-1:123456789012:*"},
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-logs-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.logs_dr_alias = aws.kms.Alias(
            "logs_dr",
            name="alias/cloud-window-logs-dr",
            target_key_id=self.logs_dr_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: tiers
        self.backup_key = aws.kms.Key(
            "backup",
            description="cloud-window: backups of every store",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            rotation_period_in_days=90,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "rds.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "NobodyEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-backup",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.backup_alias = aws.kms.Alias(
            "backup",
            name="alias/cloud-window-backup",
            target_key_id=self.backup_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers
        self.backup_dr_key = aws.kms.Key(
            "backup_dr",
            description="cloud-window: backups of every store, DR region",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            rotation_period_in_days=90,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-northeast-1.amazonaws.com",
                                        "rds.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "NobodyEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-backup-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.backup_dr_alias = aws.kms.Alias(
            "backup_dr",
            name="alias/cloud-window-backup-dr",
            target_key_id=self.backup_dr_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

    def connect(self, peers: KeysPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # spec: classes.important
        self.important_civil_affairs_key = aws.kms.Key(
            "important_civil_affairs",
            description="cloud-window: important data of civil-affairs",
            deletion_window_in_days=30,
            enable_key_rotation=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Administration",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": [
                                "kms:CancelKeyDeletion",
                                "kms:CreateAlias",
                                "kms:Delete*",
                                "kms:Describe*",
                                "kms:Disable*",
                                "kms:Enable*",
                                "kms:Get*",
                                "kms:List*",
                                "kms:Put*",
                                "kms:Revoke*",
                                "kms:RotateKeyOnDemand",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:Update*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "UseThroughServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "kms:CallerAccount": "123456789012",
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "elasticfilesystem.ap-southeast-1.amazonaws.com",
                                        "s3.ap-southeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "GrantsToServices",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": ["kms:CreateGrant", "kms:RetireGrant"],
                            "Resource": "*",
                            "Condition": {
                                "Bool": {"kms:GrantIsForAWSResource": "true"},
                                "StringEquals": {"kms:CallerAccount": "123456789012"},
                            },
                        },
                        {
                            "Sid": "OnlyTheRunbookEnds",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": "arn:aws:iam::123456789012:role/cloud-window-destruction",
                                },
                            },
                        },
                        {
                            "Sid": "NeverSooner",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "kms:ScheduleKeyDeletion",
                            "Resource": "*",
                            "Condition": {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}},
                        },
                        {
                            "Sid": "PersonalDataIsLookedFor",
                            "Effect": "Allow",
                            "Principal": {
                                "AWS": "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
                            },
                            "Action": ["kms:Decrypt"],
                            "Resource": "*",
                            "Condition": {"StringEquals": {"kms:CallerAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-key-important-civil-affairs",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[peers.main_macie2_account]),
        )

        self.important_civil_affairs_alias = aws.kms.Alias(
            "important_civil_affairs",
            name="alias/cloud-window-important-civil-affairs",
            target_key_id=self.important_civil_affairs_key.key_id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "backup_dr_key_arn": self.backup_dr_key.arn,
                "backup_key_arn": self.backup_key.arn,
                "core_dr_key_arn": self.core_dr_key.arn,
                "core_key_arn": self.core_key.arn,
                "general_key_arn": self.general_key.arn,
                "important_civil_affairs_dr_key_arn": self.important_civil_affairs_dr_key.arn,
                "important_civil_affairs_key_arn": self.important_civil_affairs_key.arn,
                "important_social_security_dr_key_arn": self.important_social_security_dr_key.arn,
                "important_social_security_key_arn": self.important_social_security_key.arn,
                "logs_dr_key_arn": self.logs_dr_key.arn,
                "logs_key_arn": self.logs_key.arn,
                "logs_key_id": self.logs_key.id,
            }
        )
