"""`log-normalise`: what `log-names.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class LogNamesArgs:
    """What `LogNames` needs of other components."""

    primary: aws.Provider

    # keys
    logs_key: aws.kms.Key

    # network
    main_vpc: aws.ec2.Vpc


class LogNames(pulumi.ComponentResource):
    """Everything that serves `log-normalise`."""

    def __init__(self, name: str, args: LogNamesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:logNormalise:LogNames", name, opts=opts)

        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: logging.network - kept 366 days, rounded up to a term that CloudWatch offers
        self.names_log_group = aws.cloudwatch.LogGroup(
            "names",
            name="/cloud-window/names",
            retention_in_days=400,
            kms_key_id=args.logs_key.arn,
            tags={
                "Name": "cloud-window-names",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.names_log_resource_policy = aws.cloudwatch.LogResourcePolicy(
            "names",
            policy_name="cloud-window-names",
            policy_document=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ResolversDeliver",
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                            "Resource": "arn:aws:logs:ap-southeast-1:123456789012:log-group:/cloud-window/names:*",
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

        # Which names hosts ask for: a query is the first thing that whoever took a host over sends out.
        self.names_resolver_query_log_config = aws.route53.ResolverQueryLogConfig(
            "names",
            name="cloud-window-names",
            destination_arn=self.names_log_group.arn,
            tags={
                "Name": "cloud-window-names",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.names_log_resource_policy],
            ),
        )

        self.main_resolver_query_log_config_association = aws.route53.ResolverQueryLogConfigAssociation(
            "main",
            resolver_query_log_config_id=self.names_resolver_query_log_config.id,
            resource_id=args.main_vpc.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {"names_log_group_arn": self.names_log_group.arn, "names_log_group_name": self.names_log_group.name}
        )
