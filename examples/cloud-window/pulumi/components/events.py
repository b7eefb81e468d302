"""`audit-log`: what `events.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class EventsArgs:
    """What `Events` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # alarms
    soc_topic: aws.sns.Topic


class Events(pulumi.ComponentResource):
    """Everything that serves `audit-log`."""

    def __init__(self, name: str, args: EventsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:Events", name, opts=opts)

        # AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5,
        #   ac-6.9)
        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # What must be told within minutes: EventBridge sees it as it happens, the alarms on the trail see it as well.
        # spec: access.roles.break-glass.alert
        self.role_break_glass_event_rule = aws.cloudwatch.EventRule(
            "role_break_glass",
            name="cloud-window-role-break-glass",
            description="Somebody took, or tried to take, the role break-glass",
            state="ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
            event_pattern=json.dumps(
                {
                    "source": ["aws.sts"],
                    "detail-type": ["AWS API Call via CloudTrail"],
                    "detail": {
                        "eventSource": ["sts.amazonaws.com"],
                        "eventName": ["AssumeRole"],
                        "$or": [
                            {
                                "requestParameters": {
                                    "roleArn": ["arn:aws:iam::123456789012:role/cloud-window-role-break-glass"],
                                },
                            },
                            {
                                "errorMessage": [
                                    {"wildcard": "*arn:aws:iam::123456789012:role/cloud-window-role-break-glass*"},
                                ],
                            },
                        ],
                    },
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_event_target = aws.cloudwatch.EventTarget(
            "role_break_glass",
            rule=self.role_break_glass_event_rule.name,
            target_id="channel",
            arn=args.soc_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "address": "$.detail.sourceIPAddress",
                    "error": "$.detail.errorCode",
                    "region": "$.detail.awsRegion",
                    "time": "$.detail.eventTime",
                    "who": "$.detail.userIdentity.arn",
                },
                input_template='"<who> asked for the role break-glass from <address>, <region>, at <time>. Refused: <error>"',
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.role_break_glass_dr_event_rule = aws.cloudwatch.EventRule(
            "role_break_glass_dr",
            name="cloud-window-role-break-glass-dr",
            description="Somebody took, or tried to take, the role break-glass",
            state="ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
            event_pattern=json.dumps(
                {
                    "source": ["aws.sts"],
                    "detail-type": ["AWS API Call via CloudTrail"],
                    "detail": {
                        "eventSource": ["sts.amazonaws.com"],
                        "eventName": ["AssumeRole"],
                        "$or": [
                            {
                                "requestParameters": {
                                    "roleArn": ["arn:aws:iam::123456789012:role/cloud-window-role-break-glass"],
                                },
                            },
                            {
                                "errorMessage": [
                                    {"wildcard": "*arn:aws:iam::123456789012:role/cloud-window-role-break-glass*"},
                                ],
                            },
                        ],
                    },
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: recovery.notify
        # EventBridge tells topics of its own region only: the DR region hands its events to the primary region's bus.
        self.forward_events_role = aws.iam.Role(
            "forward_events",
            name="cloud-window-forward-events",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "events.amazonaws.com"},
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {
                                    "aws:SourceArn": "arn:aws:events:ap-northeast-1:123456789012:rule/cloud-window-*",
                                },
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5,
        #   ac-6.9)
        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # What must be told within minutes: EventBridge sees it as it happens, the alarms on the trail see it as well.
        # spec: access.roles.break-glass.alert
        self.role_break_glass_dr_event_target = aws.cloudwatch.EventTarget(
            "role_break_glass_dr",
            rule=self.role_break_glass_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_events_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: identity.notify
        self.access_findings_event_rule = aws.cloudwatch.EventRule(
            "access_findings",
            name="cloud-window-access-findings",
            description="Something may be used from outside the account, or a right is no longer used",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.access-analyzer"],
                    "detail": {"status": ["ACTIVE"], "isDeleted": [False, {"exists": False}]},
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_findings_event_target = aws.cloudwatch.EventTarget(
            "access_findings",
            rule=self.access_findings_event_rule.name,
            target_id="channel",
            arn=args.soc_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "id": "$.detail.id",
                    "region": "$.region",
                    "resource": "$.detail.resource",
                    "unused": "$.detail.findingId",
                    "what": "$.detail-type",
                },
                input_template='"<what> about <resource> in <region>: finding <id><unused>"',
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_findings_dr_event_rule = aws.cloudwatch.EventRule(
            "access_findings_dr",
            name="cloud-window-access-findings-dr",
            description="Something may be used from outside the account, or a right is no longer used",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.access-analyzer"],
                    "detail": {"status": ["ACTIVE"], "isDeleted": [False, {"exists": False}]},
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.access_findings_dr_event_target = aws.cloudwatch.EventTarget(
            "access_findings_dr",
            rule=self.access_findings_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_events_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: audit.notify
        self.broken_rules_event_rule = aws.cloudwatch.EventRule(
            "broken_rules",
            name="cloud-window-broken-rules",
            description="A setting broke a rule that the platform is held to",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.config"],
                    "detail-type": ["Config Rules Compliance Change"],
                    "detail": {"newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]}},
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.broken_rules_event_target = aws.cloudwatch.EventTarget(
            "broken_rules",
            rule=self.broken_rules_event_rule.name,
            target_id="channel",
            arn=args.soc_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "region": "$.region",
                    "resource": "$.detail.resourceId",
                    "rule": "$.detail.configRuleName",
                    "type": "$.detail.resourceType",
                },
                input_template='"<type> <resource> in <region> broke the rule <rule>"',
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.broken_rules_dr_event_rule = aws.cloudwatch.EventRule(
            "broken_rules_dr",
            name="cloud-window-broken-rules-dr",
            description="A setting broke a rule that the platform is held to",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.config"],
                    "detail-type": ["Config Rules Compliance Change"],
                    "detail": {"newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]}},
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.broken_rules_dr_event_target = aws.cloudwatch.EventTarget(
            "broken_rules_dr",
            rule=self.broken_rules_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_events_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: recovery.notify
        self.restore_tests_event_rule = aws.cloudwatch.EventRule(
            "restore_tests",
            name="cloud-window-restore-tests",
            description="A restore test ended, well or not",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.backup"],
                    "detail-type": ["Restore Job State Change"],
                    "detail": {
                        "status": ["COMPLETED", "FAILED", "ABORTED"],
                        "restoreTestingPlanArn": [{"exists": True}],
                    },
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.restore_tests_event_target = aws.cloudwatch.EventTarget(
            "restore_tests",
            rule=self.restore_tests_event_rule.name,
            target_id="channel",
            arn=args.soc_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "job": "$.detail.restoreJobId",
                    "made": "$.detail.createdResourceArn",
                    "plan": "$.detail.restoreTestingPlanArn",
                    "region": "$.region",
                    "status": "$.detail.status",
                    "type": "$.detail.resourceType",
                },
                input_template='"Restore test <job> of a store of type <type> in <region> by <plan>: <status>. Look at <made>"',
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.restore_tests_dr_event_rule = aws.cloudwatch.EventRule(
            "restore_tests_dr",
            name="cloud-window-restore-tests-dr",
            description="A restore test ended, well or not",
            state="ENABLED",
            event_pattern=json.dumps(
                {
                    "source": ["aws.backup"],
                    "detail-type": ["Restore Job State Change"],
                    "detail": {
                        "status": ["COMPLETED", "FAILED", "ABORTED"],
                        "restoreTestingPlanArn": [{"exists": True}],
                    },
                }
            ),
            tags={
                "Name": "cloud-window-events",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.restore_tests_dr_event_target = aws.cloudwatch.EventTarget(
            "restore_tests_dr",
            rule=self.restore_tests_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_events_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.forward_events_role_policy = aws.iam.RolePolicy(
            "forward_events",
            name="forward",
            role=self.forward_events_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "HandOn",
                            "Effect": "Allow",
                            "Action": "events:PutEvents",
                            "Resource": "arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
