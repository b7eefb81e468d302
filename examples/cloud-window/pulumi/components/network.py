"""`network`: what `network.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """What `Network` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class NetworkPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # keys
    logs_key: aws.kms.Key


class Network(pulumi.ComponentResource):
    """Everything that serves `network`."""

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:Network", name, opts=opts)
        self._args = args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # spec: platform.cidr
        self.main_vpc = aws.ec2.Vpc(
            "main",
            cidr_block="10.40.0.0/16",
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags={
                "Name": "cloud-window-main",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-01 All ingress enters through the DMZ entry point (mlps3 8.1.3.1 a; nist-800-53r5 sc-7, sc-7.3)
        self.main_internet_gateway = aws.ec2.InternetGateway(
            "main",
            vpc_id=self.main_vpc.id,
            tags={
                "Name": "cloud-window-main",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
        # A subnet, interface or host that nobody placed lands on these, and can reach nothing.
        self.locked_default_security_group = aws.ec2.DefaultSecurityGroup(
            "locked",
            vpc_id=self.main_vpc.id,
            ingress=[],
            egress=[],
            tags={
                "Name": "cloud-window-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.locked_default_network_acl = aws.ec2.DefaultNetworkAcl(
            "locked",
            default_network_acl_id=self.main_vpc.default_network_acl_id,
            tags={
                "Name": "cloud-window-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, ignore_changes=["subnetIds"]),
        )

        self.locked_default_route_table = aws.ec2.DefaultRouteTable(
            "locked",
            default_route_table_id=self.main_vpc.default_route_table_id,
            routes=[],
            tags={
                "Name": "cloud-window-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.network - kept 366 days, rounded up to a term that CloudWatch offers
        self.flow_log_role = aws.iam.Role(
            "flow_log",
            name="cloud-window-flow-log",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:ec2:ap-southeast-1:123456789012:vpc-flow-log/*"},
                            },
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-main",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: NetworkPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.network - kept 366 days, rounded up to a term that CloudWatch offers
        self.network_log_group = aws.cloudwatch.LogGroup(
            "network",
            name="/cloud-window/network",
            retention_in_days=400,
            kms_key_id=peers.logs_key.arn,
            tags={
                "Name": "cloud-window-main",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.main_flow_log = aws.ec2.FlowLog(
            "main",
            vpc_id=self.main_vpc.id,
            traffic_type="ALL",
            max_aggregation_interval=60,
            log_destination_type="cloud-watch-logs",
            log_destination=self.network_log_group.arn,
            iam_role_arn=self.flow_log_role.arn,
            tags={
                "Name": "cloud-window-main",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.flow_log_role_policy = aws.iam.RolePolicy(
            "flow_log",
            name="deliver",
            role=self.flow_log_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Deliver",
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                            "Resource": pulumi.Output.concat(self.network_log_group.arn, ":*"),
                        },
                        {
                            "Sid": "FindLogGroup",
                            "Effect": "Allow",
                            "Action": "logs:DescribeLogGroups",
                            "Resource": "arn:aws:logs:ap-southeast-1:123456789012:log-group:*",
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "locked_default_security_group_id": self.locked_default_security_group.id,
                "main_internet_gateway_id": self.main_internet_gateway.id,
                "main_vpc_id": self.main_vpc.id,
                "network_log_group_arn": self.network_log_group.arn,
                "network_log_group_name": self.network_log_group.name,
            }
        )
