"""`zone/edge`: what `zone-edge.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneEdgeArgs:
    """What `ZoneEdge` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneEdgePeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_internet_gateway: aws.ec2.InternetGateway
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneEdgePeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-civil-affairs
    app_civil_affairs_security_group: aws.ec2.SecurityGroup

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup


class ZoneEdge(pulumi.ComponentResource):
    """Everything that serves `zone/edge`."""

    def __init__(self, name: str, args: ZoneEdgeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneEdge", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneEdgePeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.edge
        self.edge_a_subnet = aws.ec2.Subnet(
            "edge_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.4.0/24",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_b_subnet = aws.ec2.Subnet(
            "edge_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.5.0/24",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.edge_route_table = aws.ec2.RouteTable(
            "edge",
            vpc_id=peers.main_vpc.id,
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_route = aws.ec2.Route(
            "edge",
            route_table_id=self.edge_route_table.id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=peers.main_internet_gateway.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_a_route_table_association = aws.ec2.RouteTableAssociation(
            "edge_a",
            route_table_id=self.edge_route_table.id,
            subnet_id=self.edge_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_b_route_table_association = aws.ec2.RouteTableAssociation(
            "edge_b",
            route_table_id=self.edge_route_table.id,
            subnet_id=self.edge_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.edge_network_acl = aws.ec2.NetworkAcl(
            "edge",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.edge_a_subnet.id, self.edge_b_subnet.id],
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_from_anywhere_tcp_443_network_acl_rule = aws.ec2.NetworkAclRule(
            "edge_from_anywhere_tcp_443",
            network_acl_id=self.edge_network_acl.id,
            egress=False,
            rule_number=3367,
            rule_action="allow",
            protocol="tcp",
            cidr_block="0.0.0.0/0",
            from_port=443,
            to_port=443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_from_10_40_0_0_23_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "edge_from_10_40_0_0_23_tcp_1024_65535",
            network_acl_id=self.edge_network_acl.id,
            egress=False,
            rule_number=20620,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_to_anywhere_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "edge_to_anywhere_tcp_1024_65535",
            network_acl_id=self.edge_network_acl.id,
            egress=True,
            rule_number=13148,
            rule_action="allow",
            protocol="tcp",
            cidr_block="0.0.0.0/0",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.edge_to_10_40_0_0_23_tcp_8443_network_acl_rule = aws.ec2.NetworkAclRule(
            "edge_to_10_40_0_0_23_tcp_8443",
            network_acl_id=self.edge_network_acl.id,
            egress=True,
            rule_number=25268,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=8443,
            to_port=8443,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        self.edge_security_group = aws.ec2.SecurityGroup(
            "edge",
            name="zone-cloud-window-edge",
            description="zone edge: only declared flows",
            vpc_id=peers.main_vpc.id,
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # citizens reach the one-stop portal
        self.edge_from_internet_tcp_443_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "edge_from_internet_tcp_443",
            security_group_id=self.edge_security_group.id,
            description="flow: internet to edge tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            cidr_ipv4="0.0.0.0/0",
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneEdgePeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # the portal routes to the agency's service
        self.edge_to_app_civil_affairs_tcp_8443_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "edge_to_app_civil_affairs_tcp_8443",
            security_group_id=self.edge_security_group.id,
            description="flow: edge to app@civil-affairs tcp/8443",
            ip_protocol="tcp",
            from_port=8443,
            to_port=8443,
            referenced_security_group_id=peers.app_civil_affairs_security_group.id,
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # the portal routes to the agency's service
        self.edge_to_app_social_security_tcp_8443_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "edge_to_app_social_security_tcp_8443",
            security_group_id=self.edge_security_group.id,
            description="flow: edge to app@social-security tcp/8443",
            ip_protocol="tcp",
            from_port=8443,
            to_port=8443,
            referenced_security_group_id=peers.app_social_security_security_group.id,
            tags={
                "Name": "cloud-window-edge",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "edge_a_subnet_id": self.edge_a_subnet.id,
                "edge_b_subnet_id": self.edge_b_subnet.id,
                "edge_security_group_id": self.edge_security_group.id,
            }
        )
