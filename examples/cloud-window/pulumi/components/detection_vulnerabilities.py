"""`detection`: what `detection-vulnerabilities.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionVulnerabilitiesArgs:
    """What `DetectionVulnerabilities` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


class DetectionVulnerabilities(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(
        self,
        name: str,
        args: DetectionVulnerabilitiesArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("bastide:detection:DetectionVulnerabilities", name, opts=opts)

        # OPS-02 Vulnerability scanning (mlps3 8.1.4.4 e; nist-800-53r5 ra-5, si-2)
        # spec: detection - known flaws of hosts, images and functions in ap-southeast-1
        self.main_enabler = aws.inspector2.Enabler(
            "main",
            account_ids=["123456789012"],
            resource_types=["EC2", "ECR", "LAMBDA"],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # OPS-02 Vulnerability scanning (mlps3 8.1.4.4 e; nist-800-53r5 ra-5, si-2)
        # spec: detection - known flaws of hosts, images and functions in ap-northeast-1
        self.dr_enabler = aws.inspector2.Enabler(
            "dr",
            account_ids=["123456789012"],
            resource_types=["EC2", "ECR", "LAMBDA"],
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.register_outputs({})
