"""`zone/data@social-security`: what `zone-data-social-security.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneDataSocialSecurityArgs:
    """What `ZoneDataSocialSecurity` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneDataSocialSecurityPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneDataSocialSecurityPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup

    # zone-ops
    ops_security_group: aws.ec2.SecurityGroup


class ZoneDataSocialSecurity(pulumi.ComponentResource):
    """Everything that serves `zone/data@social-security`."""

    def __init__(self, name: str, args: ZoneDataSocialSecurityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneDataSocialSecurity", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneDataSocialSecurityPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.data 人力资源和社会保障局
        self.data_social_security_a_subnet = aws.ec2.Subnet(
            "data_social_security_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.3.0/26",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_b_subnet = aws.ec2.Subnet(
            "data_social_security_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.3.64/26",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.data_social_security_route_table = aws.ec2.RouteTable(
            "data_social_security",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_a_route_table_association = aws.ec2.RouteTableAssociation(
            "data_social_security_a",
            route_table_id=self.data_social_security_route_table.id,
            subnet_id=self.data_social_security_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_b_route_table_association = aws.ec2.RouteTableAssociation(
            "data_social_security_b",
            route_table_id=self.data_social_security_route_table.id,
            subnet_id=self.data_social_security_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.data_social_security_network_acl = aws.ec2.NetworkAcl(
            "data_social_security",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.data_social_security_a_subnet.id, self.data_social_security_b_subnet.id],
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_from_10_40_1_0_24_tcp_2049_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_social_security_from_10_40_1_0_24_tcp_2049",
            network_acl_id=self.data_social_security_network_acl.id,
            egress=False,
            rule_number=11084,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.1.0/24",
            from_port=2049,
            to_port=2049,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_from_10_40_1_0_24_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_social_security_from_10_40_1_0_24_tcp_5432",
            network_acl_id=self.data_social_security_network_acl.id,
            egress=False,
            rule_number=25638,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.1.0/24",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_from_10_40_8_0_22_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_social_security_from_10_40_8_0_22_tcp_5432",
            network_acl_id=self.data_social_security_network_acl.id,
            egress=False,
            rule_number=3150,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.8.0/22",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_to_10_40_1_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_social_security_to_10_40_1_0_24_tcp_1024_65535",
            network_acl_id=self.data_social_security_network_acl.id,
            egress=True,
            rule_number=15300,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.1.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_social_security_to_10_40_8_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_social_security_to_10_40_8_0_22_tcp_1024_65535",
            network_acl_id=self.data_social_security_network_acl.id,
            egress=True,
            rule_number=24784,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.8.0/22",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        self.data_social_security_security_group = aws.ec2.SecurityGroup(
            "data_social_security",
            name="zone-cloud-window-data-social-security",
            description="zone data@social-security: only declared flows",
            vpc_id=peers.main_vpc.id,
            egress=[],
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneDataSocialSecurityPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # a service reads its own records
        self.data_social_security_from_app_social_security_tcp_2049_security_group_ingress_rule = (
            aws.vpc.SecurityGroupIngressRule(
                "data_social_security_from_app_social_security_tcp_2049",
                security_group_id=self.data_social_security_security_group.id,
                description="flow: app@social-security to data@social-security tcp/2049",
                ip_protocol="tcp",
                from_port=2049,
                to_port=2049,
                referenced_security_group_id=peers.app_social_security_security_group.id,
                tags={
                    "Name": "cloud-window-data-social-security",
                    "bastide:level": "platform",
                    "bastide:owner": "social-security-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "data@social-security",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # a service reads its own records
        self.data_social_security_from_app_social_security_tcp_5432_security_group_ingress_rule = (
            aws.vpc.SecurityGroupIngressRule(
                "data_social_security_from_app_social_security_tcp_5432",
                security_group_id=self.data_social_security_security_group.id,
                description="flow: app@social-security to data@social-security tcp/5432",
                ip_protocol="tcp",
                from_port=5432,
                to_port=5432,
                referenced_security_group_id=peers.app_social_security_security_group.id,
                tags={
                    "Name": "cloud-window-data-social-security",
                    "bastide:level": "platform",
                    "bastide:owner": "social-security-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "data@social-security",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # role break-glass through the bastion; role dba through the bastion
        self.data_social_security_from_ops_tcp_5432_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "data_social_security_from_ops_tcp_5432",
            security_group_id=self.data_social_security_security_group.id,
            description="reach: ops to data@social-security tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.ops_security_group.id,
            tags={
                "Name": "cloud-window-data-social-security",
                "bastide:level": "platform",
                "bastide:owner": "social-security-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@social-security",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "data_social_security_a_subnet_id": self.data_social_security_a_subnet.id,
                "data_social_security_b_subnet_id": self.data_social_security_b_subnet.id,
                "data_social_security_security_group_id": self.data_social_security_security_group.id,
            }
        )
