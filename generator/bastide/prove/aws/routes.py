"""Route tables, their routes, and which table holds for each subnet and gateway."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.forwarding import Route, RouteTable, Target
from bastide.model.graph import Block, Resource, Value
from bastide.model.wire import Cidr, Origin
from bastide.prove.aws.addresses import V6
from bastide.prove.aws.gateways import GATEWAYS
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.route_targets import Parts, RouteTargets, Seat
from bastide.prove.aws.vpcs import SUBNETS, VPCS
from bastide.prove.aws.vpn import LEARNT, static_blocks

TABLE, DEFAULT, ROUTE = "aws_route_table", "aws_default_route_table", "aws_route"
TABLES = (TABLE, DEFAULT)
DESTINATIONS = ("cidr_block", "ipv6_cidr_block", "destination_cidr_block", "destination_ipv6_cidr_block")


@dataclass
class Routing:
    """Tables by name, the table of each subnet, the main table of each VPC, and gateways with edge tables."""

    tables: dict[str, RouteTable] = field(default_factory=dict)
    of_subnet: dict[str, str] = field(default_factory=dict)
    main_of: dict[str, str] = field(default_factory=dict)


def read(reading: Reading, parts: Parts) -> Routing:
    """Return the route tables of a tree and where they hold."""
    return _Router(reading, parts).read()


class _Router:
    def __init__(self, reading: Reading, parts: Parts) -> None:
        self._reading = reading
        self._parts = parts
        self._targets = RouteTargets(reading, parts)
        self._found = Routing()
        self._frames: dict[str, tuple[str, Origin]] = {}
        self._routes: dict[str, list[Route]] = {}
        self._default_of: dict[str, str] = {}
        self._inline: set[str] = set()

    def read(self) -> Routing:
        self._declare()
        self._mains()
        self._associate()
        self._inline_routes()
        self._separate()
        self._endpoints()
        self._propagations()
        for name, (vpc, origin) in self._frames.items():
            self._found.tables[name] = RouteTable(name, vpc, tuple(self._routes.get(name, ())), origin)
        return self._found

    def _declare(self) -> None:
        for resource in self._reading.each(DEFAULT, scope=lambda one: (one.address,)):
            vpc = self._try(resource, (), partial(self._reading.name, resource.get("default_route_table_id"), *VPCS))
            if vpc is None or vpc not in self._parts.land.vpcs:
                self._reading.doubt(origin_of(resource), "the VPC whose default table it is isn't in the tree")
                continue
            self._default_of[vpc] = resource.address
            self._frames[resource.address] = (vpc, origin_of(resource))
        for resource in self._reading.each(TABLE, scope=lambda one: (one.address,)):
            vpc = self._try(resource, (), partial(self._reading.name, resource.get("vpc_id"), *VPCS))
            self._frames[resource.address] = (vpc or "", origin_of(resource))
        for whole in self._parts.land.vpcs.values():
            if whole.name not in self._default_of:
                name = f"{whole.name}/main-table"
                self._default_of[whole.name] = name
                self._frames[name] = (whole.name, Origin("", whole.origin.place))

    def _mains(self) -> None:
        self._found.main_of.update(self._default_of)
        scope = self._reading.within("vpc_id", *VPCS)
        for one in self._reading.each("aws_main_route_table_association", scope=scope):
            vpc = self._try(one, (), partial(self._reading.name, one.get("vpc_id"), *VPCS))
            table = self._try(one, scope(one), partial(self._table, one, one.get("route_table_id"), vpc or ""))
            if vpc is not None and table is not None:
                self._found.main_of[vpc] = table
        for site in self._parts.land.sites.values():
            self._found.of_subnet[site.name] = self._found.main_of[site.vpc]

    def _associate(self) -> None:
        chosen: dict[str, str] = {}
        scope = self._reading.within("subnet_id", *SUBNETS)
        for one in self._reading.each("aws_route_table_association", scope=scope):
            subnet = self._try(
                one, self._vpc_of_table(one), partial(self._reading.name, one.get("subnet_id"), *SUBNETS)
            )
            site = self._parts.land.sites.get(subnet or "")
            if subnet is not None and site is not None:
                table = self._try(one, (subnet,), partial(self._table, one, one.get("route_table_id"), site.vpc))
                if table is not None and chosen.setdefault(subnet, table) != table:
                    self._reading.doubt(origin_of(one), f"two route tables claim the subnet `{subnet}`", (subnet,))
                self._found.of_subnet[subnet] = table or self._found.of_subnet[subnet]
            self._edge(one)
        for site in self._parts.land.sites.values():
            if site.vpc in self._parts.land.given and self._found.of_subnet[site.name] == self._default_of[site.vpc]:
                reason = f"it follows the main route table of `{site.vpc}`, which is not in this code"
                self._reading.doubt(site.origin, reason, (site.name,))

    def _edge(self, one: Resource) -> None:
        name = self._try(one, (), partial(self._reading.name, one.get("gateway_id"), *GATEWAYS))
        if name is None:
            return
        gateway = self._parts.gateways.found.get(name)
        table = self._try(one, (), partial(self._table, one, one.get("route_table_id"), gateway.vpc if gateway else ""))
        if gateway is None or table is None:
            self._reading.doubt(origin_of(one), f"the gateway `{name}`, whose edge it is, isn't in the tree")
            return
        self._parts.gateways.found[name] = replace(gateway, table=table)

    def _vpc_of_table(self, one: Resource) -> tuple[str, ...]:
        try:
            table = self._reading.name(one.get("route_table_id"), *TABLES)
        except OpaqueError:
            return ()
        vpc = self._frames.get(table or "", ("", None))[0]
        return (vpc,) if vpc else ()

    def _table(self, resource: Resource, value: Value, vpc: str) -> str:
        """Return the name of the table that a value leads to; one outside the tree is empty and doubted."""
        found = self._reading.follow(value, *TABLES, *VPCS)
        if isinstance(found, Resource):
            found = self._default_of.get(found.address, found.address)
        if found is None:
            which = "route_table_id"
            raise OpaqueError(which, None, "it is not given")
        if found not in self._frames:
            self._frames[found] = (vpc, Origin("", None))
            reason = f"the routes of the table `{found}` are not in the tree"
            self._reading.doubt(origin_of(resource), reason, (found,) if vpc else ())
        return found

    def _inline_routes(self) -> None:
        for resource in self._reading.graph.of_type(*TABLES):
            if resource.address not in self._frames:
                continue
            for body in self._reading.bodies(resource, "route"):
                self._inline.add(resource.address)
                self._keep(resource.address, body, origin_of(resource, body))

    def _separate(self) -> None:
        scope = self._reading.within("route_table_id", *TABLES)
        for resource in self._reading.each(ROUTE, scope=scope):
            table = self._try(resource, (), partial(self._table, resource, resource.get("route_table_id"), ""))
            if table is None:
                continue
            if table in self._inline:
                reason = f"`{table}` has routes in blocks too: each apply undoes the other"
                self._reading.doubt(origin_of(resource), reason, (table,))
            self._keep(table, resource.body, origin_of(resource))

    def _keep(self, table: str, body: Block, origin: Origin) -> None:
        self._add(table, self._reading.gather(origin, (table,), partial(self._read, table, body, origin)))

    def _add(self, table: str, routes: tuple[Route, ...]) -> None:
        self._routes.setdefault(table, []).extend(routes)

    def _read(self, table: str, body: Block, origin: Origin) -> Iterator[Route]:
        blocks = [block for name in DESTINATIONS if (block := self._parts.blocks.one(body.get(name))) is not None]
        listed = self._parts.lists.blocks(body.get("destination_prefix_list_id"))
        target, name = self._targets.read(Seat(table, self._frames[table][0]), body, origin)
        self._odd(table, blocks, target, origin)
        for block in (*blocks, *listed):
            yield Route(block, target, name, origin, from_list=block not in blocks)

    def _odd(self, table: str, blocks: list[Cidr], target: Target, origin: Origin) -> None:
        vpc = self._parts.land.vpcs.get(self._frames[table][0])
        if target is not Target.LOCAL and vpc is not None and any(block in vpc.cidrs for block in blocks):
            self._reading.doubt(origin, "it replaces the local route of the VPC", (table,))
        if target is Target.NAT and any(block.version == V6 for block in blocks):
            self._reading.doubt(origin, "what a NAT gateway translates from IPv6 to IPv4 isn't modelled", (table,))

    def _endpoints(self) -> None:
        """Give the tables of a gateway endpoint their route to its service."""
        kind, of_table = "aws_vpc_endpoint", self._reading.within("route_table_id", *TABLES)
        for endpoint in self._reading.each(kind, scope=self._reading.within("vpc_id", *VPCS)):
            way = self._try(endpoint, (), partial(self._reading.literal, endpoint.get("vpc_endpoint_type")))
            if (way or "Gateway") == "Gateway":
                for value in self._try_list(endpoint, "route_table_ids"):
                    self._service(endpoint, endpoint, value)
        for one in self._reading.each(f"{kind}_route_table_association", scope=of_table):
            read = partial(self._reading.follow, one.get("vpc_endpoint_id"), kind)
            found = self._reading.attempt(origin_of(one), (), read, None)
            if isinstance(found, Resource):
                self._service(one, found, one.get("route_table_id"))
            else:
                self._reading.doubt(origin_of(one), "the endpoint whose route it adds isn't in the tree")

    def _try_list(self, resource: Resource, attribute: str) -> tuple[Value, ...]:
        vpc = self._reading.within("vpc_id", *VPCS)(resource)
        return self._reading.gather(origin_of(resource), vpc, partial(self._reading.listed, resource.get(attribute)))

    def _service(self, resource: Resource, endpoint: Resource, value: Value) -> None:
        vpc = next(iter(self._reading.within("vpc_id", *VPCS)(endpoint)), "")
        table = self._try(resource, (vpc,) if vpc else (), partial(self._table, resource, value, vpc))
        if table is not None:
            block = self._parts.lists.service(endpoint)
            route = Route(block, Target.SERVICE, endpoint.address, origin_of(resource), from_list=True)
            self._add(table, (route,))

    def _propagations(self) -> None:
        for resource in self._reading.graph.of_type(*TABLES):
            for value in self._try_list(resource, "propagating_vgws"):
                if resource.address in self._frames:
                    self._propagate(resource, resource.address, value)
        of_table = self._reading.within("route_table_id", *TABLES)
        for one in self._reading.each("aws_vpn_gateway_route_propagation", scope=of_table):
            table = self._try(one, (), partial(self._table, one, one.get("route_table_id"), ""))
            if table is not None:
                self._propagate(one, table, one.get("vpn_gateway_id"))

    def _propagate(self, resource: Resource, table: str, value: Value) -> None:
        name = self._try(resource, (table,), partial(self._reading.name, value, "aws_vpn_gateway"))
        if name is None:
            return
        origin = origin_of(resource)
        known = static_blocks(self._reading, self._parts.blocks, name)
        if known is None:
            reason = "what the VPN gateway learns decides the routes of this table"
            self._reading.doubt(origin, reason, (table,))
        if name not in self._parts.gateways.found and not self._parts.gateways.outside(
            name, self._frames[table][0], origin
        ):
            self._reading.doubt(origin, f"the VPC of the gateway `{name}` isn't in the tree", (table,))
            return
        blocks = LEARNT if known is None else known
        self._add(table, tuple(Route(block, Target.OUTSIDE, name, origin, propagated=True) for block in blocks))

    def _try(self, resource: Resource, scope: Iterable[str], read: Callable[[], str | None]) -> str | None:
        return self._reading.attempt(origin_of(resource), scope, read, None)
