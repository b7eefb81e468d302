"""`workload/portal`: what `workload-portal.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class WorkloadPortalArgs:
    """What `WorkloadPortal` needs of other components."""

    primary: aws.Provider

    # keys
    general_key: aws.kms.Key

    # store-portal-assets
    portal_assets_bucket: aws.s3.Bucket


class WorkloadPortal(pulumi.ComponentResource):
    """Everything that serves `workload/portal`."""

    def __init__(self, name: str, args: WorkloadPortalArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:workload:WorkloadPortal", name, opts=opts)

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # spec: workloads.portal.uses - for the role of the team's pipeline; Bastide attaches it to nobody
        self.publisher_portal_policy = aws.iam.Policy(
            "publisher_portal",
            name="cloud-window-publisher-portal",
            description="For the pipeline that publishes portal: its stores, nothing else",
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ListObjects",
                            "Effect": "Allow",
                            "Action": ["s3:ListBucket"],
                            "Resource": [args.portal_assets_bucket.arn],
                        },
                        {
                            "Sid": "ReadAndWriteObjects",
                            "Effect": "Allow",
                            "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
                            "Resource": [pulumi.Output.concat(args.portal_assets_bucket.arn, "/*")],
                        },
                        {
                            "Sid": "UseKeys",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                            "Resource": [args.general_key.arn],
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                    ],
                }
            ),
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
