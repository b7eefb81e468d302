"""`isolation`: what `detection-isolation.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionIsolationArgs:
    """What `DetectionIsolation` needs of other components."""

    primary: aws.Provider

    # network
    main_vpc: aws.ec2.Vpc


class DetectionIsolation(pulumi.ComponentResource):
    """Everything that serves `isolation`."""

    def __init__(self, name: str, args: DetectionIsolationArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionIsolation", name, opts=opts)

        # AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12,
        #   si-4, ir-4.1)
        # spec: detection.high - a host in this group talks to nobody: it has no rule, and no rule names it
        self.isolation_security_group = aws.ec2.SecurityGroup(
            "isolation",
            name="cloud-window-isolation",
            description="cut off: no way in, no way out",
            vpc_id=args.main_vpc.id,
            ingress=[],
            egress=[],
            tags={
                "Name": "cloud-window-isolation",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "isolation_security_group_arn": self.isolation_security_group.arn,
                "isolation_security_group_id": self.isolation_security_group.id,
            }
        )
