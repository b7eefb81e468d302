"""`detection`: what `detection-findings.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionFindingsArgs:
    """What `DetectionFindings` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


class DetectionFindings(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionFindingsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionFindings", name, opts=opts)

        # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
        # spec: detection - the settings of ap-southeast-1, held against published benchmarks
        self.main_securityhub_account = aws.securityhub.Account(
            "main",
            enable_default_standards=False,
            control_finding_generator="SECURITY_CONTROL",
            auto_enable_controls=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.benchmark_standards_subscription = aws.securityhub.StandardsSubscription(
            "benchmark",
            standards_arn="arn:aws:securityhub:ap-southeast-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[self.main_securityhub_account]),
        )

        self.best_practices_standards_subscription = aws.securityhub.StandardsSubscription(
            "best_practices",
            standards_arn="arn:aws:securityhub:ap-southeast-1::standards/aws-foundational-security-best-practices/v/1.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[self.main_securityhub_account]),
        )

        self.nist_standards_subscription = aws.securityhub.StandardsSubscription(
            "nist",
            standards_arn="arn:aws:securityhub:ap-southeast-1::standards/nist-800-53/v/5.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[self.main_securityhub_account]),
        )

        # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
        # spec: detection - the settings of ap-northeast-1, held against published benchmarks
        self.dr_securityhub_account = aws.securityhub.Account(
            "dr",
            enable_default_standards=False,
            control_finding_generator="SECURITY_CONTROL",
            auto_enable_controls=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.benchmark_dr_standards_subscription = aws.securityhub.StandardsSubscription(
            "benchmark_dr",
            standards_arn="arn:aws:securityhub:ap-northeast-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[self.dr_securityhub_account]),
        )

        self.best_practices_dr_standards_subscription = aws.securityhub.StandardsSubscription(
            "best_practices_dr",
            standards_arn="arn:aws:securityhub:ap-northeast-1::standards/aws-foundational-security-best-practices/v/1.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[self.dr_securityhub_account]),
        )

        self.nist_dr_standards_subscription = aws.securityhub.StandardsSubscription(
            "nist_dr",
            standards_arn="arn:aws:securityhub:ap-northeast-1::standards/nist-800-53/v/5.0.0",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[self.dr_securityhub_account]),
        )

        # Findings of the DR region are read, and told, in the primary one.
        self.main_finding_aggregator = aws.securityhub.FindingAggregator(
            "main",
            linking_mode="SPECIFIED_REGIONS",
            specified_regions=["ap-northeast-1"],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.main_securityhub_account, self.dr_securityhub_account],
            ),
        )

        self.register_outputs({})
