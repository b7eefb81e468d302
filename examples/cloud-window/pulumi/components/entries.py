"""`audit-log`: what `entries.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class EntriesArgs:
    """What `Entries` needs of other components."""

    primary: aws.Provider


class Entries(pulumi.ComponentResource):
    """Everything that serves `audit-log`."""

    def __init__(self, name: str, args: EntriesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:edge:Entries", name, opts=opts)

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # The firewalls of all entries deliver to their log groups by this one policy: an account may have ten in a
        #   region.
        self.waf_log_resource_policy = aws.cloudwatch.LogResourcePolicy(
            "waf",
            policy_name="aws-waf-logs-cloud-window",
            policy_document=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                            "Resource": "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-cloud-window-*:*",
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:logs:ap-southeast-1:123456789012:*"},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
