"""`detection`: what `detection-unusual.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionUnusualArgs:
    """What `DetectionUnusual` needs of other components."""

    primary: aws.Provider

    # audit-log
    audit_log_group: aws.cloudwatch.LogGroup

    # detection-tiers
    threats_medium_topic: aws.sns.Topic

    # network
    network_log_group: aws.cloudwatch.LogGroup

    # store-case-files
    case_files_bucket: aws.s3.Bucket

    # store-case-scans
    case_scans_file_system: aws.efs.FileSystem

    # store-identity
    identity_instance: aws.rds.Instance

    # store-pensions
    pensions_instance: aws.rds.Instance


class DetectionUnusual(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionUnusualArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionUnusual", name, opts=opts)

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4)
        # spec: detection.medium - connections that a rule refused, counted from the flow records
        self.refused_connections_log_metric_filter = aws.cloudwatch.LogMetricFilter(
            "refused_connections",
            name="cloud-window-refused-connections",
            log_group_name=args.network_log_group.name,
            pattern="[version, account, interface, source, destination, sport, dport, protocol, packets, bytes, start, end, action=REJECT, status]",
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name="cloud-window-refused-connections",
                namespace="cloud-window/network",
                value="1",
                default_value="0",
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.case-files - each object is counted as it is read
        self.case_files_bucket_metric = aws.s3.BucketMetric(
            "case_files",
            bucket=args.case_files_bucket.id,
            name="EntireBucket",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # spec: detection.medium - More calls than usual
        self.unusual_calls_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_calls",
            name="cloud-window-unusual-calls",
            alarm_description="More calls than usual",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/Logs",
                        metric_name="IncomingLogEvents",
                        dimensions={"LogGroupName": args.audit_log_group.name},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: detection.medium - More connections than usual
        self.unusual_connections_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_connections",
            name="cloud-window-unusual-connections",
            alarm_description="More connections than usual",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/Logs",
                        metric_name="IncomingLogEvents",
                        dimensions={"LogGroupName": args.network_log_group.name},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: detection.medium - More connections than usual were refused
        self.unusual_refused_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_refused",
            name="cloud-window-unusual-refused",
            alarm_description="More connections than usual were refused",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="cloud-window/network",
                        metric_name="cloud-window-refused-connections",
                        dimensions={},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: stores.case-files - More than usual is read from case-files
        self.unusual_reads_case_files_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_reads_case_files",
            name="cloud-window-unusual-reads-case-files",
            alarm_description="More than usual is read from case-files",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/S3",
                        metric_name="BytesDownloaded",
                        dimensions={"BucketName": args.case_files_bucket.id, "FilterId": "EntireBucket"},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: stores.case-scans - More than usual is read from case-scans
        self.unusual_reads_case_scans_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_reads_case_scans",
            name="cloud-window-unusual-reads-case-scans",
            alarm_description="More than usual is read from case-scans",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/EFS",
                        metric_name="DataReadIOBytes",
                        dimensions={"FileSystemId": args.case_scans_file_system.id},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: stores.identity - More than usual is read from identity
        self.unusual_reads_identity_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_reads_identity",
            name="cloud-window-unusual-reads-identity",
            alarm_description="More than usual is read from identity",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/RDS",
                        metric_name="NetworkTransmitThroughput",
                        dimensions={"DBInstanceIdentifier": args.identity_instance.identifier},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
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
        # spec: stores.pensions - More than usual is read from pensions
        self.unusual_reads_pensions_metric_alarm = aws.cloudwatch.MetricAlarm(
            "unusual_reads_pensions",
            name="cloud-window-unusual-reads-pensions",
            alarm_description="More than usual is read from pensions",
            comparison_operator="GreaterThanUpperThreshold",
            evaluation_periods=3,
            datapoints_to_alarm=2,
            threshold_metric_id="usual",
            treat_missing_data="notBreaching",
            alarm_actions=[args.threats_medium_topic.arn],
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="usual",
                    expression="ANOMALY_DETECTION_BAND(seen, 3)",
                    label="what is usual at this hour",
                    return_data=True,
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="seen",
                    return_data=True,
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace="AWS/RDS",
                        metric_name="NetworkTransmitThroughput",
                        dimensions={"DBInstanceIdentifier": args.pensions_instance.identifier},
                        period=300,
                        stat="Sum",
                    ),
                ),
            ],
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
