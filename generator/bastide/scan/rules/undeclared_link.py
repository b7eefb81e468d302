"""Link between networks that nothing declares.

What it does:
    Reports VPC peering, VPN and its gateways, attachments to shared networks, and transit gateways that associate
    or propagate every attachment by default. A declaration has no word for such a link, so none is ever asked for.

Why is this bad:
    A peering or an attachment with a route joins two zones below the level that security groups are reviewed
    at, and whoever is attached later is joined as well.

Example:
    resource "aws_vpc_peering_connection" "vendor" {
      vpc_id      = aws_vpc.main.id
      peer_vpc_id = "vpc-0123456789abcdef0"
    }

Use instead:
    resource "aws_vpc_endpoint" "vendor" {
      vpc_id       = aws_vpc.main.id
      service_name = "com.amazonaws.vpce.ap-southeast-1.vpce-svc-0123456789abcdef0"
    }

Source:
    Neither checkov 3.3.30 nor Trivy 0.76 sees a peering with a route between two zones (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("NET003", Severity.HIGH, "Remove the link; use a private endpoint for the one service needed.", __doc__)
LINKS = (
    "aws_vpc_peering_connection",
    "aws_vpc_peering_connection_accepter",
    "aws_ec2_transit_gateway_vpc_attachment",
    "aws_ec2_transit_gateway_peering_attachment",
    "aws_vpn_connection",
    "aws_vpn_gateway",
    "aws_vpn_gateway_attachment",
    "aws_dx_gateway_association",
    "aws_ec2_client_vpn_network_association",
    "aws_networkmanager_vpc_attachment",
    "aws_vpclattice_service_network_vpc_association",
)
OPEN_BY_DEFAULT = ("default_route_table_association", "default_route_table_propagation")


def check(case: Case) -> Iterator[Finding]:
    """Judge every link between networks; those who carry none are quiet."""
    yield from META.judge(case.graph.of_type(*LINKS), _link)
    yield from META.judge(case.graph.of_type("aws_ec2_transit_gateway"), partial(_gateway, case))


def _link(resource: Resource) -> Iterator[Answer]:
    yield Fault(f"`{resource.address}` joins two networks and nothing declares it")


def _gateway(case: Case, gateway: Resource) -> Iterator[Answer]:
    for name in OPEN_BY_DEFAULT:
        if text(case.graph, gateway.get(name)) != "disable":
            yield Fault(f"`{name}` joins every attachment unless it is `disable`", gateway.at(name))
