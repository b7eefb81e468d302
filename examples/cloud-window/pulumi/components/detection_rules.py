"""`detection`: what `detection-rules.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionRulesArgs:
    """What `DetectionRules` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # detection-response
    respond_role: aws.iam.Role

    # detection-tiers
    threats_high_topic: aws.sns.Topic
    threats_medium_topic: aws.sns.Topic
    tickets_queue: aws.sqs.Queue
    undelivered_queue: aws.sqs.Queue
    undelivered_queue_policy: aws.sqs.QueuePolicy

    # keys
    logs_key: aws.kms.Key


class DetectionRules(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionRulesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionRules", name, opts=opts)

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - What aws.guardduty finds low becomes a ticket
        self.guardduty_low_event_rule = aws.cloudwatch.EventRule(
            "guardduty_low",
            name="cloud-window-findings-guardduty-low",
            description="What aws.guardduty finds low becomes a ticket",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    "detail": {"severity": [{"numeric": [">=", 1, "<", 4]}]},
                }
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

        self.guardduty_low_event_target = aws.cloudwatch.EventTarget(
            "guardduty_low",
            rule=self.guardduty_low_event_rule.name,
            target_id="low",
            arn=args.tickets_queue.arn,
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.medium - What aws.guardduty finds medium pages a person
        self.guardduty_medium_event_rule = aws.cloudwatch.EventRule(
            "guardduty_medium",
            name="cloud-window-findings-guardduty-medium",
            description="What aws.guardduty finds medium pages a person",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    "detail": {"severity": [{"numeric": [">=", 4, "<", 7]}]},
                }
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

        self.guardduty_medium_event_target = aws.cloudwatch.EventTarget(
            "guardduty_medium",
            rule=self.guardduty_medium_event_rule.name,
            target_id="medium",
            arn=args.threats_medium_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.id", "region": "$.region", "what": "$.detail.type"},
                input_template='"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - What aws.guardduty finds high pages a person at once
        self.guardduty_high_event_rule = aws.cloudwatch.EventRule(
            "guardduty_high",
            name="cloud-window-findings-guardduty-high",
            description="What aws.guardduty finds high pages a person at once",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    "detail": {"severity": [{"numeric": [">=", 7]}]},
                }
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

        self.guardduty_high_event_target = aws.cloudwatch.EventTarget(
            "guardduty_high",
            rule=self.guardduty_high_event_rule.name,
            target_id="high",
            arn=args.threats_high_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.id", "region": "$.region", "what": "$.detail.type"},
                input_template='"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - What aws.securityhub finds low becomes a ticket
        self.hub_low_event_rule = aws.cloudwatch.EventRule(
            "hub_low",
            name="cloud-window-findings-hub-low",
            description="What aws.securityhub finds low becomes a ticket",
            event_pattern=json.dumps(
                {
                    "source": ["aws.securityhub"],
                    "detail-type": ["Security Hub Findings - Imported"],
                    "detail": {
                        "findings": {
                            "ProductArn": [{"suffix": "::product/aws/securityhub"}],
                            "RecordState": ["ACTIVE"],
                            "Severity": {"Label": ["LOW"]},
                            "Workflow": {"Status": ["NEW"]},
                            "Compliance": {"Status": ["FAILED", "WARNING"]},
                        },
                    },
                }
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

        self.hub_low_event_target = aws.cloudwatch.EventTarget(
            "hub_low",
            rule=self.hub_low_event_rule.name,
            target_id="low",
            arn=args.tickets_queue.arn,
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.medium - What aws.securityhub finds medium pages a person
        self.hub_medium_event_rule = aws.cloudwatch.EventRule(
            "hub_medium",
            name="cloud-window-findings-hub-medium",
            description="What aws.securityhub finds medium pages a person",
            event_pattern=json.dumps(
                {
                    "source": ["aws.securityhub"],
                    "detail-type": ["Security Hub Findings - Imported"],
                    "detail": {
                        "findings": {
                            "ProductArn": [{"suffix": "::product/aws/securityhub"}],
                            "RecordState": ["ACTIVE"],
                            "Severity": {"Label": ["MEDIUM"]},
                            "Workflow": {"Status": ["NEW"]},
                            "Compliance": {"Status": ["FAILED", "WARNING"]},
                        },
                    },
                }
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

        self.hub_medium_event_target = aws.cloudwatch.EventTarget(
            "hub_medium",
            rule=self.hub_medium_event_rule.name,
            target_id="medium",
            arn=args.threats_medium_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "id": "$.detail.findings[0].Id",
                    "region": "$.detail.findings[0].Region",
                    "what": "$.detail.findings[0].Title",
                },
                input_template='"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - What aws.securityhub finds high pages a person at once
        self.hub_high_event_rule = aws.cloudwatch.EventRule(
            "hub_high",
            name="cloud-window-findings-hub-high",
            description="What aws.securityhub finds high pages a person at once",
            event_pattern=json.dumps(
                {
                    "source": ["aws.securityhub"],
                    "detail-type": ["Security Hub Findings - Imported"],
                    "detail": {
                        "findings": {
                            "ProductArn": [{"suffix": "::product/aws/securityhub"}],
                            "RecordState": ["ACTIVE"],
                            "Severity": {"Label": ["CRITICAL", "HIGH"]},
                            "Workflow": {"Status": ["NEW"]},
                            "Compliance": {"Status": ["FAILED", "WARNING"]},
                        },
                    },
                }
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

        self.hub_high_event_target = aws.cloudwatch.EventTarget(
            "hub_high",
            rule=self.hub_high_event_rule.name,
            target_id="high",
            arn=args.threats_high_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "id": "$.detail.findings[0].Id",
                    "region": "$.detail.findings[0].Region",
                    "what": "$.detail.findings[0].Title",
                },
                input_template='"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - What aws.inspector2 finds low becomes a ticket
        self.inspector_low_event_rule = aws.cloudwatch.EventRule(
            "inspector_low",
            name="cloud-window-findings-inspector-low",
            description="What aws.inspector2 finds low becomes a ticket",
            event_pattern=json.dumps(
                {
                    "source": ["aws.inspector2"],
                    "detail-type": ["Inspector2 Finding"],
                    "detail": {"severity": ["LOW"], "status": ["ACTIVE"]},
                }
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

        self.inspector_low_event_target = aws.cloudwatch.EventTarget(
            "inspector_low",
            rule=self.inspector_low_event_rule.name,
            target_id="low",
            arn=args.tickets_queue.arn,
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.medium - What aws.inspector2 finds medium pages a person
        self.inspector_medium_event_rule = aws.cloudwatch.EventRule(
            "inspector_medium",
            name="cloud-window-findings-inspector-medium",
            description="What aws.inspector2 finds medium pages a person",
            event_pattern=json.dumps(
                {
                    "source": ["aws.inspector2"],
                    "detail-type": ["Inspector2 Finding"],
                    "detail": {"severity": ["MEDIUM"], "status": ["ACTIVE"]},
                }
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

        self.inspector_medium_event_target = aws.cloudwatch.EventTarget(
            "inspector_medium",
            rule=self.inspector_medium_event_rule.name,
            target_id="medium",
            arn=args.threats_medium_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.findingArn", "region": "$.region", "what": "$.detail.title"},
                input_template='"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - What aws.inspector2 finds high pages a person at once
        self.inspector_high_event_rule = aws.cloudwatch.EventRule(
            "inspector_high",
            name="cloud-window-findings-inspector-high",
            description="What aws.inspector2 finds high pages a person at once",
            event_pattern=json.dumps(
                {
                    "source": ["aws.inspector2"],
                    "detail-type": ["Inspector2 Finding"],
                    "detail": {"severity": ["CRITICAL", "HIGH"], "status": ["ACTIVE"]},
                }
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

        self.inspector_high_event_target = aws.cloudwatch.EventTarget(
            "inspector_high",
            rule=self.inspector_high_event_rule.name,
            target_id="high",
            arn=args.threats_high_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.findingArn", "region": "$.region", "what": "$.detail.title"},
                input_template='"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.low - What aws.macie finds low becomes a ticket
        self.macie_low_event_rule = aws.cloudwatch.EventRule(
            "macie_low",
            name="cloud-window-findings-macie-low",
            description="What aws.macie finds low becomes a ticket",
            event_pattern=json.dumps(
                {
                    "source": ["aws.macie"],
                    "detail-type": ["Macie Finding"],
                    "detail": {"severity": {"description": ["Low"]}},
                }
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

        self.macie_low_event_target = aws.cloudwatch.EventTarget(
            "macie_low",
            rule=self.macie_low_event_rule.name,
            target_id="low",
            arn=args.tickets_queue.arn,
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.medium - What aws.macie finds medium pages a person
        self.macie_medium_event_rule = aws.cloudwatch.EventRule(
            "macie_medium",
            name="cloud-window-findings-macie-medium",
            description="What aws.macie finds medium pages a person",
            event_pattern=json.dumps(
                {
                    "source": ["aws.macie"],
                    "detail-type": ["Macie Finding"],
                    "detail": {"severity": {"description": ["Medium"]}},
                }
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

        self.macie_medium_event_target = aws.cloudwatch.EventTarget(
            "macie_medium",
            rule=self.macie_medium_event_rule.name,
            target_id="medium",
            arn=args.threats_medium_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.id", "region": "$.region", "what": "$.detail.type"},
                input_template='"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - What aws.macie finds high pages a person at once
        self.macie_high_event_rule = aws.cloudwatch.EventRule(
            "macie_high",
            name="cloud-window-findings-macie-high",
            description="What aws.macie finds high pages a person at once",
            event_pattern=json.dumps(
                {
                    "source": ["aws.macie"],
                    "detail-type": ["Macie Finding"],
                    "detail": {"severity": {"description": ["High"]}},
                }
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

        self.macie_high_event_target = aws.cloudwatch.EventTarget(
            "macie_high",
            rule=self.macie_high_event_rule.name,
            target_id="high",
            arn=args.threats_high_topic.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"id": "$.detail.id", "region": "$.region", "what": "$.detail.type"},
                input_template='"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md"',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - Severe: the host is cut off
        self.isolate_host_event_rule = aws.cloudwatch.EventRule(
            "isolate_host",
            name="cloud-window-findings-isolate",
            description="Severe: the host is cut off",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    "detail": {
                        "severity": [{"numeric": [">=", 7]}],
                        "resource": {
                            "resourceType": ["Instance"],
                            "instanceDetails": {"instanceId": [{"exists": True}]},
                        },
                    },
                    "region": ["ap-southeast-1"],
                }
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

        self.isolate_host_event_target = aws.cloudwatch.EventTarget(
            "isolate_host",
            rule=self.isolate_host_event_rule.name,
            target_id="respond",
            arn="arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-isolate-host:$DEFAULT",
            role_arn=args.respond_role.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={"host": "$.detail.resource.instanceDetails.instanceId"},
                input_template='{"InstanceId": [<host>]}',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # spec: detection.high - Severe: the access key is switched off
        self.disable_access_key_event_rule = aws.cloudwatch.EventRule(
            "disable_access_key",
            name="cloud-window-findings-disable-key",
            description="Severe: the access key is switched off",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty"],
                    "detail-type": ["GuardDuty Finding"],
                    "detail": {
                        "severity": [{"numeric": [">=", 7]}],
                        "resource": {
                            "resourceType": ["AccessKey"],
                            "accessKeyDetails": {"userType": ["IAMUser"], "accessKeyId": [{"prefix": "AKIA"}]},
                        },
                    },
                }
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

        self.disable_access_key_event_target = aws.cloudwatch.EventTarget(
            "disable_access_key",
            rule=self.disable_access_key_event_rule.name,
            target_id="respond",
            arn="arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-disable-access-key:$DEFAULT",
            role_arn=args.respond_role.arn,
            input_transformer=aws.cloudwatch.EventTargetInputTransformerArgs(
                input_paths={
                    "key": "$.detail.resource.accessKeyDetails.accessKeyId",
                    "user": "$.detail.resource.accessKeyDetails.userName",
                },
                input_template='{"UserName": [<user>], "AccessKeyId": [<key>]}',
            ),
            retry_policy=aws.cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=3600,
                maximum_retry_attempts=20,
            ),
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.undelivered_queue_policy]),
        )

        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.audit.keep - findings of every severity are kept; the detectors themselves forget them after 90
        #   days
        self.findings_log_group = aws.cloudwatch.LogGroup(
            "findings",
            name="/cloud-window/findings",
            retention_in_days=1096,
            kms_key_id=args.logs_key.arn,
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.findings_log_resource_policy = aws.cloudwatch.LogResourcePolicy(
            "findings",
            policy_name="cloud-window-findings",
            # EventBridge names its rule only as it writes; a stream that it makes holds nothing yet.
            policy_document=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "StreamsAreMade",
                            "Effect": "Allow",
                            "Principal": {"Service": ["delivery.logs.amazonaws.com", "events.amazonaws.com"]},
                            "Action": "logs:CreateLogStream",
                            "Resource": pulumi.Output.concat(self.findings_log_group.arn, ":*"),
                        },
                        {
                            "Sid": "FindingsAreKept",
                            "Effect": "Allow",
                            "Principal": {"Service": ["delivery.logs.amazonaws.com", "events.amazonaws.com"]},
                            "Action": "logs:PutLogEvents",
                            "Resource": pulumi.Output.concat(self.findings_log_group.arn, ":*"),
                            "Condition": {
                                "ArnLike": {
                                    "aws:SourceArn": "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*",
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.findings_event_rule = aws.cloudwatch.EventRule(
            "findings",
            name="cloud-window-findings-kept",
            description="Every finding is kept, whatever its severity",
            event_pattern=json.dumps(
                {
                    "source": ["aws.guardduty", "aws.securityhub", "aws.inspector2", "aws.macie"],
                    "detail-type": [
                        "GuardDuty Finding",
                        "Security Hub Findings - Imported",
                        "Inspector2 Finding",
                        "Macie Finding",
                    ],
                }
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

        self.findings_event_target = aws.cloudwatch.EventTarget(
            "findings",
            rule=self.findings_event_rule.name,
            target_id="record",
            arn=self.findings_log_group.arn,
            dead_letter_config=aws.cloudwatch.EventTargetDeadLetterConfigArgs(arn=args.undelivered_queue.arn),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.findings_log_resource_policy, args.undelivered_queue_policy],
            ),
        )

        # The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
        self.guardduty_dr_event_rule = aws.cloudwatch.EventRule(
            "guardduty_dr",
            name="cloud-window-findings-guardduty-dr",
            description="What aws.guardduty finds in the DR region",
            event_pattern=json.dumps({"source": ["aws.guardduty"], "detail-type": ["GuardDuty Finding"]}),
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.forward_findings_role = aws.iam.Role(
            "forward_findings",
            name="cloud-window-findings-forward",
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
                                    "aws:SourceArn": "arn:aws:events:ap-northeast-1:123456789012:rule/cloud-window-findings-*",
                                },
                            },
                        },
                    ],
                }
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

        self.guardduty_dr_event_target = aws.cloudwatch.EventTarget(
            "guardduty_dr",
            rule=self.guardduty_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_findings_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
        self.inspector_dr_event_rule = aws.cloudwatch.EventRule(
            "inspector_dr",
            name="cloud-window-findings-inspector-dr",
            description="What aws.inspector2 finds in the DR region",
            event_pattern=json.dumps({"source": ["aws.inspector2"], "detail-type": ["Inspector2 Finding"]}),
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.inspector_dr_event_target = aws.cloudwatch.EventTarget(
            "inspector_dr",
            rule=self.inspector_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_findings_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
        self.macie_dr_event_rule = aws.cloudwatch.EventRule(
            "macie_dr",
            name="cloud-window-findings-macie-dr",
            description="What aws.macie finds in the DR region",
            event_pattern=json.dumps({"source": ["aws.macie"], "detail-type": ["Macie Finding"]}),
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.macie_dr_event_target = aws.cloudwatch.EventTarget(
            "macie_dr",
            rule=self.macie_dr_event_rule.name,
            target_id="primary-region",
            arn="arn:aws:events:ap-southeast-1:123456789012:event-bus/default",
            role_arn=self.forward_findings_role.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.forward_findings_role_policy = aws.iam.RolePolicy(
            "forward_findings",
            name="forward",
            role=self.forward_findings_role.id,
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

        self.register_outputs(
            {
                "findings_log_group_arn": self.findings_log_group.arn,
                "findings_log_group_name": self.findings_log_group.name,
            }
        )
