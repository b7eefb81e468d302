"""Draws where routes lead: gateways, NAT gateways, peerings, transit gateways, and sinks for what can't be built."""

from collections.abc import Callable, Mapping

from bastide.model.forwarding import Attachment, Gateway, Nat, Peering, Route, Target
from bastide.model.network import Kind, Subnet
from bastide.model.wire import Cidr
from bastide.prove.rehearsal import routing, rulesets
from bastide.prove.rehearsal.placing import text
from bastide.prove.rehearsal.sheet import Sheet


class Targets:
    """Every route of a sheet's subnets, attachments and gateways."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._drawing, network = sheet, sheet.drawing, sheet.network
        self._gateways = {one.name: one for one in network.gateways}
        self._attachments = {one.name: one for one in network.attachments}
        self._nats = {one.name: (one, self._nat(one)) for one in network.nats}
        self._peerings = {one.name: (one, self._peering(one)) for one in network.peerings}
        self._transits = {one.name: self._drawing.space(one.name) for one in network.transits}
        self._doors = {
            (one.name, subnet): self._drawing.join(
                (sheet.subnets[subnet], rulesets.TRANSIT), (self._transits[one.transit], "a")
            )
            for one in network.attachments
            if one.transit in self._transits
            for subnet in one.subnets
            if subnet in sheet.subnets
        }
        self._made: dict[tuple[str, Target, str], str | None] = {}

    def _door(self, subnet: int, attachment: Attachment) -> tuple[str, str]:
        return self._drawing.join((subnet, rulesets.TRANSIT), (self._transits[attachment.transit], "a"))

    def connect(self) -> None:
        """Draw every route."""
        for subnet in self._sheet.network.subnets:
            blocks = self._sheet.vpcs[subnet.vpc].cidrs
            for block, route in routing.routes(self._sheet.tables.get(subnet.table), subnet.vpc, blocks).items():
                self._drawing.route(self._sheet.subnets[subnet.name], str(block), self._device(subnet, route))
            self._drawing.default(self._sheet.subnets[subnet.name], None)
        for attachment, subnet_name in self._doors:
            self._transit_table(self._attachments[attachment], subnet_name)
        for gateway in self._sheet.network.gateways:
            self._edge(gateway)

    def _device(self, subnet: Subnet, route: Route) -> str | None:
        """Return a subnet's device towards a route's target, None if the route leads nowhere."""
        if route.target is Target.LOCAL:
            return self._sheet.core_devices[subnet.name]
        key = subnet.name, route.target, route.name
        if key not in self._made:
            maker = self._makers.get(route.target)
            self._made[key] = None if maker is None else maker(subnet, route.name)
        return self._made[key]

    @property
    def _makers(self) -> Mapping[Target, Callable[[Subnet, str], str | None]]:
        return {
            Target.INTERNET: self._to_gateway,
            Target.CARRIER: self._to_gateway,
            Target.EGRESS_ONLY: self._to_gateway,
            Target.NAT: self._to_nat,
            Target.PEERING: self._to_peering,
            Target.TRANSIT: self._to_transit,
            Target.FIREWALL: self._to_sink,
        }

    def _to_gateway(self, subnet: Subnet, name: str) -> str | None:
        gateway = self._gateways.get(name)
        if gateway is None or gateway.vpc != subnet.vpc:
            return None
        word = "e" if gateway.kind is Target.EGRESS_ONLY else "g"
        return self._outward(subnet, self._sheet.borders[subnet.vpc], word)

    def _outward(self, subnet: Subnet, space: int, word: str) -> str:
        return self._drawing.join((self._sheet.subnets[subnet.name], rulesets.OUTSIDE), (space, word))[0]

    def _to_sink(self, subnet: Subnet, name: str) -> str | None:
        return self._outward(subnet, self._sheet.sink(f"firewall endpoint {name}"), "x")

    def _to_nat(self, subnet: Subnet, name: str) -> str | None:
        nat, inner = self._nats.get(name, (None, ""))
        if nat is None or self._sheet.vpc_of[nat.subnet] != subnet.vpc:
            return None
        return inner if nat.subnet == subnet.name else self._by_way_of(subnet, nat.subnet, inner)

    def _by_way_of(self, subnet: Subnet, other: str, device: str) -> str:
        """Draw a wire into another subnet on which all goes to one of its devices, past its own routes."""
        space = self._sheet.subnets[other]
        outward, entry = self._drawing.join(
            (self._sheet.subnets[subnet.name], rulesets.OUTSIDE), (space, rulesets.OUTSIDE)
        )
        self._drawing.default(space, device, self._drawing.choose(space, entry))
        return outward

    def _nat(self, nat: Nat) -> str:
        """Draw a NAT gateway, and return its subnet's device to its inner side."""
        drawing, router = self._drawing, self._sheet.subnets[nat.subnet]
        space = drawing.space(nat.name)
        near, inner = drawing.join((router, rulesets.HOST), (space, "in"))
        far, outer = drawing.join((router, rulesets.HOST), (space, "out"))
        drawing.default(space, outer)
        drawing.default(space, inner, drawing.choose(space, outer))
        known = self._sheet.network.interfaces
        own = next((one for one in known if one.kind is Kind.NAT and nat.name in (one.name, one.workload)), None)
        if own is not None and own.addresses:
            drawing.filter(space, rulesets.translator(text(own.addresses[0]), inner, outer))
            drawing.route(router, str(own.addresses[0]), far)
        return near

    def _peering(self, peering: Peering) -> int | None:
        """Draw a peering: what enters on one side goes to the other VPC's subnets, and no further."""
        sides = (peering.requester, peering.accepter)
        if any(one not in self._sheet.vpcs for one in sides):
            return None
        drawing, space = self._drawing, self._drawing.space(peering.name)
        blocks = {one: self._sheet.vpcs[one].cidrs for one in sides}
        ways = []
        for word, own, other in (("p", *sides), ("q", *reversed(sides))):
            outward, _ = drawing.join((space, f"to{word}"), (self._sheet.cores[other], "p"))
            ways.append((word, blocks[own], outward, blocks[other]))
            for block in blocks[other]:
                drawing.route(space, str(block), outward)
        drawing.filter(space, rulesets.crossing(ways))
        return space

    def _to_peering(self, subnet: Subnet, name: str) -> str | None:
        peering, space = self._peerings.get(name, (None, None))
        if peering is None or space is None or subnet.vpc not in (peering.requester, peering.accepter):
            return None
        return self._outward(subnet, space, "p" if subnet.vpc == peering.requester else "q")

    def _to_transit(self, subnet: Subnet, name: str) -> str | None:
        """Draw the way to a transit gateway: by the attachment's subnet in the same zone, or not at all."""
        attachment = next(
            (one for one in self._attachments.values() if (one.transit, one.vpc) == (name, subnet.vpc)), None
        )
        own = None if attachment is None else self._near(attachment, subnet.availability_zone, spill=False)
        if attachment is None or own is None or (attachment.name, own) not in self._doors:
            return None
        device, _ = self._doors[attachment.name, own]
        return device if own == subnet.name else self._by_way_of(subnet, own, device)

    def _near(self, attachment: Attachment, zone: str, *, spill: bool) -> str | None:
        near = [one for one in attachment.subnets if self._sheet.zone_of.get(one) == zone]
        return next(iter(near or (attachment.subnets if spill else ())), None)

    def _transit_table(self, attachment: Attachment, subnet: str) -> None:
        """Draw how a transit gateway routes what enters by one subnet of an attachment."""
        _, entry = self._doors[attachment.name, subnet]
        space = self._transits[attachment.transit]
        number = self._drawing.choose(space, entry)
        table = next((one for one in self._sheet.network.transit_tables if one.name == attachment.table), None)
        found = {} if table is None else routing.transit_routes(table, self._attachments.values())
        for block, route in found.items():
            target = self._attachments.get(route.attachment or "")
            self._drawing.route(space, str(block), self._exit(target, self._sheet.zone_of[subnet]), number)
        self._drawing.default(space, None, number)

    def _exit(self, attachment: Attachment | None, zone: str) -> str | None:
        subnet = None if attachment is None else self._near(attachment, zone, spill=True)
        door = None if attachment is None or subnet is None else self._doors.get((attachment.name, subnet))
        return None if door is None else door[1]

    def _edge(self, gateway: Gateway) -> None:
        """Draw a gateway's own route table: what it sends elsewhere than to the VPC itself can't be built."""
        table = self._sheet.tables.get(gateway.table or "")
        if table is None or gateway.vpc not in self._sheet.borders or gateway.kind is Target.EGRESS_ONLY:
            return
        space = self._sheet.borders[gateway.vpc]
        blocks: tuple[Cidr, ...] = self._sheet.vpcs[gateway.vpc].cidrs
        for block, route in routing.routes(table, gateway.vpc, blocks).items():
            if route.target is not Target.LOCAL:
                sink = self._sheet.sink(f"edge routes of {gateway.name}")
                self._drawing.route(space, str(block), self._drawing.join((space, "x"), (sink, "x"))[0])
