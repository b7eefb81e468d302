"""`audit-log`: what `audit-log.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AuditLogArgs:
    """What `AuditLog` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class AuditLogPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket
    audit_log_bucket_policy: aws.s3.BucketPolicy

    # audit-log-dr-bucket
    audit_log_dr_bucket: aws.s3.Bucket

    # keys
    logs_key: aws.kms.Key

    # log-queries-bucket
    log_queries_bucket: aws.s3.Bucket

    # store-case-files
    case_files_bucket: aws.s3.Bucket


class AuditLog(pulumi.ComponentResource):
    """Everything that serves `audit-log`."""

    def __init__(self, name: str, args: AuditLogArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:AuditLog", name, opts=opts)
        self._args = args

        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.audit.keep - 1096 days, rounded up to a term that CloudWatch offers
        # The trust has no condition on its source: CloudTrail names none when it takes this role, and AWS would refuse
        #   the trail.
        self.trail_role = aws.iam.Role(
            "trail",
            name="cloud-window-trail",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "cloudtrail.amazonaws.com"},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-audit",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: AuditLogPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.audit.keep - 1096 days, rounded up to a term that CloudWatch offers
        self.audit_log_group = aws.cloudwatch.LogGroup(
            "audit",
            name="/cloud-window/audit",
            retention_in_days=1096,
            kms_key_id=peers.logs_key.arn,
            tags={
                "Name": "cloud-window-audit",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # Told at each delivery, for whatever collects the records (a SIEM); nobody is subscribed by default.
        self.trail_notices_topic = aws.sns.Topic(
            "trail-notices",
            name="cloud-window-trail_notices",
            kms_master_key_id=peers.logs_key.id,
            tags={
                "Name": "cloud-window-audit",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.audit.keep - 1096 days, rounded up to a term that CloudWatch offers
        self.trail_role_policy = aws.iam.RolePolicy(
            "trail",
            name="deliver",
            role=self.trail_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                            "Resource": pulumi.Output.concat(self.audit_log_group.arn, ":log-stream:*"),
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # Told at each delivery, for whatever collects the records (a SIEM); nobody is subscribed by default.
        self.trail_notices_topic_policy = aws.sns.TopicPolicy(
            "trail-notices",
            arn=self.trail_notices_topic.arn,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TrailTells",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudtrail.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self.trail_notices_topic.arn,
                            "Condition": {
                                "StringEquals": {
                                    "aws:SourceArn": "arn:aws:cloudtrail:ap-southeast-1:123456789012:trail/cloud-window-audit",
                                },
                            },
                        },
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "sns:Publish",
                            "Resource": self.trail_notices_topic.arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5
        #   au-2, au-3, au-12)
        # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2,
        #   au-9.3, au-10)
        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        # spec: logging.audit - every call in every region; the organization's owner may switch `is_organization_trail`
        #   on
        self.main_trail = aws.cloudtrail.Trail(
            "main",
            name="cloud-window-audit",
            s3_bucket_name=peers.audit_log_bucket.id,
            kms_key_id=peers.logs_key.arn,
            cloud_watch_logs_group_arn=pulumi.Output.concat(self.audit_log_group.arn, ":*"),
            cloud_watch_logs_role_arn=self.trail_role.arn,
            sns_topic_name=self.trail_notices_topic.name,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            advanced_event_selectors=[
                aws.cloudtrail.TrailAdvancedEventSelectorArgs(
                    name="management",
                    field_selectors=[
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="eventCategory",
                            equals=["Management"],
                        ),
                    ],
                ),
                aws.cloudtrail.TrailAdvancedEventSelectorArgs(
                    name="stores",
                    field_selectors=[
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="eventCategory",
                            equals=["Data"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.type",
                            equals=["AWS::S3::Object"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.ARN",
                            starts_withs=[pulumi.Output.concat(peers.case_files_bucket.arn, "/")],
                        ),
                    ],
                ),
                aws.cloudtrail.TrailAdvancedEventSelectorArgs(
                    name="records-read",
                    field_selectors=[
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="eventCategory",
                            equals=["Data"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.type",
                            equals=["AWS::S3::Object"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(field="readOnly", equals=["true"]),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.ARN",
                            starts_withs=[
                                pulumi.Output.concat(peers.audit_log_bucket.arn, "/"),
                                pulumi.Output.concat(peers.audit_log_dr_bucket.arn, "/"),
                                pulumi.Output.concat(peers.access_log_bucket.arn, "/"),
                                pulumi.Output.concat(peers.access_log_dr_bucket.arn, "/"),
                                pulumi.Output.concat(peers.log_queries_bucket.arn, "/"),
                            ],
                        ),
                    ],
                ),
                aws.cloudtrail.TrailAdvancedEventSelectorArgs(
                    name="records-deleted",
                    field_selectors=[
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="eventCategory",
                            equals=["Data"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.type",
                            equals=["AWS::S3::Object"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="eventName",
                            equals=["DeleteObject", "DeleteObjects"],
                        ),
                        aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgs(
                            field="resources.ARN",
                            starts_withs=[
                                pulumi.Output.concat(peers.audit_log_bucket.arn, "/"),
                                pulumi.Output.concat(peers.audit_log_dr_bucket.arn, "/"),
                                pulumi.Output.concat(peers.access_log_bucket.arn, "/"),
                                pulumi.Output.concat(peers.access_log_dr_bucket.arn, "/"),
                                pulumi.Output.concat(peers.log_queries_bucket.arn, "/"),
                            ],
                        ),
                    ],
                ),
            ],
            insight_selectors=[
                aws.cloudtrail.TrailInsightSelectorArgs(insight_type="ApiCallRateInsight"),
                aws.cloudtrail.TrailInsightSelectorArgs(insight_type="ApiErrorRateInsight"),
            ],
            tags={
                "Name": "cloud-window-audit",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.trail_role_policy, peers.audit_log_bucket_policy, self.trail_notices_topic_policy],
            ),
        )

        self.register_outputs(
            {
                "audit_log_group_arn": self.audit_log_group.arn,
                "audit_log_group_name": self.audit_log_group.name,
                "main_trail_arn": self.main_trail.arn,
            }
        )
