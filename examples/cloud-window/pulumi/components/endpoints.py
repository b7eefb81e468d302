"""`endpoints`: what `endpoints.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class EndpointsArgs:
    """What `Endpoints` needs of other components."""

    primary: aws.Provider

    # network
    main_vpc: aws.ec2.Vpc

    # zone-services
    services_a_subnet: aws.ec2.Subnet
    services_b_subnet: aws.ec2.Subnet
    services_security_group: aws.ec2.SecurityGroup


class Endpoints(pulumi.ComponentResource):
    """Everything that serves `endpoints`."""

    def __init__(self, name: str, args: EndpointsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:Endpoints", name, opts=opts)

        # NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3,
        #   sc-7.4)
        # Cloud services are reached inside the platform; only this account's principals may use the doors.
        self.kms_vpc_endpoint = aws.ec2.VpcEndpoint(
            "kms",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.kms",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.logs_vpc_endpoint = aws.ec2.VpcEndpoint(
            "logs",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.logs",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.s3_vpc_endpoint = aws.ec2.VpcEndpoint(
            "s3",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.s3",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            dns_options=aws.ec2.VpcEndpointDnsOptionsArgs(private_dns_only_for_inbound_resolver_endpoint=False),
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "OwnBuckets",
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": "*",
                            "Condition": {
                                "StringEquals": {
                                    "aws:PrincipalAccount": "123456789012",
                                    "aws:ResourceAccount": "123456789012",
                                },
                            },
                        },
                        {
                            "Sid": "SystemPackages",
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:GetObject",
                            "Resource": [
                                "arn:aws:s3:::al2023-repos-ap-southeast-1-de612dc2/*",
                                "arn:aws:s3:::aws-ssm-ap-southeast-1/*",
                                "arn:aws:s3:::patch-baseline-snapshot-ap-southeast-1/*",
                            ],
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.secretsmanager_vpc_endpoint = aws.ec2.VpcEndpoint(
            "secretsmanager",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.secretsmanager",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ssm_vpc_endpoint = aws.ec2.VpcEndpoint(
            "ssm",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.ssm",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ssmmessages_vpc_endpoint = aws.ec2.VpcEndpoint(
            "ssmmessages",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.ssmmessages",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.sts_vpc_endpoint = aws.ec2.VpcEndpoint(
            "sts",
            vpc_id=args.main_vpc.id,
            vpc_endpoint_type="Interface",
            service_name="com.amazonaws.ap-southeast-1.sts",
            subnet_ids=[args.services_a_subnet.id, args.services_b_subnet.id],
            security_group_ids=[args.services_security_group.id],
            private_dns_enabled=True,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": "*"},
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-endpoints",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
