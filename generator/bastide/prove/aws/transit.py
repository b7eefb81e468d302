"""Transit gateways: what is attached to them, and what their route tables say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from bastide.model.forwarding import Attachment, RouteTable, Target, Transit, TransitTable
from bastide.model.graph import Resource, Value
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.prefix_lists import PrefixLists
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.transit_tables import TransitTables
from bastide.prove.aws.vpcs import SUBNETS, VPCS, Land
from bastide.prove.aws.vpn import CONNECTION

GATEWAY, TABLE, VPC_SIDE = (
    "aws_ec2_transit_gateway",
    "aws_ec2_transit_gateway_route_table",
    "aws_ec2_transit_gateway_vpc_attachment",
)
ACCEPTERS = (f"{VPC_SIDE}_accepter", f"{GATEWAY}_peering_attachment_accepter")
PEERING = f"{GATEWAY}_peering_attachment"
OUTSIDE = (PEERING, CONNECTION)
ATTACHMENTS = (VPC_SIDE, *OUTSIDE)
DEFAULTS = (f"{GATEWAY}_default_route_table_association", f"{GATEWAY}_default_route_table_propagation")
STATICS = (f"{GATEWAY}_route", f"{GATEWAY}_prefix_list_reference")
ON, OFF = "enable", "disable"


@dataclass(frozen=True)
class Options:
    """A transit gateway's options."""

    associates: bool
    propagates: bool


@dataclass
class Transits:
    """Transit gateways, what is attached to them, and their tables, by name."""

    gateways: dict[str, Transit] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    tables: dict[str, TransitTable] = field(default_factory=dict)

    def neighbours(self, vpc: str) -> frozenset[str]:
        """Return the VPCs that share a transit gateway with one, and itself."""
        shared = {one.transit for one in self.attachments.values() if one.vpc == vpc}
        return frozenset({vpc, *(one.vpc for one in self.attachments.values() if one.transit in shared and one.vpc)})


def read(reading: Reading, blocks: Blocks, land: Land, lists: PrefixLists) -> Transits:
    """Return the transit gateways of a tree."""
    return _TransitReader(reading, blocks, land, lists).read()


def complete(reading: Reading, found: Transits, tables: Iterable[RouteTable]) -> None:
    """Add the transit gateways that routes of VPCs name and that stand outside the tree."""
    for table in tables:
        for route in table.routes:
            if route.target is Target.TRANSIT and route.name not in found.gateways:
                found.gateways[route.name] = Transit(route.name, group_references=False, origin=route.origin)
                reason = f"the routes of the transit gateway `{route.name}` are not in the tree"
                reading.doubt(route.origin, reason, (table.vpc,))


class _TransitReader:
    def __init__(self, reading: Reading, blocks: Blocks, land: Land, lists: PrefixLists) -> None:
        self._reading = reading
        self._land = land
        self._tables = TransitTables(reading, blocks, land, lists)
        self._found = Transits()
        self._options: dict[str, Options] = {}
        self._aliases: dict[str, str] = {}
        self._flags: dict[str, Resource] = {}

    def read(self) -> Transits:
        for resource in self._reading.each(GATEWAY, scope=lambda _: ()):
            self._gateway(resource)
        for resource in self._reading.each(TABLE, scope=lambda _: ()):
            self._table(resource)
        self._accepters()
        for resource in self._reading.each(VPC_SIDE, scope=self._reading.within("vpc_id", *VPCS)):
            self._vpc_side(resource)
        for resource in self._reading.graph.of_type(*OUTSIDE):
            joins = resource.get("transit_gateway_id") not in (None, "")
            if joins and self._reading.exists(resource, scope=lambda _: ()):
                self._outside(resource)
        self._associations()
        self._by_default()
        self._propagations()
        self._statics()
        for name, table in self._found.tables.items():
            self._found.tables[name] = replace(table, routes=self._tables.routes(name))
        self._changed_defaults()
        return self._found

    def _try(self, resource: Resource, read: Callable[[], str | None], scope: Iterable[str] = ()) -> str | None:
        return self._reading.attempt(origin_of(resource), scope, read, None)

    def _is_on(self, resource: Resource, attribute: str, default: str) -> bool:
        word = self._try(resource, partial(self._reading.literal, resource.get(attribute))) or default
        return word == ON

    def _gateway(self, resource: Resource) -> None:
        options = Options(
            self._is_on(resource, "default_route_table_association", ON),
            self._is_on(resource, "default_route_table_propagation", ON),
        )
        self._options[resource.address] = options
        references = self._is_on(resource, "security_group_referencing_support", OFF)
        self._found.gateways[resource.address] = Transit(resource.address, references, origin_of(resource))
        if options.associates or options.propagates:
            name = _default_table(resource.address)
            self._found.tables[name] = TransitTable(name, resource.address, (), origin_of(resource))

    def _table(self, resource: Resource) -> None:
        transit = self._transit(resource)
        if transit is not None:
            self._found.tables[resource.address] = TransitTable(resource.address, transit, (), origin_of(resource))

    def _transit(self, resource: Resource) -> str | None:
        """Return the transit gateway that a resource belongs to; one outside the tree is made up, under doubt."""
        name = self._try(resource, partial(self._reading.name, resource.get("transit_gateway_id"), GATEWAY))
        if name is not None and name not in self._found.gateways:
            self._found.gateways[name] = Transit(name, group_references=False, origin=origin_of(resource))
        return name

    def _accepters(self) -> None:
        for resource in self._reading.each(*ACCEPTERS, scope=lambda _: ()):
            name = self._try(
                resource, partial(self._reading.name, resource.get("transit_gateway_attachment_id"), *ATTACHMENTS)
            )
            target = self._reading.graph.by_address.get(name or "")
            self._aliases[resource.address] = resource.address if target is None else target.address
            if target is not None:
                self._flags[target.address] = resource

    def _vpc_side(self, resource: Resource) -> None:
        transit = self._transit(resource)
        vpc = self._try(resource, partial(self._reading.name, resource.get("vpc_id"), *VPCS))
        if transit is None or vpc is None:
            self._reading.doubt(
                origin_of(resource), "what it attaches isn't in the code", () if vpc is None else (vpc,)
            )
            return
        if transit not in self._options:
            reason = f"the routes of the transit gateway `{transit}` are not in the tree"
            self._reading.doubt(origin_of(resource), reason, (vpc,))
        scope = (vpc,)
        read = partial(self._reading.each_name, resource.get("subnet_ids"), *SUBNETS)
        subnets = tuple(self._reading.gather(origin_of(resource), scope, read))
        self._found.attachments[resource.address] = Attachment(
            name=resource.address,
            transit=transit,
            vpc=vpc if vpc in self._land.vpcs else "",
            subnets=tuple(one for one in subnets if one in self._land.sites),
            table=None,
            origin=origin_of(resource),
            appliance_mode=self._is_on(resource, "appliance_mode_support", OFF),
        )
        self._odd(resource, vpc, subnets)

    def _odd(self, resource: Resource, vpc: str, subnets: tuple[str, ...]) -> None:
        origin = origin_of(resource)
        if any(one not in self._land.sites for one in subnets):
            self._reading.doubt(origin, "one of its subnets isn't in the tree", (vpc,))
        if any(not site.availability_zone for site in self._land.sites_of(vpc)):
            self._reading.doubt(origin, "which availability zone a subnet of the VPC is in isn't in the code", (vpc,))
        transit = self._found.gateways[self._found.attachments[resource.address].transit]
        if transit.group_references and not self._is_on(resource, "security_group_referencing_support", ON):
            self._reading.doubt(origin, "it refuses references to groups that its transit gateway allows", (vpc,))

    def _outside(self, resource: Resource) -> None:
        transit = self._transit(resource)
        if transit is not None:
            self._found.attachments[resource.address] = Attachment(
                resource.address, transit, "", (), None, origin_of(resource)
            )
        if resource.type == PEERING and resource.get("peer_transit_gateway_id") is not None:
            far = self._try(resource, partial(self._reading.name, resource.get("peer_transit_gateway_id"), GATEWAY))
            if far in self._options:
                self._reading.doubt(origin_of(resource), "it joins two transit gateways of this tree")

    def _attachment(self, value: Value, transit: str, resource: Resource) -> str | None:
        """Return the name of the attachment that a value leads to; one outside the tree leads outside."""
        name = self._try(resource, partial(self._reading.name, value, *ATTACHMENTS, *ACCEPTERS))
        if name is None:
            return None
        name = self._aliases.get(name, name)
        if name not in self._found.attachments:
            self._found.attachments[name] = Attachment(name, transit, "", (), None, origin_of(resource))
        return name

    def _table_of(self, resource: Resource) -> TransitTable | None:
        value = resource.get("transit_gateway_route_table_id")
        name = self._try(resource, partial(self._table_name, value))
        table = self._found.tables.get(name or "")
        if table is None:
            self._reading.doubt(origin_of(resource), "its transit gateway's route table isn't in the tree")
        return table

    def _table_name(self, value: Value) -> str | None:
        found = self._reading.follow(value, TABLE, GATEWAY)
        if isinstance(found, Resource):
            return _default_table(found.address) if found.type == GATEWAY else found.address
        return found

    def _associations(self) -> None:
        for resource in self._reading.each(f"{TABLE}_association", scope=lambda _: ()):
            table = self._table_of(resource)
            if table is None:
                continue
            name = self._attachment(resource.get("transit_gateway_attachment_id"), table.transit, resource)
            if name is not None:
                attachment = self._found.attachments[name]
                if attachment.table not in (None, table.name):
                    self._reading.doubt(
                        origin_of(resource), "the attachment is associated with two tables", _scope(attachment)
                    )
                self._found.attachments[name] = replace(attachment, table=table.name)

    def _by_default(self) -> None:
        """Associate and propagate what nothing else does, where the gateway and the attachment want it."""
        for name, attachment in tuple(self._found.attachments.items()):
            options = self._options.get(attachment.transit)
            resource = self._flags.get(name) or self._reading.graph.by_address.get(name)
            if options is None or resource is None:
                continue
            default = _default_table(attachment.transit)
            word = "transit_gateway_default_route_table_"
            if options.associates and attachment.table is None and self._wants(resource, f"{word}association"):
                self._found.attachments[name] = replace(attachment, table=default)
            if options.propagates and self._wants(resource, f"{word}propagation"):
                self._tables.propagate(default, attachment, resource, self._attached(attachment.transit))

    def _wants(self, resource: Resource, attribute: str) -> bool:
        read = partial(self._reading.flag, resource.get(attribute), fallback=True)
        return self._reading.attempt(origin_of(resource), (), read, fallback=True)

    def _propagations(self) -> None:
        for resource in self._reading.each(f"{TABLE}_propagation", scope=lambda _: ()):
            table = self._table_of(resource)
            if table is None:
                continue
            name = self._attachment(resource.get("transit_gateway_attachment_id"), table.transit, resource)
            if name is not None:
                attachment = self._found.attachments[name]
                self._tables.propagate(table.name, attachment, resource, self._attached(table.transit))

    def _statics(self) -> None:
        for resource in self._reading.each(*STATICS, scope=lambda _: ()):
            table = self._table_of(resource)
            if table is None:
                continue
            scope = self._attached(table.transit)
            read = partial(self._reading.flag, resource.get("blackhole"))
            value = resource.get("transit_gateway_attachment_id")
            drops = self._reading.attempt(origin_of(resource), scope, read, fallback=True)
            name = None if drops else self._attachment(value, table.transit, resource)
            self._tables.write(table.name, name, resource, scope)

    def _attached(self, transit: str) -> tuple[str, ...]:
        return tuple(one.vpc for one in self._found.attachments.values() if one.transit == transit and one.vpc)

    def _changed_defaults(self) -> None:
        for resource in self._reading.graph.of_type(*DEFAULTS):
            transit = self._transit(resource)
            reason = "which attachments come after this change of the default table isn't in the code"
            self._reading.doubt(origin_of(resource), reason, self._attached(transit or ""))


def _default_table(transit: str) -> str:
    return f"{transit}/default-table"


def _scope(attachment: Attachment) -> tuple[str, ...]:
    return (attachment.vpc,) if attachment.vpc else ()
