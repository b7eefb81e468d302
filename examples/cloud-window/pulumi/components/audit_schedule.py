"""`config-audit`: what `audit-schedule.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AuditScheduleArgs:
    """What `AuditSchedule` needs of other components."""

    primary: aws.Provider

    # alarms
    soc_topic: aws.sns.Topic


class AuditSchedule(pulumi.ComponentResource):
    """Everything that serves `config-audit`."""

    def __init__(self, name: str, args: AuditScheduleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:configAudit:AuditSchedule", name, opts=opts)

        # AUD-15 Evidence pack for the periodic audit (mlps3 8.1.7.5 a, 8.1.7.5 b; nist-800-53r5 ca-2, ca-5, ca-7)
        # AUD-16 Simulated use tests (mlps3 8.1.4.4 e; nist-800-53r5 ca-8, ca-2.2)
        # spec: audit.every - every 6 months, on the first of the month
        self.audit_due_event_rule = aws.cloudwatch.EventRule(
            "audit_due",
            name="cloud-window-audit-due",
            description="Calls people to the audit of the platform",
            schedule_expression="cron(0 1 1 1,7 ? *)",
            state="ENABLED",
            tags={
                "Name": "cloud-window-audit-of-settings",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.audit_due_event_target = aws.cloudwatch.EventTarget(
            "audit_due",
            rule=self.audit_due_event_rule.name,
            target_id="channel",
            arn=args.soc_topic.arn,
            input=json.dumps(
                "Audit of cloud-window is due. Areas: architecture, data, access, operations. Send auditors who operate nothing: they read logs, no more. 1. Run `bastide scan` on the deployed code and keep its report. 2. Open the conformance packs and the aggregated findings. 3. Run the saved queries of privileged events. 4. Visit the halls and try the terminals. 5. Write each finding with an owner and a day, and the state of the last audit's findings."
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
