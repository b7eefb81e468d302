"""The reading room's network."""

import pulumi
import pulumi_aws as aws


class Room(pulumi.ComponentResource):
    """Subnets, routes and the groups of what stands in them."""

    def __init__(self, name, vpc, gateway, opts=None):
        super().__init__("library:network:Room", name, None, opts)
        inner = pulumi.ResourceOptions(parent=self)
        self.subnet = aws.ec2.Subnet(
            f"{name}-a",
            vpc_id=vpc.id,
            cidr_block="10.9.1.0/24",
            ipv6_cidr_block="2001:db8:9:1::/64",
            assign_ipv6_address_on_creation=True,
            opts=inner,
        )
        self.table = aws.ec2.RouteTable(
            name,
            vpc_id=vpc.id,
            routes=[
                {"cidr_block": "10.77.0.0/16", "gateway_id": gateway.id},
                aws.ec2.RouteTableRouteArgs(ipv6_cidr_block="::/0", gateway_id=gateway.id),
            ],
            opts=inner,
        )
        aws.ec2.RouteTableAssociation(name, subnet_id=self.subnet.id, route_table_id=self.table.id, opts=inner)
        self.group = aws.ec2.SecurityGroup(
            name,
            vpc_id=vpc.id,
            description="readers",
            ingress=[
                aws.ec2.SecurityGroupIngressArgs(  # finds: NET001
                    description="everybody",
                    protocol="tcp",
                    from_port=3389,
                    to_port=3389,
                    cidr_blocks=["0.0.0.0/0"],
                )
            ],
            egress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "ipv6_cidr_blocks": ["::/0"]}],
            opts=inner,
        )
        aws.ec2.Instance(
            name,
            ami="ami-0123456789abcdef0",
            instance_type="t4g.micro",
            subnet_id=self.subnet.id,
            vpc_security_group_ids=[self.group.id],
            ipv6_address_count=1,
            opts=inner,
        )
        self.register_outputs({})
