"""`role/break-glass`: what `role-break-glass.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class RoleBreakGlassArgs:
    """What `RoleBreakGlass` needs of other components."""

    primary: aws.Provider

    # alarms
    soc_topic: aws.sns.Topic

    # approvers
    approver_1_role: aws.iam.Role
    approver_2_role: aws.iam.Role

    # audit-log
    audit_log_group: aws.cloudwatch.LogGroup

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket

    # bastion
    session_log_group: aws.cloudwatch.LogGroup

    # boundary
    boundary_policy: aws.iam.Policy

    # keys
    logs_key: aws.kms.Key

    # store-identity
    identity_instance: aws.rds.Instance

    # store-pensions
    pensions_instance: aws.rds.Instance


class RoleBreakGlass(pulumi.ComponentResource):
    """Everything that serves `role/break-glass`."""

    def __init__(self, name: str, args: RoleBreakGlassArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:roles:RoleBreakGlass", name, opts=opts)

        # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
        # IAM-10 Trust policies name exact principals (mlps3 8.1.4.2 e; nist-800-53r5 ac-3, ac-17, ia-9)
        # spec: access.roles.break-glass - who may take the duty, and with what
        # Who carries the tag `bastide:role = break-glass` may take this duty, with a second factor, under their own
        #   name.
        self.role_break_glass_role = aws.iam.Role(
            "role_break_glass",
            name="cloud-window-role-break-glass",
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
                                    "aws:PrincipalTag/bastide:role": "break-glass",
                                    "aws:PrincipalAccount": "123456789012",
                                    "sts:RoleSessionName": "${aws:username}",
                                    "aws:PrincipalTag/bastide:approved": "break-glass",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5
        #   au-14, ac-6.9, ac-17.1)
        # IAM-03 Lockout and session time limit (mlps3 8.1.4.1 b; nist-800-53r5 ac-7, ac-11, ac-12)
        # spec: access.roles.break-glass.session, .idle - a session that can't be recorded does not start
        self.session_break_glass_document = aws.ssm.Document(
            "session_break_glass",
            name="session-cloud-window-break-glass",
            document_type="Session",
            document_format="JSON",
            content=pulumi.Output.json_dumps(
                {
                    "schemaVersion": "1.0",
                    "description": "Recorded session of the role break-glass",
                    "sessionType": "Standard_Stream",
                    "inputs": {
                        "s3BucketName": args.audit_log_bucket.id,
                        "s3KeyPrefix": "sessions/break-glass",
                        "s3EncryptionEnabled": True,
                        "cloudWatchLogGroupName": args.session_log_group.name,
                        "cloudWatchEncryptionEnabled": True,
                        "cloudWatchStreamingEnabled": True,
                        "kmsKeyId": args.logs_key.arn,
                        "idleSessionTimeout": "20",
                        "maxSessionDuration": "60",
                        "runAsEnabled": False,
                        "runAsDefaultUser": "",
                    },
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # spec: access.roles.break-glass - what the duty may do, and what it never may
        self.role_break_glass_session_policy = aws.iam.Policy(
            "role_break_glass_session",
            name="cloud-window-role-break-glass-session",
            description="role break-glass: recorded sessions in reach",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "FindHosts",
                            "Effect": "Allow",
                            "Action": [
                                "ec2:DescribeInstances",
                                "ssm:DescribeInstanceInformation",
                                "ssm:DescribeSessions",
                            ],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "OpenOnHosts",
                            "Effect": "Allow",
                            "Action": ["ssm:StartSession"],
                            "Resource": ["arn:aws:ec2:ap-southeast-1:123456789012:instance/*"],
                            "Condition": {
                                "StringLike": {"ssm:resourceTag/bastide:zone": ["app@*", "data@*", "ops", "vault"]},
                                "StringEquals": {"ssm:resourceTag/bastide:system": "cloud-window"},
                                "BoolIfExists": {"ssm:SessionDocumentAccessCheck": "true"},
                            },
                        },
                        {
                            "Sid": "OpenRecorded",
                            "Effect": "Allow",
                            "Action": ["ssm:StartSession"],
                            "Resource": [self.session_break_glass_document.arn],
                        },
                        {
                            "Sid": "CloseOwn",
                            "Effect": "Allow",
                            "Action": ["ssm:ResumeSession", "ssm:TerminateSession"],
                            "Resource": ["arn:aws:ssm:ap-southeast-1:123456789012:session/*"],
                            "Condition": {
                                "StringEquals": {"ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}"]},
                            },
                        },
                        {
                            "Sid": "TalkInSession",
                            "Effect": "Allow",
                            "Action": ["ssmmessages:OpenDataChannel"],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "EncryptOwn",
                            "Effect": "Allow",
                            "Action": ["kms:GenerateDataKey"],
                            "Resource": [args.logs_key.arn],
                            "Condition": {"Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_session_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "role_break_glass_session",
            role=self.role_break_glass_role.name,
            policy_arn=self.role_break_glass_session_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_database_1_policy = aws.iam.Policy(
            "role_break_glass_database_1",
            name="cloud-window-role-break-glass-database-1",
            description="role break-glass: databases in reach",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ConnectAsRole",
                            "Effect": "Allow",
                            "Action": ["rds-db:connect"],
                            "Resource": [
                                pulumi.Output.concat(
                                    "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:",
                                    args.identity_instance.resource_id,
                                    "/break_glass",
                                ),
                                pulumi.Output.concat(
                                    "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:",
                                    args.pensions_instance.resource_id,
                                    "/break_glass",
                                ),
                            ],
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_database_1_role_policy_attachment = aws.iam.RolePolicyAttachment(
            "role_break_glass_database_1",
            role=self.role_break_glass_role.name,
            policy_arn=self.role_break_glass_database_1_policy.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-08 Top database and OS privilege has one dedicated holder (mlps3 8.1.4.2 b, 8.1.4.2 d, 8.1.4.2 e;
        #   nist-800-53r5 ac-6.5, ac-6.2)
        # IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
        # spec: access.roles.break-glass.approvals - each approver is another person; then the door is open for 15
        #   minutes
        # Without the boundary, which denies every IAM action: to tag and untag a holder is all that this role does.
        self.approval_break_glass_role = aws.iam.Role(
            "approval_break_glass",
            name="approval-cloud-window-break-glass",
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
                                    "aws:SourceArn": "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-08 Top database and OS privilege has one dedicated holder (mlps3 8.1.4.2 b, 8.1.4.2 d, 8.1.4.2 e;
        #   nist-800-53r5 ac-6.5, ac-6.2)
        # IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
        # spec: access.roles.break-glass.approvals - each approver is another person; then the door is open for 15
        #   minutes
        self.approval_break_glass_document = aws.ssm.Document(
            "approval_break_glass",
            name="approval-cloud-window-break-glass",
            document_type="Automation",
            document_format="JSON",
            content=pulumi.Output.json_dumps(
                {
                    "schemaVersion": "0.3",
                    "description": "Opens the role break-glass to one person after 2 approval(s)",
                    "assumeRole": self.approval_break_glass_role.arn,
                    "parameters": {
                        "Requester": {
                            "type": "String",
                            "description": "IAM user who asks",
                            "allowedPattern": "^[A-Za-z0-9+=,.@_-]{1,64}$",
                        },
                        "Reason": {
                            "type": "String",
                            "description": "why access is needed",
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
                                "Message": "{{ Requester }} asks for the role break-glass: {{ Reason }}",
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
                                "Message": "{{ Requester }} asks for the role break-glass: {{ Reason }}",
                                "MinRequiredApprovals": 1,
                                "Approvers": [args.approver_2_role.arn],
                            },
                        },
                        {
                            "name": "Admit",
                            "action": "aws:executeAwsApi",
                            "nextStep": "KeepOpen",
                            "onFailure": "step:Withdraw",
                            "inputs": {
                                "Service": "iam",
                                "Api": "TagUser",
                                "UserName": "{{ Requester }}",
                                "Tags": [{"Key": "bastide:approved", "Value": "break-glass"}],
                            },
                        },
                        {
                            "name": "KeepOpen",
                            "action": "aws:sleep",
                            "onFailure": "step:Withdraw",
                            "onCancel": "step:Withdraw",
                            "nextStep": "Withdraw",
                            "inputs": {"Duration": "PT15M"},
                        },
                        {
                            "name": "Withdraw",
                            "action": "aws:executeAwsApi",
                            "maxAttempts": 5,
                            "isEnd": True,
                            "inputs": {
                                "Service": "iam",
                                "Api": "UntagUser",
                                "UserName": "{{ Requester }}",
                                "TagKeys": ["bastide:approved"],
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # spec: access.roles.break-glass - what the duty may do, and what it never may
        # For the group of people who hold this duty: their own administration attaches it, Bastide attaches it to
        #   nobody.
        self.enter_break_glass_policy = aws.iam.Policy(
            "enter_break_glass",
            name="cloud-window-enter-break-glass",
            description="Lets a person whose user carries bastide:role = break-glass take that role",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TakeDuty",
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Resource": self.role_break_glass_role.arn,
                        },
                        {
                            "Sid": "AskForApproval",
                            "Effect": "Allow",
                            "Action": "ssm:StartAutomationExecution",
                            "Resource": [
                                self.approval_break_glass_document.arn,
                                "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/approval-cloud-window-break-glass:$DEFAULT",
                                "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                            ],
                            "Condition": {
                                "ForAllValues:StringEquals": {
                                    "ssm:DocumentVersion": [
                                        "$DEFAULT",
                                        self.approval_break_glass_document.default_version,
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "LetTheRunbookAct",
                            "Effect": "Allow",
                            "Action": "iam:PassRole",
                            "Resource": self.approval_break_glass_role.arn,
                            "Condition": {"StringEquals": {"iam:PassedToService": "ssm.amazonaws.com"}},
                        },
                        {
                            "Sid": "FollowTheRequest",
                            "Effect": "Allow",
                            "Action": "ssm:GetAutomationExecution",
                            "Resource": "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-08 Top database and OS privilege has one dedicated holder (mlps3 8.1.4.2 b, 8.1.4.2 d, 8.1.4.2 e;
        #   nist-800-53r5 ac-6.5, ac-6.2)
        # IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
        # spec: access.roles.break-glass.approvals - each approver is another person; then the door is open for 15
        #   minutes
        self.approval_break_glass_role_policy = aws.iam.RolePolicy(
            "approval_break_glass",
            name="admit-and-withdraw",
            role=self.approval_break_glass_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "AdmitHolder",
                            "Effect": "Allow",
                            "Action": "iam:TagUser",
                            "Resource": "arn:aws:iam::123456789012:user/*",
                            "Condition": {
                                "StringEquals": {
                                    "aws:ResourceTag/bastide:role": "break-glass",
                                    "aws:RequestTag/bastide:approved": "break-glass",
                                },
                                "ForAllValues:StringEquals": {"aws:TagKeys": ["bastide:approved"]},
                            },
                        },
                        {
                            "Sid": "WithdrawHolder",
                            "Effect": "Allow",
                            "Action": "iam:UntagUser",
                            "Resource": "arn:aws:iam::123456789012:user/*",
                            "Condition": {
                                "StringEquals": {"aws:ResourceTag/bastide:role": "break-glass"},
                                "ForAllValues:StringEquals": {"aws:TagKeys": ["bastide:approved"]},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
        # AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5,
        #   ac-6.9)
        # spec: access.roles.break-glass.alert - taken or refused, every attempt is told
        self.role_break_glass_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "role_break_glass",
            name="cloud-window-role-break-glass",
            log_group_name=args.audit_log_group.name,
            pattern='{ ($.eventName = "AssumeRole") && (($.requestParameters.roleArn = "arn:aws:iam::123456789012:role/cloud-window-role-break-glass") || ($.errorMessage = "*arn:aws:iam::123456789012:role/cloud-window-role-break-glass*")) }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-role-break-glass",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_metric_alarm = aws.cloudwatch.MetricAlarm(
            "role_break_glass",
            name="cloud-window-role-break-glass",
            alarm_description="Somebody took, or tried to take, the role break-glass",
            namespace="cloud-window/audit",
            metric_name="cloud-window-role-break-glass",
            statistic="Sum",
            period=60,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-role-break-glass",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
