"""Which routes a subnet follows, whichever way they are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.links import links
from bastide.facts.values import OpaqueError, entries, opaque
from bastide.facts.zones import vpc_address
from bastide.model.graph import Block, Reference, Resource, Value
from bastide.model.place import Place

TABLES = ("aws_route_table", "aws_default_route_table")
MAIN_PATHS = ("main_route_table_id", "default_route_table_id")
GATEWAYS = ("gateway_id", "egress_only_gateway_id", "carrier_gateway_id", "nat_gateway_id")


@dataclass(frozen=True)
class Route:
    """One route: the attribute that names its target, that value, and its line."""

    attribute: str
    target: Value
    place: Place


def routes_of(case: Case, subnet: Resource) -> Iterator[Route]:
    """Yield the gateway routes that a subnet follows; OpaqueError when its table can't be known."""
    for body in bodies_of(case, subnet):
        yield from _gateways(body)


def bodies_of(case: Case, subnet: Resource) -> Iterator[Block]:
    """Yield every route that a subnet follows as it is written; OpaqueError when its table can't be known."""
    associations = links(case, "aws_route_table_association", "subnet_id").of(subnet.address)
    if not associations:
        yield from _main_routes(case, vpc_address(case, subnet.body))
        return
    for association in associations:
        value = association.get("route_table_id")
        table = case.target(value)
        if table is None:
            raise opaque(value)
        yield from _main_routes(case, table.address) if table.type == "aws_vpc" else _table_routes(case, table)


def _table_routes(case: Case, table: Resource) -> Iterator[Block]:
    yield from entries(table, "route")
    for route in case.graph.of_type("aws_route"):
        value = route.get("route_table_id")
        target = case.target(value)
        if target is None:
            which = f"{route.address}.route_table_id"
            raise OpaqueError(which, route.at("route_table_id"))
        if target.address == table.address:
            yield route.body


def _main_routes(case: Case, vpc: str) -> Iterator[Block]:
    """Yield the routes of a VPC's main table: a named main table, the adopted default one, and loose routes."""
    for association in case.graph.of_type("aws_main_route_table_association"):
        table = case.target(association.get("route_table_id"))
        if table is not None and vpc_address(case, association.body) == vpc:
            yield from _table_routes(case, table)
    for table in case.graph.of_type("aws_default_route_table"):
        value = table.get("default_route_table_id")
        if isinstance(value, Reference) and value.address == vpc:
            yield from _table_routes(case, table)
    for route in case.graph.of_type("aws_route"):
        value = route.get("route_table_id")
        if (
            isinstance(value, Reference)
            and value.address == vpc
            and value.path[:1] in ((MAIN_PATHS[0],), (MAIN_PATHS[1],))
        ):
            yield route.body


def _gateways(body: Block) -> Iterator[Route]:
    for name in GATEWAYS:
        if body.get(name) is not None:
            yield Route(name, body.get(name), body.at(name))
