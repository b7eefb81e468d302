"""`disaster-recovery`: what `recovery-network.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class RecoveryNetworkArgs:
    """What `RecoveryNetwork` needs of other components."""

    dr: aws.Provider

    # audit-log-dr-bucket
    audit_log_dr_bucket: aws.s3.Bucket
    audit_log_dr_bucket_policy: aws.s3.BucketPolicy


class RecoveryNetwork(pulumi.ComponentResource):
    """Everything that serves `disaster-recovery`."""

    def __init__(self, name: str, args: RecoveryNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:disasterRecovery:RecoveryNetwork", name, opts=opts)

        # BAK-07 Emergency recovery runbook and standby (mlps3 8.1.10.13 b, 8.1.10.13 c; nist-800-53r5 cp-2, cp-7, ir-8)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: recovery - where things come back to after the loss of the primary region. No gateway, peering or route:
        #   what
        # is restored here is reached by nobody until somebody opens a way on purpose.
        self.recovery_vpc = aws.ec2.Vpc(
            "recovery",
            cidr_block="10.40.20.0/22",
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
        # Restored databases carry this group: it has no rule.
        self.recovery_default_security_group = aws.ec2.DefaultSecurityGroup(
            "recovery",
            vpc_id=self.recovery_vpc.id,
            ingress=[],
            egress=[],
            tags={
                "Name": "cloud-window-recovery-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.recovery_default_network_acl = aws.ec2.DefaultNetworkAcl(
            "recovery",
            default_network_acl_id=self.recovery_vpc.default_network_acl_id,
            tags={
                "Name": "cloud-window-recovery-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, ignore_changes=["subnetIds"]),
        )

        self.recovery_default_route_table = aws.ec2.DefaultRouteTable(
            "recovery",
            default_route_table_id=self.recovery_vpc.default_route_table_id,
            routes=[],
            tags={
                "Name": "cloud-window-recovery-locked",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "none",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.recovery_a_subnet = aws.ec2.Subnet(
            "recovery_a",
            vpc_id=self.recovery_vpc.id,
            cidr_block="10.40.20.0/25",
            availability_zone="ap-northeast-1a",
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.recovery_route_table = aws.ec2.RouteTable(
            "recovery",
            vpc_id=self.recovery_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
        # Restored databases carry this group: it has no rule.
        self.recovery_a_route_table_association = aws.ec2.RouteTableAssociation(
            "recovery_a",
            route_table_id=self.recovery_route_table.id,
            subnet_id=self.recovery_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.recovery_c_subnet = aws.ec2.Subnet(
            "recovery_c",
            vpc_id=self.recovery_vpc.id,
            cidr_block="10.40.21.0/25",
            availability_zone="ap-northeast-1c",
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.recovery_c_route_table_association = aws.ec2.RouteTableAssociation(
            "recovery_c",
            route_table_id=self.recovery_route_table.id,
            subnet_id=self.recovery_c_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # An access list without an entry lets nothing pass.
        self.recovery_network_acl = aws.ec2.NetworkAcl(
            "recovery",
            vpc_id=self.recovery_vpc.id,
            subnet_ids=[self.recovery_a_subnet.id, self.recovery_c_subnet.id],
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.recovery_subnet_group = aws.rds.SubnetGroup(
            "recovery",
            name="cloud-window-recovery",
            description="where databases come back after the loss of the primary region",
            subnet_ids=[self.recovery_a_subnet.id, self.recovery_c_subnet.id],
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.network
        self.recovery_flow_log = aws.ec2.FlowLog(
            "recovery",
            vpc_id=self.recovery_vpc.id,
            traffic_type="ALL",
            log_destination_type="s3",
            log_destination=args.audit_log_dr_bucket.arn,
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.audit_log_dr_bucket_policy]),
        )

        # Which names are asked for from here.
        self.recovery_resolver_query_log_config = aws.route53.ResolverQueryLogConfig(
            "recovery",
            name="cloud-window-recovery",
            destination_arn=args.audit_log_dr_bucket.arn,
            tags={
                "Name": "cloud-window-recovery",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "recovery",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.audit_log_dr_bucket_policy]),
        )

        self.recovery_resolver_query_log_config_association = aws.route53.ResolverQueryLogConfigAssociation(
            "recovery",
            resolver_query_log_config_id=self.recovery_resolver_query_log_config.id,
            resource_id=self.recovery_vpc.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.register_outputs(
            {
                "recovery_default_security_group_id": self.recovery_default_security_group.id,
                "recovery_subnet_group_name": self.recovery_subnet_group.name,
            }
        )
