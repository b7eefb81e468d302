"""Resource types that carry packets in ways that are not modelled, or make what the tree doesn't show.

To add a type, add a line: why it matters, and which of its attributes name all whose traffic it may change.
"""

from dataclasses import dataclass

PARTS = (
    "aws_alb",
    "aws_default_security_group",
    "aws_instance",
    "aws_lb",
    "aws_network_interface",
    "aws_route_table",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
)
"""Types of which a doubt may be about one alone."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Why a type is reported; `paths` lead to what it concerns, and to everything where they are empty or unknown.

    With `only_parts` a resource that names nothing, or nothing of the network, is passed over.
    """

    reason: str
    paths: tuple[str, ...] = ()
    only_parts: bool = False


_STACKS = Carrier("what it makes isn't in the tree")

KNOWN = {
    "aws_cloudcontrolapi_resource": _STACKS,
    "aws_cloudformation_stack": _STACKS,
    "aws_cloudformation_stack_set": _STACKS,
    "aws_cloudformation_stack_set_instance": _STACKS,
    "aws_elastic_beanstalk_environment": _STACKS,
    "aws_proton_environment": _STACKS,
    "aws_serverlessapplicationrepository_cloudformation_stack": _STACKS,
    "aws_servicecatalog_provisioned_product": _STACKS,
    "aws_fms_policy": Carrier("it may add groups, rules and firewalls to what the code declares"),
    "aws_spot_fleet_request": Carrier("the hosts that it launches are not modelled"),
    "aws_cloudfront_vpc_origin": Carrier(
        "it leads from the internet to a private balancer or host", ("vpc_origin_endpoint_config.arn",)
    ),
    "aws_cloudfront_distribution": Carrier(
        "it leads from the internet to a private balancer or host",
        ("origin.vpc_origin_config.vpc_origin_id",),
        only_parts=True,
    ),
    "aws_api_gateway_vpc_link": Carrier("it leads from the internet to a private balancer", ("target_arns",)),
    "aws_globalaccelerator_endpoint_group": Carrier(
        "it leads from the internet to balancers and hosts, private ones too", ("endpoint_configuration.endpoint_id",)
    ),
    "aws_ec2_client_vpn_network_association": Carrier("clients outside come into the VPC through it"),
    "aws_ec2_local_gateway_route_table_vpc_association": Carrier(
        "it joins the VPC with an Outpost's site", ("vpc_id",)
    ),
    "aws_ec2_traffic_mirror_session": Carrier("it copies packets to another interface", ("network_interface_id",)),
    "aws_finspace_kx_environment": Carrier("it may attach a network of the service to a transit gateway"),
    "aws_network_interface_permission": Carrier(
        "another account may attach a host of its own to the interface", ("network_interface_id",)
    ),
    "aws_redshift_endpoint_authorization": Carrier("hosts of another account may come to the cluster"),
    "aws_networkmanager_vpc_attachment": Carrier("it joins the VPC with a core network", ("vpc_arn",)),
    "aws_ram_resource_association": Carrier(
        "other accounts may place hosts in what is shared", ("resource_arn",), only_parts=True
    ),
    "aws_vpc_security_group_vpc_association": Carrier("it uses a group in a second VPC", ("security_group_id",)),
    "aws_vpc_endpoint_service": Carrier(
        "hosts of other VPCs and accounts may come in through it",
        ("network_load_balancer_arns", "gateway_load_balancer_arns"),
    ),
    "aws_vpc_route_server_propagation": Carrier("a router's announcements decide its routes", ("route_table_id",)),
    "aws_vpclattice_resource_gateway": Carrier("resources of this VPC are reached through it", ("vpc_id",)),
    "aws_vpclattice_service_network_vpc_association": Carrier(
        "services of other networks are reached through it", ("vpc_identifier",)
    ),
}
"""The types, with what is known of each."""
