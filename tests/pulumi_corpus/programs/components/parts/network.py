"""The network as one component."""

from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class NetworkArgs:
    """What a network is made from."""

    block: str
    zones: tuple[str, ...]
    public: tuple[str, ...]
    service: tuple[str, ...]
    data: tuple[str, ...]
    tags: dict[str, str] = field(default_factory=dict)
    assign_addresses: bool = False


class Network(pulumi.ComponentResource):
    """A VPC with public, service and data subnets."""

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("school:network:Network", name, {}, opts)
        inside = pulumi.ResourceOptions(parent=self)
        self._name, self._args = name, args
        self.vpc = aws.ec2.Vpc(
            name, cidr_block=args.block, enable_dns_hostnames=True, tags={"Name": name, **args.tags}, opts=inside
        )
        aws.ec2.DefaultSecurityGroup(f"{name}-closed", vpc_id=self.vpc.id, ingress=[], egress=[], opts=inside)
        self.gateway = aws.ec2.InternetGateway(name, vpc_id=self.vpc.id, opts=inside)
        self.public = self._subnets("public", args.public)
        self.service = self._subnets("service", args.service)
        self.data = self._subnets("data", args.data)
        self._route_public()
        self._route_service()
        self._table("data", self.data)
        self.register_outputs({"vpc": self.vpc.id})

    def _subnets(self, tier: str, blocks: tuple[str, ...]) -> list[aws.ec2.Subnet]:
        return [
            aws.ec2.Subnet(
                f"{self._name}-{tier}-{index}",
                vpc_id=self.vpc.id,
                cidr_block=block,
                availability_zone=zone,
                map_public_ip_on_launch=self._args.assign_addresses,
                tags={"tier": tier, **self._args.tags},
                opts=pulumi.ResourceOptions(parent=self.vpc),
            )
            for index, (block, zone) in enumerate(zip(blocks, self._args.zones, strict=True))
        ]

    def _table(self, tier: str, subnets: list[aws.ec2.Subnet]) -> aws.ec2.RouteTable:
        table = aws.ec2.RouteTable(
            f"{self._name}-{tier}", vpc_id=self.vpc.id, opts=pulumi.ResourceOptions(parent=self.vpc)
        )
        for index, subnet in enumerate(subnets):
            aws.ec2.RouteTableAssociation(
                f"{self._name}-{tier}-{index}",
                subnet_id=subnet.id,
                route_table_id=table.id,
                opts=pulumi.ResourceOptions(parent=table),
            )
        return table

    def _route_public(self) -> None:
        aws.ec2.Route(
            f"{self._name}-public",
            route_table_id=self._table("public", self.public).id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=self.gateway.id,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _route_service(self) -> None:
        address = aws.ec2.Eip(f"{self._name}-nat", domain="vpc", opts=pulumi.ResourceOptions(parent=self))
        nat = aws.ec2.NatGateway(
            f"{self._name}-nat",
            allocation_id=address.allocation_id,
            subnet_id=self.public[0].id,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.gateway]),
        )
        aws.ec2.Route(
            f"{self._name}-service",
            route_table_id=self._table("service", self.service).id,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=nat.id,
            opts=pulumi.ResourceOptions(parent=self),
        )
