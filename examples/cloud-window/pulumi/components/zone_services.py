"""`zone/services`: what `zone-services.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneServicesArgs:
    """What `ZoneServices` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneServicesPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneServicesPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-civil-affairs
    app_civil_affairs_security_group: aws.ec2.SecurityGroup

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup

    # zone-ops
    ops_security_group: aws.ec2.SecurityGroup


class ZoneServices(pulumi.ComponentResource):
    """Everything that serves `zone/services`."""

    def __init__(self, name: str, args: ZoneServicesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneServices", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneServicesPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: platform private endpoints of the cloud's services
        self.services_a_subnet = aws.ec2.Subnet(
            "services_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.16.0/26",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_b_subnet = aws.ec2.Subnet(
            "services_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.16.64/26",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.services_route_table = aws.ec2.RouteTable(
            "services",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_a_route_table_association = aws.ec2.RouteTableAssociation(
            "services_a",
            route_table_id=self.services_route_table.id,
            subnet_id=self.services_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_b_route_table_association = aws.ec2.RouteTableAssociation(
            "services_b",
            route_table_id=self.services_route_table.id,
            subnet_id=self.services_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.services_network_acl = aws.ec2.NetworkAcl(
            "services",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.services_a_subnet.id, self.services_b_subnet.id],
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_from_10_40_0_0_23_tcp_443_network_acl_rule = aws.ec2.NetworkAclRule(
            "services_from_10_40_0_0_23_tcp_443",
            network_acl_id=self.services_network_acl.id,
            egress=False,
            rule_number=22128,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=443,
            to_port=443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_from_10_40_8_0_22_tcp_443_network_acl_rule = aws.ec2.NetworkAclRule(
            "services_from_10_40_8_0_22_tcp_443",
            network_acl_id=self.services_network_acl.id,
            egress=False,
            rule_number=15069,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.8.0/22",
            from_port=443,
            to_port=443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_to_10_40_0_0_23_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "services_to_10_40_0_0_23_tcp_1024_65535",
            network_acl_id=self.services_network_acl.id,
            egress=True,
            rule_number=27631,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.services_to_10_40_8_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "services_to_10_40_8_0_22_tcp_1024_65535",
            network_acl_id=self.services_network_acl.id,
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
        self.services_security_group = aws.ec2.SecurityGroup(
            "services",
            name="zone-cloud-window-services",
            description="zone services: only declared flows",
            vpc_id=peers.main_vpc.id,
            egress=[],
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneServicesPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # hosts that role break-glass administers; hosts that role operator administers; workload marriage-registry uses
        #   keys, secrets, logs and object stores
        self.services_from_app_civil_affairs_tcp_443_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "services_from_app_civil_affairs_tcp_443",
            security_group_id=self.services_security_group.id,
            description="service: app@civil-affairs to services tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            referenced_security_group_id=peers.app_civil_affairs_security_group.id,
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # hosts that role break-glass administers; hosts that role operator administers; workload pension-service uses
        #   keys, secrets, logs and object stores
        self.services_from_app_social_security_tcp_443_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "services_from_app_social_security_tcp_443",
            security_group_id=self.services_security_group.id,
            description="service: app@social-security to services tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            referenced_security_group_id=peers.app_social_security_security_group.id,
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # the session broker, its keys and its records
        self.services_from_ops_tcp_443_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "services_from_ops_tcp_443",
            security_group_id=self.services_security_group.id,
            description="service: ops to services tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            referenced_security_group_id=peers.ops_security_group.id,
            tags={
                "Name": "cloud-window-services",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "services",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "services_a_subnet_id": self.services_a_subnet.id,
                "services_b_subnet_id": self.services_b_subnet.id,
                "services_security_group_id": self.services_security_group.id,
            }
        )
