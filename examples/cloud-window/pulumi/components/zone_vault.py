"""`zone/vault`: what `zone-vault.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ZoneVaultArgs:
    """What `ZoneVault` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class ZoneVaultPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # network
    main_vpc: aws.ec2.Vpc


@dataclass(frozen=True, kw_only=True)
class ZoneVaultPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # zone-app-civil-affairs
    app_civil_affairs_security_group: aws.ec2.SecurityGroup

    # zone-app-social-security
    app_social_security_security_group: aws.ec2.SecurityGroup

    # zone-ops
    ops_security_group: aws.ec2.SecurityGroup


class ZoneVault(pulumi.ComponentResource):
    """Everything that serves `zone/vault`."""

    def __init__(self, name: str, args: ZoneVaultArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:network:ZoneVault", name, opts=opts)
        self._args = args

    def connect(self, peers: ZoneVaultPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # spec: zones.vault
        self.vault_a_subnet = aws.ec2.Subnet(
            "vault_a",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.12.0/24",
            availability_zone="ap-southeast-1a",
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_b_subnet = aws.ec2.Subnet(
            "vault_b",
            vpc_id=peers.main_vpc.id,
            cidr_block="10.40.13.0/24",
            availability_zone="ap-southeast-1b",
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        self.vault_route_table = aws.ec2.RouteTable(
            "vault",
            vpc_id=peers.main_vpc.id,
            routes=[],
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_a_route_table_association = aws.ec2.RouteTableAssociation(
            "vault_a",
            route_table_id=self.vault_route_table.id,
            subnet_id=self.vault_a_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_b_route_table_association = aws.ec2.RouteTableAssociation(
            "vault_b",
            route_table_id=self.vault_route_table.id,
            subnet_id=self.vault_b_subnet.id,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
        # The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
        # so their order means nothing and a new one leaves the others alone.
        self.vault_network_acl = aws.ec2.NetworkAcl(
            "vault",
            vpc_id=peers.main_vpc.id,
            subnet_ids=[self.vault_a_subnet.id, self.vault_b_subnet.id],
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_from_10_40_0_0_23_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "vault_from_10_40_0_0_23_tcp_5432",
            network_acl_id=self.vault_network_acl.id,
            egress=False,
            rule_number=16567,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_from_10_40_8_0_22_tcp_5432_network_acl_rule = aws.ec2.NetworkAclRule(
            "vault_from_10_40_8_0_22_tcp_5432",
            network_acl_id=self.vault_network_acl.id,
            egress=False,
            rule_number=3150,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.8.0/22",
            from_port=5432,
            to_port=5432,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_to_10_40_0_0_23_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "vault_to_10_40_0_0_23_tcp_1024_65535",
            network_acl_id=self.vault_network_acl.id,
            egress=True,
            rule_number=27631,
            rule_action="allow",
            protocol="tcp",
            cidr_block="10.40.0.0/23",
            from_port=1024,
            to_port=65535,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.vault_to_10_40_8_0_22_tcp_1024_65535_network_acl_rule = aws.ec2.NetworkAclRule(
            "vault_to_10_40_8_0_22_tcp_1024_65535",
            network_acl_id=self.vault_network_acl.id,
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
        self.vault_security_group = aws.ec2.SecurityGroup(
            "vault",
            name="zone-cloud-window-vault",
            description="zone vault: only declared flows",
            vpc_id=peers.main_vpc.id,
            egress=[],
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: ZoneVaultPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b;
        #   nist-800-53r5 ac-4, sc-7.21)
        # BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3)
        # BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
        # The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
        # be empty: left out, it would be whatever the group has had before.
        # identity lookup
        self.vault_from_app_civil_affairs_tcp_5432_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "vault_from_app_civil_affairs_tcp_5432",
            security_group_id=self.vault_security_group.id,
            description="flow: app@civil-affairs to vault tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.app_civil_affairs_security_group.id,
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # identity lookup
        self.vault_from_app_social_security_tcp_5432_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "vault_from_app_social_security_tcp_5432",
            security_group_id=self.vault_security_group.id,
            description="flow: app@social-security to vault tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.app_social_security_security_group.id,
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # role break-glass through the bastion; role dba through the bastion
        self.vault_from_ops_tcp_5432_security_group_ingress_rule = aws.vpc.SecurityGroupIngressRule(
            "vault_from_ops_tcp_5432",
            security_group_id=self.vault_security_group.id,
            description="reach: ops to vault tcp/5432",
            ip_protocol="tcp",
            from_port=5432,
            to_port=5432,
            referenced_security_group_id=peers.ops_security_group.id,
            tags={
                "Name": "cloud-window-vault",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "vault",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "vault_a_subnet_id": self.vault_a_subnet.id,
                "vault_b_subnet_id": self.vault_b_subnet.id,
                "vault_security_group_id": self.vault_security_group.id,
            }
        )
