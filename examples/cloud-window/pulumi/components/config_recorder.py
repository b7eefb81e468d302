"""`config-audit`: what `config-recorder.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ConfigRecorderArgs:
    """What `ConfigRecorder` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket
    access_log_bucket_policy: aws.s3.BucketPolicy

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket
    access_log_dr_bucket_policy: aws.s3.BucketPolicy


class ConfigRecorder(pulumi.ComponentResource):
    """Everything that serves `config-audit`."""

    def __init__(self, name: str, args: ConfigRecorderArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:configAudit:ConfigRecorder", name, opts=opts)

        # OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
        # AWS Config records with the role that AWS ties to the service: nobody else can take it, and nobody can widen
        #   it.
        self.config_service_linked_role = aws.iam.ServiceLinkedRole(
            "config",
            aws_service_name="config.amazonaws.com",
            description="AWS Config reads every setting and writes its records",
            tags={
                "Name": "cloud-window-audit-of-settings",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
        # spec: audit - every setting of every resource in ap-southeast-1, as it changes
        self.main_recorder = aws.cfg.Recorder(
            "main",
            name="cloud-window",
            role_arn=self.config_service_linked_role.arn,
            # Who may do what is recorded in both regions: the record outlives the loss of either.
            recording_group=aws.cfg.RecorderRecordingGroupArgs(all_supported=True, include_global_resource_types=True),
            recording_mode=aws.cfg.RecorderRecordingModeArgs(recording_frequency="CONTINUOUS"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
        # AWS Config delivers to no bucket with a lock; a copy of each record goes to the locked one.
        self.main_delivery_channel = aws.cfg.DeliveryChannel(
            "main",
            name="cloud-window",
            s3_bucket_name=args.access_log_bucket.id,
            s3_key_prefix="config",
            snapshot_delivery_properties=aws.cfg.DeliveryChannelSnapshotDeliveryPropertiesArgs(
                delivery_frequency="TwentyFour_Hours",
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.main_recorder, args.access_log_bucket_policy],
            ),
        )

        self.main_recorder_status = aws.cfg.RecorderStatus(
            "main",
            name=self.main_recorder.name,
            is_enabled=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[self.main_delivery_channel]),
        )

        # OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
        # spec: audit - every setting of every resource in ap-northeast-1, as it changes
        self.dr_recorder = aws.cfg.Recorder(
            "dr",
            name="cloud-window",
            role_arn=self.config_service_linked_role.arn,
            # Who may do what is recorded in both regions: the record outlives the loss of either.
            recording_group=aws.cfg.RecorderRecordingGroupArgs(all_supported=True, include_global_resource_types=True),
            recording_mode=aws.cfg.RecorderRecordingModeArgs(recording_frequency="CONTINUOUS"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
        # AWS Config delivers to no bucket with a lock; a copy of each record goes to the locked one.
        self.dr_delivery_channel = aws.cfg.DeliveryChannel(
            "dr",
            name="cloud-window",
            s3_bucket_name=args.access_log_dr_bucket.id,
            s3_key_prefix="config",
            snapshot_delivery_properties=aws.cfg.DeliveryChannelSnapshotDeliveryPropertiesArgs(
                delivery_frequency="TwentyFour_Hours",
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.dr_recorder, args.access_log_dr_bucket_policy],
            ),
        )

        self.dr_recorder_status = aws.cfg.RecorderStatus(
            "dr",
            name=self.dr_recorder.name,
            is_enabled=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[self.dr_delivery_channel]),
        )

        # OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
        # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
        # One view over every region that records: the platform's two, and any other in which somebody switches a
        #   recorder on.
        self.main_configuration_aggregator = aws.cfg.ConfigurationAggregator(
            "main",
            name="cloud-window-settings",
            account_aggregation_source=aws.cfg.ConfigurationAggregatorAccountAggregationSourceArgs(
                account_ids=["123456789012"],
                all_regions=True,
            ),
            tags={
                "Name": "cloud-window-audit-of-settings",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
