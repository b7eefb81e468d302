"""`zone/ops`: what `zone-ops.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneOpsArgs:
    """What `ZoneOps` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneOpsPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneOpsPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-data-social-security
    data_social_security_security_group: aws.ec2.SecurityGroup

    # zone-services
    services_security_group: aws.ec2.SecurityGroup

    # zone-vault
    vault_security_group: aws.ec2.SecurityGroup


class ZoneOps(pulumi.ComponentResource):
    """Everything that serves `zone/ops`."""

    def __init__(self, name: str, args: ZoneOpsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneOps", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneOpsPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.ops
        self.ops_a_subnet = aws.ec2.Subnet(
            "ops_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.8.0/24",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_b_subnet = aws.ec2.Subnet(
            "ops_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.9.0/24",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.ops_route_table = aws.ec2.RouteTable(
            "ops",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_a_route_table_association = aws.ec2.RouteTableAssociation(
            "ops_a",
            route_table_id=self.ops_route_table.id,
            subnet_id=self.ops_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_b_route_table_association = aws.ec2.RouteTableAssociation(
            "ops_b",
            route_table_id=self.ops_route_table.id,
            subnet_id=self.ops_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.ops_network_acl = aws.ec2.NetworkAcl(
            "ops",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.ops_a_subnet.id, self.ops_b_subnet.id],
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_from_10_40_3_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_from_10_40_3_0_24_tcp_1024_65535",
            network_acl_id=self.ops_network_acl.id,
            egress=False,
            rule_number=25634,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.3.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_from_10_40_12_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_from_10_40_12_0_22_tcp_1024_65535",
            network_acl_id=self.ops_network_acl.id,
            egress=False,
            rule_number=9939,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.12.0/22",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_from_10_40_16_0_24_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_from_10_40_16_0_24_tcp_1024_65535",
            network_acl_id=self.ops_network_acl.id,
            egress=False,
            rule_number=28820,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.16.0/24",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_to_10_40_3_0_24_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_to_10_40_3_0_24_tcp_5432",
            network_acl_id=self.ops_network_acl.id,
            egress=True,
            rule_number=5696,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.3.0/24",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_to_10_40_12_0_22_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_to_10_40_12_0_22_tcp_5432",
            network_acl_id=self.ops_network_acl.id,
            egress=True,
            rule_number=3827,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.12.0/22",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.ops_to_10_40_16_0_24_tcp_443_network_acl_rule = aws.ec2.NetworkAclRule(
            "ops_to_10_40_16_0_24_tcp_443",
            network_acl_id=self.ops_network_acl.id,
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
        self.ops_security_group = aws.ec2.SecurityGroup(
            "ops",
            name="zone-cloud-window-ops",
            description="zone ops: only declared flows",
            vpc_id=peers.main_vpc.id,
            ingress=[],
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneOpsPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # role break-glass through the bastion; role dba through the bastion
        self.ops_to_data_social_security_tcp_5432_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "ops_to_data_social_security_tcp_5432",
            security_group_id=self.ops_security_group.id,
            description="reach: ops to data@social-security tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.data_social_security_security_group.id,
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # the session broker, its keys and its records
        self.ops_to_services_tcp_443_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "ops_to_services_tcp_443",
            security_group_id=self.ops_security_group.id,
            description="service: ops to services tcp/443",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            referenced_security_group_id=peers.services_security_group.id,
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # role break-glass through the bastion; role dba through the bastion
        self.ops_to_vault_tcp_5432_security_group_egress_rule = aws.vpc.SecurityGroupEgressRule(
            "ops_to_vault_tcp_5432",
            security_group_id=self.ops_security_group.id,
            description="reach: ops to vault tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.vault_security_group.id,
            tags={
                "Name": "cloud-window-ops",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "ops",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "ops_a_subnet_id": self.ops_a_subnet.id,
                "ops_b_subnet_id": self.ops_b_subnet.id,
                "ops_security_group_id": self.ops_security_group.id,
            }
        )
