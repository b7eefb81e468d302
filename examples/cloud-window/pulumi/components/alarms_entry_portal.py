"""`workload/portal`: what `alarms-entry-portal.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AlarmsEntryPortalArgs:
    """What `AlarmsEntryPortal` needs of other components."""

    primary: aws.Provider

    # alarms
    soc_topic: aws.sns.Topic

    # entry-portal
    portal_app_civil_affairs_8443_target_group: aws.lb.TargetGroup
    portal_app_social_security_8443_target_group: aws.lb.TargetGroup
    portal_load_balancer: aws.lb.LoadBalancer


class AlarmsEntryPortal(pulumi.ComponentResource):
    """Everything that serves `workload/portal`."""

    def __init__(self, name: str, args: AlarmsEntryPortalArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:edge:AlarmsEntryPortal", name, opts=opts)

        # SVC-02 One-stop portal (mlps3 8.1.3.2 e, 8.1.2.1 e; nist-800-53r5 sc-7, sc-8, cp-7)
        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        # spec: workloads.portal - the entry answers in place of services that don't
        self.entry_portal_down_metric_alarm = aws.cloudwatch.MetricAlarm(
            "entry_portal_down",
            name="cloud-window-portal-down",
            alarm_description="A public entry can't serve citizens",
            namespace="AWS/ApplicationELB",
            metric_name="HTTPCode_ELB_5XX_Count",
            dimensions={"LoadBalancer": args.portal_load_balancer.arn_suffix},
            statistic="Sum",
            period=60,
            evaluation_periods=3,
            threshold=5,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.entry_portal_app_civil_affairs_8443_down_metric_alarm = aws.cloudwatch.MetricAlarm(
            "entry_portal_app_civil_affairs_8443_down",
            name="cloud-window-portal-portal-app-civil-affairs-8443-down",
            alarm_description="No healthy host answers: flow: edge to app@civil-affairs tcp/8443",
            namespace="AWS/ApplicationELB",
            metric_name="HealthyHostCount",
            dimensions={
                "LoadBalancer": args.portal_load_balancer.arn_suffix,
                "TargetGroup": args.portal_app_civil_affairs_8443_target_group.arn_suffix,
            },
            statistic="Maximum",
            period=60,
            evaluation_periods=3,
            threshold=1,
            comparison_operator="LessThanThreshold",
            treat_missing_data="breaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.entry_portal_app_social_security_8443_down_metric_alarm = aws.cloudwatch.MetricAlarm(
            "entry_portal_app_social_security_8443_down",
            name="cloud-window-portal-portal-app-social-security-8443-down",
            alarm_description="No healthy host answers: flow: edge to app@social-security tcp/8443",
            namespace="AWS/ApplicationELB",
            metric_name="HealthyHostCount",
            dimensions={
                "LoadBalancer": args.portal_load_balancer.arn_suffix,
                "TargetGroup": args.portal_app_social_security_8443_target_group.arn_suffix,
            },
            statistic="Maximum",
            period=60,
            evaluation_periods=3,
            threshold=1,
            comparison_operator="LessThanThreshold",
            treat_missing_data="breaching",
            alarm_actions=[args.soc_topic.arn],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
