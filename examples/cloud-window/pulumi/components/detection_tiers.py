"""`detection`: what `detection-tiers.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionTiersArgs:
    """What `DetectionTiers` needs of other components."""

    primary: aws.Provider

    # alarms
    soc_topic: aws.sns.Topic

    # keys
    logs_key: aws.kms.Key


class DetectionTiers(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionTiersArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionTiers", name, opts=opts)

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - minor findings wait here as tickets until the ticket system takes them
        # What no target took, and what the ticket system failed to take five times: kept for two weeks.
        self.undelivered_queue = aws.sqs.Queue(
            "undelivered",
            name="cloud-window-findings-undelivered",
            kms_master_key_id=args.logs_key.arn,
            kms_data_key_reuse_period_seconds=300,
            message_retention_seconds=1209600,
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - minor findings wait here as tickets until the ticket system takes them
        self.tickets_queue = aws.sqs.Queue(
            "tickets",
            name="cloud-window-findings-tickets",
            kms_master_key_id=args.logs_key.arn,
            kms_data_key_reuse_period_seconds=300,
            message_retention_seconds=1209600,
            visibility_timeout_seconds=300,
            redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": self.undelivered_queue.arn, "maxReceiveCount": 5}
            ),
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.tickets_queue_policy = aws.sqs.QueuePolicy(
            "tickets",
            queue_url=self.tickets_queue.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "FindingsArrive",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": self.tickets_queue.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {
                                    "aws:SourceArn": "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*",
                                },
                            },
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sqs:*",
                            "Resource": self.tickets_queue.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.undelivered_queue_policy = aws.sqs.QueuePolicy(
            "undelivered",
            queue_url=self.undelivered_queue.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "FindingsArrive",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": self.undelivered_queue.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {
                                    "aws:SourceArn": "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*",
                                },
                            },
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sqs:*",
                            "Resource": self.undelivered_queue.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # spec: detection.medium - the address must confirm its subscription once
        self.threats_medium_topic = aws.sns.Topic(
            "threats_medium",
            name="cloud-window-threats_medium",
            kms_master_key_id=args.logs_key.id,
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.threats_medium_topic_policy = aws.sns.TopicPolicy(
            "threats_medium",
            arn=self.threats_medium_topic.arn,
            # EventBridge takes no condition here; its rules are made by the pipeline alone.
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "AlarmsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudwatch.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_medium_topic.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*"},
                            },
                        },
                        {
                            "Sid": "EventsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_medium_topic.arn,
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_medium_topic.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.threats_medium_topic_subscription = aws.sns.TopicSubscription(
            "threats_medium",
            topic=self.threats_medium_topic.arn,
            protocol="email",
            endpoint="soc@example.gov",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # spec: detection.high - the address must confirm its subscription once
        self.threats_high_topic = aws.sns.Topic(
            "threats_high",
            name="cloud-window-threats_high",
            kms_master_key_id=args.logs_key.id,
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.threats_high_topic_policy = aws.sns.TopicPolicy(
            "threats_high",
            arn=self.threats_high_topic.arn,
            # EventBridge takes no condition here; its rules are made by the pipeline alone.
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "AlarmsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudwatch.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_high_topic.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*"},
                            },
                        },
                        {
                            "Sid": "EventsTell",
                            "Effect": "Allow",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_high_topic.arn,
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sns:Publish",
                            "Resource": self.threats_high_topic.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.threats_high_topic_subscription = aws.sns.TopicSubscription(
            "threats_high",
            topic=self.threats_high_topic.arn,
            protocol="email",
            endpoint="soc@example.gov",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # spec: detection.low - a ticket that nobody took for a day, and a finding that reached nobody, are told
        self.findings_tickets_waiting_metric_alarm = aws.cloudwatch.MetricAlarm(
            "findings_tickets_waiting",
            name="cloud-window-findings-tickets-waiting",
            alarm_description="A ticket waits for more than a day",
            namespace="AWS/SQS",
            metric_name="ApproximateAgeOfOldestMessage",
            dimensions={"QueueName": self.tickets_queue.name},
            statistic="Maximum",
            period=300,
            evaluation_periods=1,
            threshold=86400,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.findings_undelivered_metric_alarm = aws.cloudwatch.MetricAlarm(
            "findings_undelivered",
            name="cloud-window-findings-undelivered",
            alarm_description="A finding reached nobody",
            namespace="AWS/SQS",
            metric_name="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": self.undelivered_queue.name},
            statistic="Maximum",
            period=300,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "threats_high_topic_arn": self.threats_high_topic.arn,
                "threats_medium_topic_arn": self.threats_medium_topic.arn,
                "tickets_queue_arn": self.tickets_queue.arn,
                "undelivered_queue_arn": self.undelivered_queue.arn,
            }
        )
