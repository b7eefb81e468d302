"""`audit-log`: what `alarms.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AlarmsArgs:
    """What `Alarms` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class AlarmsPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # keys
    logs_key: aws.kms.Key


@dataclass(frozen=True, kw_only=True)
class AlarmsPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # audit-log
    audit_log_group: aws.cloudwatch.LogGroup


class Alarms(pulumi.ComponentResource):
    """Everything that serves `audit-log`."""

    def __init__(self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:Alarms", name, opts=opts)
        self._args = args

    def connect(self, peers: AlarmsPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # spec: logging.alerts - each address must confirm its subscription once
        self.soc_topic = aws.sns.Topic(
            "soc",
            name="cloud-window-soc",
            kms_master_key_id=peers.logs_key.id,
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.soc_topic_policy = aws.sns.TopicPolicy(
            "soc",
            arn=self.soc_topic.arn,
            # EventBridge names no source to a topic, so that any condition here would drop its messages.
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "AlarmsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudwatch.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.soc_topic.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*"},
                            },
                        },
                        {
                            "Sid": "BackupsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "backup.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.soc_topic.arn,
                        },
                        {
                            "Sid": "EventsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.soc_topic.arn,
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sns:Publish",
                            "Resource": self.soc_topic.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.soc_topic_subscription = aws.sns.TopicSubscription(
            "soc",
            topic=self.soc_topic.arn,
            protocol="email",
            endpoint="soc@example.gov",
            # Backups tell of every job that ended: the ones that succeeded reach nobody. Alarms carry no state and
            #   always pass.
            filter_policy=json.dumps(
                {
                    "$or": [
                        {"State": [{"exists": False}]},
                        {"State": [{"anything-but": ["COMPLETED"]}]},
                        {"EventType": [{"anything-but": ["BACKUP_JOB"]}]},
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5,
        #   ac-6.9)
        # AUD-10 Auditing cannot be interrupted (mlps3 8.1.4.3 d; nist-800-53r5 au-9, au-12, si-4)
        # BND-18 Boundary rules cannot be changed outside the pipeline (mlps3 8.1.3.2 a; nist-800-53r5 cm-5, cm-3)
        # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
        # spec: logging.audit - what must not pass unnoticed
        self.root_use_metric_alarm = aws.cloudwatch.MetricAlarm(
            "root_use",
            name="cloud-window-root-use",
            alarm_description="The root user acted",
            namespace="cloud-window/audit",
            metric_name="cloud-window-root-use",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.unauthorised_calls_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unauthorised_calls",
            name="cloud-window-unauthorised-calls",
            alarm_description="Calls were refused for lack of permission",
            namespace="cloud-window/audit",
            metric_name="cloud-window-unauthorised-calls",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=10,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.sign_in_without_mfa_metric_alarm = aws.cloudwatch.MetricAlarm(
            "sign_in_without_mfa",
            name="cloud-window-sign-in-without-mfa",
            alarm_description="Somebody signed in to the console without a second factor",
            namespace="cloud-window/audit",
            metric_name="cloud-window-sign-in-without-mfa",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.sign_in_failures_metric_alarm = aws.cloudwatch.MetricAlarm(
            "sign_in_failures",
            name="cloud-window-sign-in-failures",
            alarm_description="Sign-in to the console failed again and again",
            namespace="cloud-window/audit",
            metric_name="cloud-window-sign-in-failures",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=5,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.identity_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "identity_change",
            name="cloud-window-identity-change",
            alarm_description="A user, role, policy, second factor or the tag that names a person's duty changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-identity-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.trail_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "trail_change",
            name="cloud-window-trail-change",
            alarm_description="The audit trail was changed or stopped",
            namespace="cloud-window/audit",
            metric_name="cloud-window-trail-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.log_group_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "log_group_change",
            name="cloud-window-log-group-change",
            alarm_description="A log group, its term, its filters or who may write to it was changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-log-group-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.alarm_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "alarm_change",
            name="cloud-window-alarm-change",
            alarm_description="What raises alarms, or whom they tell, was changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-alarm-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.detector_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "detector_change",
            name="cloud-window-detector-change",
            alarm_description="What looks for threats was switched off or told to be silent",
            namespace="cloud-window/audit",
            metric_name="cloud-window-detector-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.key_loss_metric_alarm = aws.cloudwatch.MetricAlarm(
            "key_loss",
            name="cloud-window-key-loss",
            alarm_description="A key was disabled, scheduled for deletion, or its policy changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-key-loss",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.runbook_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "runbook_change",
            name="cloud-window-runbook-change",
            alarm_description="A runbook was made or changed, or how sessions are recorded",
            namespace="cloud-window/audit",
            metric_name="cloud-window-runbook-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bucket_policy_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "bucket_policy_change",
            name="cloud-window-bucket-policy-change",
            alarm_description="A bucket's policy, access, lock, encryption or replication changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-bucket-policy-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.config_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "config_change",
            name="cloud-window-config-change",
            alarm_description="What records and judges settings was changed or stopped",
            namespace="cloud-window/audit",
            metric_name="cloud-window-config-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.security_group_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "security_group_change",
            name="cloud-window-security-group-change",
            alarm_description="Who may talk to whom was changed: a security group",
            namespace="cloud-window/audit",
            metric_name="cloud-window-security-group-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.network_acl_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "network_acl_change",
            name="cloud-window-network-acl-change",
            alarm_description="Who may talk to whom was changed: a network ACL",
            namespace="cloud-window/audit",
            metric_name="cloud-window-network-acl-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.gateway_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "gateway_change",
            name="cloud-window-gateway-change",
            alarm_description="A way in or out was changed: a gateway or a tunnel",
            namespace="cloud-window/audit",
            metric_name="cloud-window-gateway-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.firewall_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "firewall_change",
            name="cloud-window-firewall-change",
            alarm_description="What may pass a firewall was changed, or whether it is recorded",
            namespace="cloud-window/audit",
            metric_name="cloud-window-firewall-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.route_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "route_change",
            name="cloud-window-route-change",
            alarm_description="A route was changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-route-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.network_change_metric_alarm = aws.cloudwatch.MetricAlarm(
            "network_change",
            name="cloud-window-network-change",
            alarm_description="A network, its flow logs or a peering was changed",
            namespace="cloud-window/audit",
            metric_name="cloud-window-network-change",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.backup_deletion_metric_alarm = aws.cloudwatch.MetricAlarm(
            "backup_deletion",
            name="cloud-window-backup-deletion",
            alarm_description="A backup, its vault, lock or plan was deleted or weakened",
            namespace="cloud-window/audit",
            metric_name="cloud-window-backup-deletion",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.machine_start_metric_alarm = aws.cloudwatch.MetricAlarm(
            "machine_start",
            name="cloud-window-machine-start",
            alarm_description="Somebody made or started a host by hand",
            namespace="cloud-window/audit",
            metric_name="cloud-window-machine-start",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.machine_stop_metric_alarm = aws.cloudwatch.MetricAlarm(
            "machine_stop",
            name="cloud-window-machine-stop",
            alarm_description="A host, database or load balancer was stopped or deleted",
            namespace="cloud-window/audit",
            metric_name="cloud-window-machine-stop",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.record_deletion_metric_alarm = aws.cloudwatch.MetricAlarm(
            "record_deletion",
            name="cloud-window-record-deletion",
            alarm_description="Somebody tried to delete records",
            namespace="cloud-window/audit",
            metric_name="cloud-window-record-deletion",
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[self.soc_topic.arn],
            tags={
                "Name": "cloud-window-alarms",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: AlarmsPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5,
        #   ac-6.9)
        # AUD-10 Auditing cannot be interrupted (mlps3 8.1.4.3 d; nist-800-53r5 au-9, au-12, si-4)
        # BND-18 Boundary rules cannot be changed outside the pipeline (mlps3 8.1.3.2 a; nist-800-53r5 cm-5, cm-3)
        # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
        # spec: logging.audit - what must not pass unnoticed
        self.root_use_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "root_use",
            name="cloud-window-root-use",
            log_group_name=peers.audit_log_group.name,
            pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-root-use",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.unauthorised_calls_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "unauthorised_calls",
            name="cloud-window-unauthorised-calls",
            log_group_name=peers.audit_log_group.name,
            pattern='{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-unauthorised-calls",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.sign_in_without_mfa_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "sign_in_without_mfa",
            name="cloud-window-sign-in-without-mfa",
            log_group_name=peers.audit_log_group.name,
            pattern='{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-sign-in-without-mfa",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.sign_in_failures_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "sign_in_failures",
            name="cloud-window-sign-in-failures",
            log_group_name=peers.audit_log_group.name,
            pattern='{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-sign-in-failures",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.identity_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "identity_change",
            name="cloud-window-identity-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = iam.amazonaws.com) && (($.eventName = Add*) || ($.eventName = Attach*) || ($.eventName = Create*) || ($.eventName = Deactivate*) || ($.eventName = Delete*) || ($.eventName = Detach*) || ($.eventName = Enable*) || ($.eventName = Put*) || ($.eventName = Remove*) || ($.eventName = Set*) || ($.eventName = Tag*) || ($.eventName = Untag*) || ($.eventName = Update*) || ($.eventName = Upload*)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-identity-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.trail_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "trail_change",
            name="cloud-window-trail-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = cloudtrail.amazonaws.com) && (($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) || ($.eventName = Put*)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-trail-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.log_group_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "log_group_change",
            name="cloud-window-log-group-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = logs.amazonaws.com) && (($.eventName = AssociateKmsKey) || ($.eventName = Delete*) || ($.eventName = DisassociateKmsKey) || ($.eventName = PutAccountPolicy) || ($.eventName = PutMetricFilter) || ($.eventName = PutResourcePolicy) || ($.eventName = PutRetentionPolicy) || ($.eventName = PutSubscriptionFilter)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-log-group-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.alarm_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "alarm_change",
            name="cloud-window-alarm-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ (($.eventSource = monitoring.amazonaws.com) && (($.eventName = DeleteAlarms) || ($.eventName = DisableAlarmActions) || ($.eventName = PutCompositeAlarm) || ($.eventName = PutMetricAlarm) || ($.eventName = SetAlarmState))) || (($.eventSource = events.amazonaws.com) && (($.eventName = DeleteRule) || ($.eventName = DisableRule) || ($.eventName = PutRule) || ($.eventName = RemoveTargets))) || (($.eventSource = sns.amazonaws.com) && (($.eventName = DeleteTopic) || ($.eventName = RemovePermission) || ($.eventName = SetSubscriptionAttributes) || ($.eventName = SetTopicAttributes) || ($.eventName = Unsubscribe))) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-alarm-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.detector_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "detector_change",
            name="cloud-window-detector-change",
            log_group_name=peers.audit_log_group.name,
            pattern='{ (($.eventSource = guardduty.amazonaws.com) && (($.eventName = CreateFilter) || ($.eventName = Delete*) || ($.eventName = Stop*) || ($.eventName = Update*))) || (($.eventSource = securityhub.amazonaws.com) && (($.eventName = BatchDisable*) || ($.eventName = Delete*) || ($.eventName = Disable*) || ($.eventName = UpdateStandardsControl))) || (($.eventSource = macie2.amazonaws.com) && (($.eventName = Delete*) || ($.eventName = Disable*) || ($.eventName = UpdateMacieSession))) || (($.eventSource = inspector2.amazonaws.com) && (($.eventName = CreateFilter) || ($.eventName = Disable*))) || (($.eventSource = "access-analyzer.amazonaws.com") && (($.eventName = CreateArchiveRule) || ($.eventName = Delete*) || ($.eventName = Update*))) }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-detector-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.key_loss_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "key_loss",
            name="cloud-window-key-loss",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey*) || ($.eventName = ScheduleKeyDeletion) || ($.eventName = PutKeyPolicy) || ($.eventName = DeleteImportedKeyMaterial)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-key-loss",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.runbook_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "runbook_change",
            name="cloud-window-runbook-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ssm.amazonaws.com) && (($.eventName = CreateDocument) || ($.eventName = DeleteDocument) || ($.eventName = ModifyDocumentPermission) || ($.eventName = UpdateDocument*) || ($.eventName = UpdateServiceSetting)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-runbook-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bucket_policy_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "bucket_policy_change",
            name="cloud-window-bucket-policy-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = s3.amazonaws.com) && (($.eventName = DeleteAccountPublicAccessBlock) || ($.eventName = DeleteBucket*) || ($.eventName = PutAccountPublicAccessBlock) || ($.eventName = PutBucket*) || ($.eventName = PutObjectLockConfiguration)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-bucket-policy-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.config_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "config_change",
            name="cloud-window-config-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = config.amazonaws.com) && (($.eventName = Delete*) || ($.eventName = PutConfigurationRecorder) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutRetentionConfiguration) || ($.eventName = StopConfigurationRecorder)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-config-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.security_group_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "security_group_change",
            name="cloud-window-security-group-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = AuthorizeSecurityGroup*) || ($.eventName = RevokeSecurityGroup*) || ($.eventName = *SecurityGroup) || ($.eventName = ModifySecurityGroupRules)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-security-group-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.network_acl_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "network_acl_change",
            name="cloud-window-network-acl-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateNetworkAcl*) || ($.eventName = DeleteNetworkAcl*) || ($.eventName = ReplaceNetworkAcl*)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-network-acl-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.gateway_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "gateway_change",
            name="cloud-window-gateway-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = *CustomerGateway) || ($.eventName = *InternetGateway) || ($.eventName = *NatGateway) || ($.eventName = *VpnConnection) || ($.eventName = *VpnGateway) || ($.eventName = AcceptTransitGateway*) || ($.eventName = AssociateTransitGateway*) || ($.eventName = CreateTransitGateway*) || ($.eventName = DeleteTransitGateway*) || ($.eventName = DisableTransitGateway*) || ($.eventName = DisassociateTransitGateway*) || ($.eventName = EnableTransitGateway*) || ($.eventName = ModifyTransitGateway*) || ($.eventName = RejectTransitGateway*) || ($.eventName = ReplaceTransitGateway*)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-gateway-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.firewall_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "firewall_change",
            name="cloud-window-firewall-change",
            log_group_name=peers.audit_log_group.name,
            pattern='{ (($.eventSource = "network-firewall.amazonaws.com") && (($.eventName = Associate*) || ($.eventName = Create*) || ($.eventName = Delete*) || ($.eventName = Disassociate*) || ($.eventName = Update*))) || (($.eventSource = wafv2.amazonaws.com) && (($.eventName = Delete*) || ($.eventName = Disassociate*) || ($.eventName = PutLoggingConfiguration) || ($.eventName = Update*))) }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-firewall-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.route_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "route_change",
            name="cloud-window-route-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute*) || ($.eventName = ReplaceRoute*) || ($.eventName = DeleteRoute*) || ($.eventName = *AssociateRouteTable) || ($.eventName = DisassociateRouteTable)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-route-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.network_change_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "network_change",
            name="cloud-window-network-change",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateVpc*) || ($.eventName = DeleteVpc*) || ($.eventName = ModifyVpc*) || ($.eventName = *VpcPeeringConnection) || ($.eventName = DeleteFlowLogs)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-network-change",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.backup_deletion_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "backup_deletion",
            name="cloud-window-backup-deletion",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = backup.amazonaws.com) && (($.eventName = Delete*) || ($.eventName = Disassociate*) || ($.eventName = PutBackupVaultAccessPolicy) || ($.eventName = Update*)) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-backup-deletion",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.machine_start_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "machine_start",
            name="cloud-window-machine-start",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = RunInstances) || ($.eventName = StartInstances)) && ($.userIdentity.invokedBy NOT EXISTS) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-machine-start",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.machine_stop_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "machine_stop",
            name="cloud-window-machine-stop",
            log_group_name=peers.audit_log_group.name,
            pattern="{ ($.eventName = StopInstances) || ($.eventName = TerminateInstances) || ($.eventName = RebootInstances) || ($.eventName = StopDBInstance) || ($.eventName = DeleteDBInstance) || ($.eventName = RebootDBInstance) || ($.eventName = DeleteFileSystem) || ($.eventName = DeleteLoadBalancer) }",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-machine-stop",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.record_deletion_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "record_deletion",
            name="cloud-window-record-deletion",
            log_group_name=peers.audit_log_group.name,
            pattern='{ ($.eventName = DeleteObject*) && (($.requestParameters.bucketName = "cloud-window-audit-log-123456789012-apse1") || ($.requestParameters.bucketName = "cloud-window-audit-log-123456789012-apne1") || ($.requestParameters.bucketName = "cloud-window-access-log-123456789012-apse1") || ($.requestParameters.bucketName = "cloud-window-access-log-123456789012-apne1") || ($.requestParameters.bucketName = "cloud-window-log-queries-123456789012-apse1")) }',
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-record-deletion",
                namespace="cloud-window/audit",
                value="1",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({"soc_topic_arn": self.soc_topic.arn})
