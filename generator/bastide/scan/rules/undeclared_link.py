"""Link between networks that nothing declares.

What it does:
    Reports VPC peering, VPN and its gateways, attachments to shared networks, and transit gateways that associate
    or propagate every attachment by default. A declaration has one word for such a link, a site: its tunnels must
    have static routes and take packets between the site's block and the platform's alone, and the router of its
    line may hear of the zone that the site lands in alone.

Why is this bad:
    A peering or an attachment with a route joins two zones below the level that security groups are reviewed
    at, and whoever is attached later is joined as well. Sites that end in one gateway could meet there.

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

from collections.abc import Iterator, Sequence
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import items, settle, text
from bastide.facts.world import inside, network
from bastide.model.declared_use import DeclaredSite
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
TUNNELS, ASSOCIATION = "aws_vpn_connection", "aws_dx_gateway_association"
GATEWAYS = ("aws_vpn_gateway", "aws_vpn_gateway_attachment")
LINE = "direct-connect"
OPEN_BY_DEFAULT = ("default_route_table_association", "default_route_table_propagation")


def check(case: Case) -> Iterator[Finding]:
    """Judge every link between networks; those who carry none are quiet."""
    yield from META.judge(case.graph.of_type(*LINKS), partial(_link, case))
    yield from META.judge(case.graph.of_type("aws_ec2_transit_gateway"), partial(_gateway, case))


def _link(case: Case, resource: Resource) -> Iterator[Answer]:
    site = next((one for one in case.sites if one.resource == resource.address), None)
    lines = [one for one in case.sites if one.via == LINE]
    if site is not None and resource.type == TUNNELS:
        yield from _tunnels(case, site, resource)
    elif lines and resource.type == ASSOCIATION:
        yield from _heard(case, lines, resource)
    elif not (case.sites and resource.type in GATEWAYS):
        yield Fault(f"`{resource.address}` joins two networks and nothing declares it")


def _tunnels(case: Case, site: DeclaredSite, resource: Resource) -> Iterator[Answer]:
    wanted = {"local_ipv4_network_cidr": site.cidr, "remote_ipv4_network_cidr": site.platform_cidr}
    for name, block in wanted.items():
        if text(case.graph, resource.get(name)) != block:
            said = f"the tunnels of site `{site.name}` take packets beyond `{block}`: two sites could meet"
            yield Fault(said, resource.at(name), fix=f'Write `{name} = "{block}"`.')
    if settle(case.graph, resource.get("static_routes_only")) is not True:
        said = f"the router of site `{site.name}` says itself which networks lie behind it"
        yield Fault(said, resource.at("static_routes_only"), fix="Write `static_routes_only = true`.")


def _heard(case: Case, lines: Sequence[DeclaredSite], resource: Resource) -> Iterator[Answer]:
    """Yield a fault for each block that a line's router hears of, and that holds a zone where none of them lands."""
    landings = {site.zone for site in lines}
    heard = resource.get("allowed_prefixes")
    for value in items(case.graph, heard) if heard is not None else ("0.0.0.0/0",):
        block = network(text(case.graph, value) or "0.0.0.0/0")
        met = {zone.name for zone in case.zones.values() for cidr in zone.cidrs if inside(network(cidr), block)}
        for zone in sorted(met - landings):
            said = f"routers of lines hear of zone `{zone}`, in which none of their sites lands"
            yield Fault(said, resource.at("allowed_prefixes"), fix="Name the blocks of the landing zones alone.")


def _gateway(case: Case, gateway: Resource) -> Iterator[Answer]:
    for name in OPEN_BY_DEFAULT:
        if text(case.graph, gateway.get(name)) != "disable":
            yield Fault(f"`{name}` joins every attachment unless it is `disable`", gateway.at(name))
