"""`zone/data@civil-affairs`: what `zone-data-civil-affairs.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneDataCivilAffairsArgs:
    """What `ZoneDataCivilAffairs` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneDataCivilAffairsPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneDataCivilAffairsPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-civil-affairs
    app_civil_affairs_security_group: aws.ec2.SecurityGroup


class ZoneDataCivilAffairs(pulumi.ComponentResource):
    """Everything that serves `zone/data@civil-affairs`."""

    def __init__(self, name: str, args: ZoneDataCivilAffairsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneDataCivilAffairs", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneDataCivilAffairsPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.data 民政局
        self.data_civil_affairs_a_subnet = aws.ec2.Subnet(
            "data_civil_affairs_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.2.0/26",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-data-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_b_subnet = aws.ec2.Subnet(
            "data_civil_affairs_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.2.64/26",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-data-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.data_civil_affairs_route_table = aws.ec2.RouteTable(
            "data_civil_affairs",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-data-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_a_route_table_association = aws.ec2.RouteTableAssociation(
            "data_civil_affairs_a",
            route_table_id=self.data_civil_affairs_route_table.id,
            subnet_id=self.data_civil_affairs_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_b_route_table_association = aws.ec2.RouteTableAssociation(
            "data_civil_affairs_b",
            route_table_id=self.data_civil_affairs_route_table.id,
            subnet_id=self.data_civil_affairs_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.data_civil_affairs_network_acl = aws.ec2.NetworkAcl(
            "data_civil_affairs",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.data_civil_affairs_a_subnet.id, self.data_civil_affairs_b_subnet.id],
            tags={
                "Name": "cloud-window-data-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_from_10_40_0_0_24_tcp_2049_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_civil_affairs_from_10_40_0_0_24_tcp_2049",
            network_acl_id=self.data_civil_affairs_network_acl.id,
            egress=False,
            rule_number=30820,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/24",
            from_port=2049,
            to_port=2049,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_from_10_40_0_0_24_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_civil_affairs_from_10_40_0_0_24_tcp_5432",
            network_acl_id=self.data_civil_affairs_network_acl.id,
            egress=False,
            rule_number=17294,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/24",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.data_civil_affairs_to_10_40_0_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "data_civil_affairs_to_10_40_0_0_24_tcp_1024_65535",
            network_acl_id=self.data_civil_affairs_network_acl.id,
            egress=True,
            rule_number=17506,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/24",
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
        self.data_civil_affairs_security_group = aws.ec2.SecurityGroup(
            "data_civil_affairs",
            name="zone-cloud-window-data-civil-affairs",
            description="zone data@civil-affairs: only declared flows",
            vpc_id=peers.main_vpc.id,
            egress=[],
            tags={
                "Name": "cloud-window-data-civil-affairs",
                "bastide:level": "platform",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneDataCivilAffairsPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # a service reads its own records
        self.data_civil_affairs_from_app_civil_affairs_tcp_2049_security_group_ingress_rule = (
            aws.vpc.SecurityGroupIngressRule(
                "data_civil_affairs_from_app_civil_affairs_tcp_2049",
                security_group_id=self.data_civil_affairs_security_group.id,
                description="flow: app@civil-affairs to data@civil-affairs tcp/2049",
                ip_protocol="tcp",
                from_port=2049,
                to_port=2049,
                referenced_security_group_id=peers.app_civil_affairs_security_group.id,
                tags={
                    "Name": "cloud-window-data-civil-affairs",
                    "bastide:level": "platform",
                    "bastide:owner": "civil-affairs-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "data@civil-affairs",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        # a service reads its own records
        self.data_civil_affairs_from_app_civil_affairs_tcp_5432_security_group_ingress_rule = (
            aws.vpc.SecurityGroupIngressRule(
                "data_civil_affairs_from_app_civil_affairs_tcp_5432",
                security_group_id=self.data_civil_affairs_security_group.id,
                description="flow: app@civil-affairs to data@civil-affairs tcp/5432",
                ip_protocol="tcp",
                from_port=5432,
                to_port=5432,
                referenced_security_group_id=peers.app_civil_affairs_security_group.id,
                tags={
                    "Name": "cloud-window-data-civil-affairs",
                    "bastide:level": "platform",
                    "bastide:owner": "civil-affairs-bureau",
                    "bastide:system": "cloud-window",
                    "bastide:zone": "data@civil-affairs",
                },
                opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
            )
        )

        self.register_outputs(
            {
                "data_civil_affairs_a_subnet_id": self.data_civil_affairs_a_subnet.id,
                "data_civil_affairs_b_subnet_id": self.data_civil_affairs_b_subnet.id,
                "data_civil_affairs_security_group_id": self.data_civil_affairs_security_group.id,
            }
        )
