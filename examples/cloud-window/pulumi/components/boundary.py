"""`roles`: what `boundary.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class BoundaryArgs:
    """What `Boundary` needs of other components."""

    primary: aws.Provider


class Boundary(pulumi.ComponentResource):
    """Everything that serves `roles`."""

    def __init__(self, name: str, args: BoundaryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:roles:Boundary", name, opts=opts)

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # IAM-07 System, security and audit administration are separate (mlps3 8.1.4.2 d, 8.1.5.1 a, 8.1.5.1 b, 8.1.5.2
        #   a, 8.1.5.2 b, 8.1.5.3 a; nist-800-53r5 ac-5, au-9.4)
        # AUD-10 Auditing cannot be interrupted (mlps3 8.1.4.3 d; nist-800-53r5 au-9, au-12, si-4)
        # BND-18 Boundary rules cannot be changed outside the pipeline (mlps3 8.1.3.2 a; nist-800-53r5 cm-5, cm-3)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        # spec: access - the most that any role of the platform may ever do, whatever its own policies say
        self.boundary_policy = aws.iam.Policy(
            "boundary",
            name="cloud-window-boundary",
            description="Permission boundary: read and use what the platform holds; never touch its records, rules or regions",
            # A key's own policy may grant a session what no statement above allows; a denial, this or another, stands
            #   even so.
            # A database sign-in may carry no region for this to compare; the statement Databases names the region
            #   already.
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Sessions",
                            "Effect": "Allow",
                            "Action": [
                                "ssm:GetAutomationExecution",
                                "ssm:ResumeSession",
                                "ssm:SendAutomationSignal",
                                "ssm:StartSession",
                                "ssm:TerminateSession",
                                "ssm:UpdateInstanceInformation",
                            ],
                            "Resource": [
                                "arn:aws:ec2:ap-southeast-1:123456789012:instance/*",
                                "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                                "arn:aws:ssm:ap-southeast-1:123456789012:document/*",
                                "arn:aws:ssm:ap-southeast-1:123456789012:session/*",
                            ],
                        },
                        {
                            "Sid": "Channels",
                            "Effect": "Allow",
                            "Action": [
                                "cloudtrail:LookupEvents",
                                "ec2:DescribeInstances",
                                "logs:DescribeLogGroups",
                                "logs:StopQuery",
                                "ssm:DescribeAutomationExecutions",
                                "ssm:DescribeInstanceInformation",
                                "ssm:DescribeSessions",
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "Objects",
                            "Effect": "Allow",
                            "Action": [
                                "s3:AbortMultipartUpload",
                                "s3:GetBucketLocation",
                                "s3:GetEncryptionConfiguration",
                                "s3:GetObject",
                                "s3:GetObjectVersion",
                                "s3:ListBucket",
                                "s3:PutObject",
                            ],
                            "Resource": ["arn:aws:s3:::cloud-window-*"],
                        },
                        {
                            "Sid": "Keys",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                            "Resource": ["arn:aws:kms:*:123456789012:key/*"],
                        },
                        {
                            "Sid": "Databases",
                            "Effect": "Allow",
                            "Action": "rds-db:connect",
                            "Resource": ["arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:*/*"],
                        },
                        {
                            "Sid": "Files",
                            "Effect": "Allow",
                            "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                            "Resource": ["arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*"],
                        },
                        {
                            "Sid": "Logs",
                            "Effect": "Allow",
                            "Action": [
                                "logs:CreateLogStream",
                                "logs:DescribeLogStreams",
                                "logs:FilterLogEvents",
                                "logs:GetLogEvents",
                                "logs:GetQueryResults",
                                "logs:PutLogEvents",
                                "logs:StartQuery",
                            ],
                            "Resource": [
                                "arn:aws:logs:ap-southeast-1:123456789012:log-group:/cloud-window/*",
                                "arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/rds/instance/cloud-window-*",
                                "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-cloud-window-*",
                            ],
                        },
                        {
                            "Sid": "Trail",
                            "Effect": "Allow",
                            "Action": "cloudtrail:GetTrailStatus",
                            "Resource": ["arn:aws:cloudtrail:ap-southeast-1:123456789012:trail/*"],
                        },
                        {
                            "Sid": "Queries",
                            "Effect": "Allow",
                            "Action": [
                                "athena:BatchGetNamedQuery",
                                "athena:GetNamedQuery",
                                "athena:GetQueryExecution",
                                "athena:GetQueryResults",
                                "athena:GetWorkGroup",
                                "athena:ListNamedQueries",
                                "athena:ListQueryExecutions",
                                "athena:StartQueryExecution",
                                "athena:StopQueryExecution",
                            ],
                            "Resource": ["arn:aws:athena:ap-southeast-1:123456789012:workgroup/cloud-window-logs"],
                        },
                        {
                            "Sid": "Tables",
                            "Effect": "Allow",
                            "Action": [
                                "glue:GetDatabase",
                                "glue:GetDatabases",
                                "glue:GetPartition",
                                "glue:GetPartitions",
                                "glue:GetTable",
                                "glue:GetTables",
                            ],
                            "Resource": [
                                "arn:aws:glue:ap-southeast-1:123456789012:catalog",
                                "arn:aws:glue:ap-southeast-1:123456789012:database/cloud_window_logs",
                                "arn:aws:glue:ap-southeast-1:123456789012:table/cloud_window_logs/*",
                            ],
                        },
                        {
                            "Sid": "SavedQueries",
                            "Effect": "Allow",
                            "Action": ["logs:DescribeQueries", "logs:DescribeQueryDefinitions"],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "NeverTouchTheTrail",
                            "Effect": "Deny",
                            "Action": [
                                "cloudtrail:DeleteTrail",
                                "cloudtrail:Put*",
                                "cloudtrail:StopLogging",
                                "cloudtrail:UpdateTrail",
                                "cloudwatch:DeleteAlarms",
                                "cloudwatch:DisableAlarmActions",
                                "config:Delete*",
                                "config:StopConfigurationRecorder",
                                "ec2:DeleteFlowLogs",
                                "guardduty:Delete*",
                                "logs:Delete*",
                                "logs:PutRetentionPolicy",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverTouchTheRecords",
                            "Effect": "Deny",
                            "Action": [
                                "s3:BypassGovernanceRetention",
                                "s3:Delete*",
                                "s3:PutBucket*",
                                "s3:PutLifecycleConfiguration",
                                "s3:PutObjectRetention",
                                "s3:PutReplicationConfiguration",
                            ],
                            "Resource": [
                                "arn:aws:s3:::cloud-window-access-log-123456789012-*",
                                "arn:aws:s3:::cloud-window-audit-log-123456789012-*",
                                "arn:aws:s3:::cloud-window-access-log-123456789012-*/*",
                                "arn:aws:s3:::cloud-window-audit-log-123456789012-*/*",
                            ],
                        },
                        {
                            "Sid": "NeverTouchKeysOrBackups",
                            "Effect": "Deny",
                            "Action": [
                                "backup:Delete*",
                                "kms:Disable*",
                                "kms:PutKeyPolicy",
                                "kms:RevokeGrant",
                                "kms:ScheduleKeyDeletion",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverGrowPowers",
                            "Effect": "Deny",
                            "Action": ["account:*", "iam:*", "organizations:*", "sts:AssumeRole"],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverMoveBoundaries",
                            "Effect": "Deny",
                            "Action": [
                                "ec2:*Gateway*",
                                "ec2:*NetworkAcl*",
                                "ec2:*Peering*",
                                "ec2:*Route*",
                                "ec2:*SecurityGroup*",
                            ],
                            "Resource": "*",
                        },
                        {
                            "Sid": "NeverLeaveTheRegions",
                            "Effect": "Deny",
                            "NotAction": "rds-db:connect",
                            "Resource": "*",
                            "Condition": {
                                "StringNotEquals": {"aws:RequestedRegion": ["ap-southeast-1", "ap-northeast-1"]},
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-boundary",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({"boundary_policy_arn": self.boundary_policy.arn})
