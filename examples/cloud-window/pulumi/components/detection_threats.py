"""`detection`: what `detection-threats.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionThreatsArgs:
    """What `DetectionThreats` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


class DetectionThreats(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionThreatsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionThreats", name, opts=opts)

        # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # OPS-04 Host malware protection (mlps3 8.1.4.5, 8.2.4.3 c; nist-800-53r5 si-3)
        # spec: detection - threats in ap-southeast-1: calls, flow records and name queries, with no agent on any host
        self.main_detector = aws.guardduty.Detector(
            "main",
            enable=True,
            finding_publishing_frequency="FIFTEEN_MINUTES",
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ebs_malware_protection_detector_feature = aws.guardduty.DetectorFeature(
            "ebs_malware_protection",
            detector_id=self.main_detector.id,
            name="EBS_MALWARE_PROTECTION",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.eks_audit_logs_detector_feature = aws.guardduty.DetectorFeature(
            "eks_audit_logs",
            detector_id=self.main_detector.id,
            name="EKS_AUDIT_LOGS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.lambda_network_logs_detector_feature = aws.guardduty.DetectorFeature(
            "lambda_network_logs",
            detector_id=self.main_detector.id,
            name="LAMBDA_NETWORK_LOGS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.rds_login_events_detector_feature = aws.guardduty.DetectorFeature(
            "rds_login_events",
            detector_id=self.main_detector.id,
            name="RDS_LOGIN_EVENTS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.s3_data_events_detector_feature = aws.guardduty.DetectorFeature(
            "s3_data_events",
            detector_id=self.main_detector.id,
            name="S3_DATA_EVENTS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
        # BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f;
        #   nist-800-53r5 si-4.5, ir-4, au-6)
        # OPS-04 Host malware protection (mlps3 8.1.4.5, 8.2.4.3 c; nist-800-53r5 si-3)
        # spec: detection - threats in ap-northeast-1: calls, flow records and name queries, with no agent on any host
        self.dr_detector = aws.guardduty.Detector(
            "dr",
            enable=True,
            finding_publishing_frequency="FIFTEEN_MINUTES",
            tags={
                "Name": "cloud-window-detection",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.ebs_malware_protection_dr_detector_feature = aws.guardduty.DetectorFeature(
            "ebs_malware_protection_dr",
            detector_id=self.dr_detector.id,
            name="EBS_MALWARE_PROTECTION",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.eks_audit_logs_dr_detector_feature = aws.guardduty.DetectorFeature(
            "eks_audit_logs_dr",
            detector_id=self.dr_detector.id,
            name="EKS_AUDIT_LOGS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.lambda_network_logs_dr_detector_feature = aws.guardduty.DetectorFeature(
            "lambda_network_logs_dr",
            detector_id=self.dr_detector.id,
            name="LAMBDA_NETWORK_LOGS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.rds_login_events_dr_detector_feature = aws.guardduty.DetectorFeature(
            "rds_login_events_dr",
            detector_id=self.dr_detector.id,
            name="RDS_LOGIN_EVENTS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.s3_data_events_dr_detector_feature = aws.guardduty.DetectorFeature(
            "s3_data_events_dr",
            detector_id=self.dr_detector.id,
            name="S3_DATA_EVENTS",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.register_outputs({})
