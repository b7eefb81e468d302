"""`role/auditor`: what `role-auditor.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class RoleAuditorArgs:
    """What `RoleAuditor` needs of other components."""

    primary: aws.Provider

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket

    # audit-log
    audit_log_group: aws.cloudwatch.LogGroup
    main_trail: aws.cloudtrail.Trail

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket

    # audit-log-dr-bucket
    audit_log_dr_bucket: aws.s3.Bucket

    # bastion
    session_log_group: aws.cloudwatch.LogGroup

    # boundary
    boundary_policy: aws.iam.Policy

    # detection-rules
    findings_log_group: aws.cloudwatch.LogGroup

    # keys
    logs_dr_key: aws.kms.Key
    logs_key: aws.kms.Key

    # log-names
    names_log_group: aws.cloudwatch.LogGroup

    # log-queries-bucket
    log_queries_bucket: aws.s3.Bucket

    # log-tables
    logs_workgroup: aws.athena.Workgroup

    # network
    network_log_group: aws.cloudwatch.LogGroup


class RoleAuditor(pulumi.ComponentResource):
    """Everything that serves `role/auditor`."""

    def __init__(self, name: str, args: RoleAuditorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:roles:RoleAuditor", name, opts=opts)

        # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
        # IAM-10 Trust policies name exact principals (mlps3 8.1.4.2 e; nist-800-53r5 ac-3, ac-17, ia-9)
        # spec: access.roles.auditor - who may take the duty, and with what
        # Who carries the tag `bastide:role = auditor` may take this duty, with a second factor, under their own name.
        self.role_auditor_role = aws.iam.Role(
            "role_auditor",
            name="cloud-window-role-auditor",
            max_session_duration=14400,
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
                                    "aws:PrincipalTag/bastide:role": "auditor",
                                    "aws:PrincipalAccount": "123456789012",
                                    "sts:RoleSessionName": "${aws:username}",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-auditor",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # spec: access.roles.auditor - what the duty may do, and what it never may
        self.role_auditor_logs_policy = aws.iam.Policy(
            "role_auditor_logs",
            name="cloud-window-role-auditor-logs",
            description="role auditor: read every log stream, change none",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ListRecords",
                            "Effect": "Allow",
                            "Action": ["s3:GetBucketLocation", "s3:ListBucket"],
                            "Resource": [
                                args.access_log_bucket.arn,
                                args.audit_log_bucket.arn,
                                args.access_log_dr_bucket.arn,
                                args.audit_log_dr_bucket.arn,
                            ],
                        },
                        {
                            "Sid": "ReadRecords",
                            "Effect": "Allow",
                            "Action": ["s3:GetObject", "s3:GetObjectVersion"],
                            "Resource": [
                                pulumi.Output.concat(args.access_log_bucket.arn, "/*"),
                                pulumi.Output.concat(args.audit_log_bucket.arn, "/*"),
                                pulumi.Output.concat(args.access_log_dr_bucket.arn, "/*"),
                                pulumi.Output.concat(args.audit_log_dr_bucket.arn, "/*"),
                            ],
                        },
                        {
                            "Sid": "SearchStreams",
                            "Effect": "Allow",
                            "Action": [
                                "logs:DescribeLogStreams",
                                "logs:FilterLogEvents",
                                "logs:GetLogEvents",
                                "logs:GetQueryResults",
                                "logs:StartQuery",
                            ],
                            "Resource": [
                                pulumi.Output.concat(args.audit_log_group.arn, ":*"),
                                pulumi.Output.concat(args.network_log_group.arn, ":*"),
                                pulumi.Output.concat(args.session_log_group.arn, ":*"),
                                pulumi.Output.concat(args.findings_log_group.arn, ":*"),
                                pulumi.Output.concat(args.names_log_group.arn, ":*"),
                                "arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/rds/instance/cloud-window-*:*",
                                "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-cloud-window-*:*",
                            ],
                        },
                        {
                            "Sid": "FindStreams",
                            "Effect": "Allow",
                            "Action": ["cloudtrail:LookupEvents", "logs:DescribeLogGroups", "logs:StopQuery"],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "SeeTrail",
                            "Effect": "Allow",
                            "Action": ["cloudtrail:GetTrailStatus"],
                            "Resource": [args.main_trail.arn],
                        },
                        {
                            "Sid": "DecryptRecords",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt"],
                            "Resource": [args.logs_key.arn, args.logs_dr_key.arn],
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-auditor",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_auditor_logs_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "role_auditor_logs",
            role=self.role_auditor_role.name,
            policy_arn=self.role_auditor_logs_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_auditor_queries_policy = aws.iam.Policy(
            "role_auditor_queries",
            name="cloud-window-role-auditor-queries",
            description="role auditor: run the saved queries over logs",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "RunQueries",
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
                            "Resource": [args.logs_workgroup.arn],
                        },
                        {
                            "Sid": "SeeTables",
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
                            "Sid": "FindQueries",
                            "Effect": "Allow",
                            "Action": ["logs:DescribeQueries", "logs:DescribeQueryDefinitions"],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "SeeResults",
                            "Effect": "Allow",
                            "Action": ["s3:GetBucketLocation", "s3:ListBucket"],
                            "Resource": [args.log_queries_bucket.arn],
                        },
                        {
                            "Sid": "KeepResults",
                            "Effect": "Allow",
                            "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
                            "Resource": [pulumi.Output.concat(args.log_queries_bucket.arn, "/*")],
                        },
                        {
                            "Sid": "EncryptResults",
                            "Effect": "Allow",
                            "Action": ["kms:GenerateDataKey"],
                            "Resource": [args.logs_key.arn],
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-auditor",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_auditor_queries_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "role_auditor_queries",
            role=self.role_auditor_role.name,
            policy_arn=self.role_auditor_queries_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # For the group of people who hold this duty: their own administration attaches it, Bastide attaches it to
        #   nobody.
        self.enter_auditor_policy = aws.iam.Policy(
            "enter_auditor",
            name="cloud-window-enter-auditor",
            description="Lets a person whose user carries bastide:role = auditor take that role",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TakeDuty",
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Resource": self.role_auditor_role.arn,
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-auditor",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
