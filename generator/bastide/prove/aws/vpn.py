"""What VPN gateways learn of the networks behind them."""

from bastide.facts.values import OpaqueError, UncertainError, certain
from bastide.model.graph import Resource
from bastide.model.wire import Cidr, cidr
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.reading import Reading

CONNECTION, ROUTE, GATEWAY = "aws_vpn_connection", "aws_vpn_connection_route", "aws_vpn_gateway"
LEARNT = tuple(cidr(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
"""What a gateway may learn of networks outside AWS, where the code doesn't tell."""


def static_blocks(reading: Reading, blocks: Blocks, gateway: str) -> tuple[Cidr, ...] | None:
    """Return the blocks behind a VPN gateway; None unless all its connections are static and all blocks are known."""
    try:
        mine = [one for one in reading.graph.of_type(CONNECTION) if _of(reading, one, gateway)]
        if not mine or any(reading.graph.of_type("aws_dx_gateway_association")):
            return None
        if not all(certain(reading.graph, one) and reading.flag(one.get("static_routes_only")) for one in mine):
            return None
        return tuple(_routes(reading, blocks, {one.address for one in mine}))
    except OpaqueError:
        return None


def _of(reading: Reading, connection: Resource, gateway: str) -> bool:
    return reading.name(connection.get("vpn_gateway_id"), GATEWAY) == gateway


def _routes(reading: Reading, blocks: Blocks, connections: set[str]) -> list[Cidr]:
    found = []
    for route in reading.graph.of_type(ROUTE):
        if not certain(reading.graph, route):
            raise UncertainError(route)
        if reading.name(route.get("vpn_connection_id"), CONNECTION) in connections:
            block = blocks.one(route.get("destination_cidr_block"))
            found += [] if block is None else [block]
    return found
