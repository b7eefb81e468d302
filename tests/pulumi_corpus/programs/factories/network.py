"""Makes the network in which the functions run."""

from dataclasses import dataclass

import pulumi_aws as aws


@dataclass(frozen=True)
class Network:
    """A VPC and what functions need of it."""

    vpc: aws.ec2.Vpc
    private: list[aws.ec2.Subnet]
    functions: aws.ec2.SecurityGroup


def subnet(vpc: aws.ec2.Vpc, index: int, zone: str, *, public: bool = False) -> aws.ec2.Subnet:
    """Make one subnet with a route table of its own."""
    made = aws.ec2.Subnet(
        f"private-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.44.{index}.0/24",
        availability_zone=f"eu-west-1{zone}",
        map_public_ip_on_launch=public,
    )
    table = aws.ec2.RouteTable(f"private-{zone}", vpc_id=vpc.id)
    aws.ec2.RouteTableAssociation(f"private-{zone}", subnet_id=made.id, route_table_id=table.id)
    return made


def allow(group: aws.ec2.SecurityGroup, name: str, port: int, source: str = "10.44.0.0/16") -> None:
    """Let one block reach one port of a group."""
    aws.vpc.SecurityGroupIngressRule(
        name,
        security_group_id=group.id,
        description=f"port {port} for the desk",
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_ipv4=source,
    )


def endpoint(vpc: aws.ec2.Vpc, service: str, group: aws.ec2.SecurityGroup, subnets: list[aws.ec2.Subnet]) -> None:
    """Make a private door to a service of AWS."""
    aws.ec2.VpcEndpoint(
        service,
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.eu-west-1.{service}",
        vpc_endpoint_type="Interface",
        private_dns_enabled=True,
        security_group_ids=[group.id],
        subnet_ids=[one.id for one in subnets],
    )


def network() -> Network:
    """Make the network: no way in from outside and none out."""
    vpc = aws.ec2.Vpc("desk", cidr_block="10.44.0.0/16", enable_dns_hostnames=True)
    aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc.id, ingress=[], egress=[])
    private = [subnet(vpc, index, zone) for index, zone in enumerate("ab")]
    doors = aws.ec2.SecurityGroup(
        "doors", name="library-doors", description="Doors to services", vpc_id=vpc.id, egress=[]
    )
    functions = aws.ec2.SecurityGroup("functions", name="library-functions", description="Functions", vpc_id=vpc.id)
    aws.vpc.SecurityGroupEgressRule(
        "functions-doors",
        security_group_id=functions.id,
        description="to the doors",
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        referenced_security_group_id=doors.id,
    )
    allow(doors, "doors-https", 443)
    for service in ("sqs", "dynamodb", "kms"):
        endpoint(vpc, service, doors, private)
    return Network(vpc, private, functions)
