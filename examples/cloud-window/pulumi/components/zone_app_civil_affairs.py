"""`zone/app@civil-affairs`: what `zone-app-civil-affairs.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneAppCivilAffairsArgs:
    """What `ZoneAppCivilAffairs` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneAppCivilAffairsPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneAppCivilAffairsPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup

    # zone-data-civil-affairs
    data_civil_affairs_security_group: aws.ec2.SecurityGroup

    # zone-edge
    edge_security_group: aws.ec2.SecurityGroup

    # zone-services
    services_security_group: aws.ec2.SecurityGroup

    # zone-vault
    vault_security_group: aws.ec2.SecurityGroup


class ZoneAppCivilAffairs(pulumi.ComponentResource):
    """Everything that serves `zone/app@civil-affairs`."""

    def __init__(self, name: str, args: ZoneAppCivilAffairsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneAppCivilAffairs", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneAppCivilAffairsPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.app 民政局
        self.app_civil_affairs_a_subnet = aws.ec2.Subnet(
            "app_civil_affairs_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.0.0/26",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_b_subnet = aws.ec2.Subnet(
            "app_civil_affairs_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.0.64/26",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.app_civil_affairs_route_table = aws.ec2.RouteTable(
            "app_civil_affairs",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_a_route_table_association = aws.ec2.RouteTableAssociation(
            "app_civil_affairs_a",
            route_table_id=self.app_civil_affairs_route_table.id,
            subnet_id=self.app_civil_affairs_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_b_route_table_association = aws.ec2.RouteTableAssociation(
            "app_civil_affairs_b",
            route_table_id=self.app_civil_affairs_route_table.id,
            subnet_id=self.app_civil_affairs_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.app_civil_affairs_network_acl = aws.ec2.NetworkAcl(
            "app_civil_affairs",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.app_civil_affairs_a_subnet.id, self.app_civil_affairs_b_subnet.id],
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_from_10_40_1_0_24_tcp_8443_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_from_10_40_1_0_24_tcp_8443",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=False,
            rule_number=20402,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.1.0/24",
            from_port=8443,
            to_port=8443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_from_10_40_2_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_from_10_40_2_0_24_tcp_1024_65535",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=False,
            rule_number=16004,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.2.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_from_10_40_4_0_22_tcp_8443_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_from_10_40_4_0_22_tcp_8443",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=False,
            rule_number=2278,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.4.0/22",
            from_port=8443,
            to_port=8443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_from_10_40_12_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_from_10_40_12_0_22_tcp_1024_65535",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=False,
            rule_number=9939,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.12.0/22",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_from_10_40_16_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_from_10_40_16_0_24_tcp_1024_65535",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=False,
            rule_number=28820,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.16.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_1_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_1_0_24_tcp_1024_65535",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=15300,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.1.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_2_0_24_tcp_2049_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_2_0_24_tcp_2049",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=3970,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.2.0/24",
            from_port=2049,
            to_port=2049,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_2_0_24_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_2_0_24_tcp_5432",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=24984,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.2.0/24",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_4_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_4_0_22_tcp_1024_65535",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=17925,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.4.0/22",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_12_0_22_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_12_0_22_tcp_5432",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=3827,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.12.0/22",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.app_civil_affairs_to_10_40_16_0_24_tcp_443_network_acl_rule = aws.ec2.NetworkAclRule(
            "app_civil_affairs_to_10_40_16_0_24_tcp_443",
            network_acl_id=self.app_civil_affairs_network_acl.id,
            egress=True,
            rule_number=12293,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.16.0/24",
            from_port=443,
            to_port=443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        self.app_civil_affairs_security_group = aws.ec2.SecurityGroup(
            "app_civil_affairs",
            name="zone-cloud-window-app-civil-affairs",
            description="zone app@civil-affairs: only declared flows",
            vpc_id=peers.main_vpc.id,
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneAppCivilAffairsPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # residence check (until 2027-06-30)
        self.app_civil_affairs_from_app_social_security_tcp_8443_security_group_ingress_rule = (
            aws.vpc.SecurityGroupIngressRule(
                "app_civil_affairs_from_app_social_security_tcp_8443",
                security_group_id=self.app_civil_affairs_security_group.id,
                description="flow: app@social-security to app@civil-affairs tcp/8443",
                ip_protocol="tcp",
                from_port=8443,
                to_port=8443,
                referenced_security_group_id=peers.app_social_security_security_group.id,
                tags={
                    "Name": "cloud-window-app-civil-affairs",
                    "bastide:level": "platform",
                    "bastide:owner": "civil-affairs-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "app@civil-affairs",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # the portal routes to the agency's service
        self.app_civil_affairs_from_edge_tcp_8443_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "app_civil_affairs_from_edge_tcp_8443",
            security_group_id=self.app_civil_affairs_security_group.id,
            description="flow: edge to app@civil-affairs tcp/8443",
            ip_protocol="tcp",
            from_port=8443,
            to_port=8443,
            referenced_security_group_id=peers.edge_security_group.id,
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # a service reads its own records
        self.app_civil_affairs_to_data_civil_affairs_tcp_2049_security_group_egress_rule = (
            aws.vpc.SecurityGroupEgressRule(
                "app_civil_affairs_to_data_civil_affairs_tcp_2049",
                security_group_id=self.app_civil_affairs_security_group.id,
                description="flow: app@civil-affairs to data@civil-affairs tcp/2049",
                ip_protocol="tcp",
                from_port=2049,
                to_port=2049,
                referenced_security_group_id=peers.data_civil_affairs_security_group.id,
                tags={
                    "Name": "cloud-window-app-civil-affairs",
                    "bastide:level": "platform",
                    "bastide:owner": "civil-affairs-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "app@civil-affairs",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # a service reads its own records
        self.app_civil_affairs_to_data_civil_affairs_tcp_5432_security_group_egress_rule = (
            aws.vpc.SecurityGroupEgressRule(
                "app_civil_affairs_to_data_civil_affairs_tcp_5432",
                security_group_id=self.app_civil_affairs_security_group.id,
                description="flow: app@civil-affairs to data@civil-affairs tcp/5432",
                ip_protocol="tcp",
                from_port=5432,
                to_port=5432,
                referenced_security_group_id=peers.data_civil_affairs_security_group.id,
                tags={
                    "Name": "cloud-window-app-civil-affairs",
                    "bastide:level": "platform",
                    "bastide:owner": "civil-affairs-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "app@civil-affairs",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # hosts that role break-glass administers; hosts that role operator administers; workload marriage-registry uses
        #   keys, secrets, logs and object stores
        self.app_civil_affairs_to_services_tcp_443_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "app_civil_affairs_to_services_tcp_443",
            security_group_id=self.app_civil_affairs_security_group.id,
            description="service: app@civil-affairs to services tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            referenced_security_group_id=peers.services_security_group.id,
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # identity lookup
        self.app_civil_affairs_to_vault_tcp_5432_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "app_civil_affairs_to_vault_tcp_5432",
            security_group_id=self.app_civil_affairs_security_group.id,
            description="flow: app@civil-affairs to vault tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.vault_security_group.id,
            tags={
                "Name": "cloud-window-app-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "app@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({"app_civil_affairs_security_group_id": self.app_civil_affairs_security_group.id})
