"""Every way that a packet may take, by addresses alone. Written from the AWS documentation, page titles in quotes.

Each function answers with all alternatives; one that leads nowhere is a `Way` that doesn't arrive.
"""

from collections.abc import Callable
from dataclasses import replace

from bastide.model.forwarding import Attachment, Gateway, Route, Target
from bastide.model.network import Subnet
from bastide.model.wire import INTERNET, ON_PREMISES
from oracle.maps import Map
from oracle.parts import AclCheck, Inspection, Link, Pick, State, Translation, Way
from oracle.rules import inside

NOWHERE = frozenset({Target.SERVICE, Target.BLACKHOLE})


class Router(Map):
    """The forwarding half of the simulator."""

    # Where packets begin

    def request(self, source: str, destination: str, version: int, start: int, end: int) -> list[Way]:
        """Send a packet from a party's address to another's."""
        interface = self.interfaces.get(source)
        state = State(version, start, end, interface, destination)
        if interface is not None:
            return self.sent(state, self.subnets[interface.subnet])
        return self.from_internet(state) if source == INTERNET else self.from_premises(state)

    def reply(self, request: Way, source: str, destination: str) -> list[Way]:
        """Send the reply to a packet that arrived: from the address it was sent to, to the one that it came with."""
        came = request.state
        interface = self.interfaces.get(destination)
        state = State(
            version=came.version,
            source=came.destination,
            destination=came.source,
            sender=interface,
            goal=source,
            replying=True,
            pending=came.translations[::-1],
            picks=came.picks,
            leg=came.leg,
        )
        if interface is not None:
            return self.sent(state, self.subnets[interface.subnet])
        return self.by_door(state, request.exit)

    def from_internet(self, state: State) -> list[Way]:
        """`Enable internet access for a VPC using an internet gateway`: to public IPv4 addresses and all IPv6 ones."""
        subnet = self.subnet_of(state)
        if subnet is None or (state.version == 4 and not self.interfaces[state.goal].public):
            return dropped(state)
        kinds = {Target.INTERNET, Target.CARRIER}
        doors = [door for door in self.network.gateways if door.vpc == subnet.vpc and door.kind in kinds]
        return [way for door in doors for way in self.entered(state, door)] or dropped(state)

    def from_premises(self, state: State) -> list[Way]:
        """Come in by each door that has a route for the destination: which one, is not ours to know.

        `Site-to-Site VPN routing options`: a VPN gateway advertises its VPC; a transit gateway, the attachment's table.
        """
        subnet = self.subnet_of(state)
        home = subnet.vpc if subnet is not None else ""
        doors = [door.name for door in self.network.gateways if door.kind is Target.OUTSIDE and door.vpc == home]
        known = {None, *self.vpcs}
        doors += [peering.name for peering in self.network.peerings if self.far_side(peering, home) not in known]
        outside = [attachment for attachment in self.network.attachments if not attachment.vpc]
        doors += [attachment.name for attachment in outside if self.transit_route(attachment, state) is not None]
        return [way for door in doors for way in self.by_door(state, door)] or dropped(state)

    def by_door(self, state: State, door: str | None) -> list[Way]:
        """Come in by one door to the outside: a VPN gateway, a peering, an attachment.

        A reply comes in by the door that the request left by: different doors may lead to different places.
        """
        if door in self.gateways:
            return self.entered(state, self.gateways[door])
        if door in self.peerings:
            sides = {self.peerings[door].requester, self.peerings[door].accepter}
            return [way for vpc in sides & set(self.vpcs) for way in self.delivered(state, vpc)]
        return self.switched(state, self.attachments[door], "") if door in self.attachments else dropped(state)

    def entered(self, state: State, door: Gateway) -> list[Way]:
        """`Gateway route tables`: the gateway's own table, if it has one, decides before the local route."""
        if door.table is None:
            return self.delivered(state, door.vpc)
        route = self.best(door.table, state)
        if route is not None and route.target is Target.FIREWALL:
            return self.inspected(state, route, None, door.vpc)
        arrives = route is not None and route.target is Target.LOCAL
        return self.delivered(state, door.vpc) if arrives else dropped(state)

    # Where packets go from a network interface in a subnet

    def sent(self, state: State, subnet: Subnet) -> list[Way]:
        """Send from an interface: to its own subnet directly, else as the subnet's route table says.

        `Network ACL basics`: ACLs are not evaluated inside a subnet. So with what a transit gateway sends to an
        instance in the attachment's own subnet (`Network ACLs for transit gateways`, same subnet).
        """
        if inside(subnet.cidrs, state.version, state.destination):
            return self.reached(state, subnet)
        route = self.best(subnet.table, state)
        if route is None:
            return dropped(state)
        if route.target is Target.LOCAL:
            return self.delivered(self.leaving(state, subnet), subnet.vpc)
        if route.target in NOWHERE:
            return dropped(state)
        key = (f"{route.target}", f"{route.name}@{subnet.name}", state.leg)
        if key in state.seen:
            return dropped(state)
        return self.follow(replace(state, seen=state.seen | {key}), route, subnet)

    def follow(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`Example routing options`: hand the packet to the target that the route names."""
        handlers: dict[Target, Callable[[State, Route, Subnet], list[Way]]] = {
            Target.INTERNET: self.to_internet,
            Target.CARRIER: self.to_internet,
            Target.EGRESS_ONLY: self.to_egress_only,
            Target.NAT: self.translated,
            Target.PEERING: self.peered,
            Target.TRANSIT: self.transited,
            Target.FIREWALL: lambda state, route, subnet: self.inspected(state, route, subnet, subnet.vpc),
            Target.OUTSIDE: self.to_premises,
        }
        return handlers[route.target](state, route, subnet)

    # Gateways

    def to_internet(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`Internet gateways`: only for what has a public IPv4 address, or an IPv6 one, in the gateway's own VPC.

        `NAT gateway basics`: an internet gateway drops what a private NAT gateway sends.
        """
        sender = state.sender
        owned = self.at_home(state, subnet.vpc) and sender is not None
        public = state.version == 6 or (sender is not None and sender.public)
        door = self.gateways.get(route.name)
        if not (owned and public and door is not None and door.vpc == subnet.vpc and state.goal == INTERNET):
            return dropped(state)
        return [Way(self.leaving(state, subnet), arrives=True, exit=route.name)]

    def to_egress_only(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`Enable outbound IPv6 traffic using an egress-only internet gateway`: IPv6, stateful, outbound only."""
        door = self.gateways.get(route.name)
        fits = state.version == 6 and self.at_home(state, subnet.vpc) and not state.replying
        if not (fits and door is not None and door.vpc == subnet.vpc and state.goal == INTERNET):
            return dropped(state)
        return [Way(self.leaving(state, subnet), arrives=True, exit=route.name)]

    def to_premises(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`Virtual private gateways`: to what lies behind them, and only for the VPC they are attached to."""
        door = self.gateways.get(route.name)
        fits = door is not None and door.vpc == subnet.vpc and self.at_home(state, subnet.vpc)
        if not fits or state.goal != ON_PREMISES:
            return dropped(state)
        return [Way(self.leaving(state, subnet), arrives=True, exit=route.name)]

    def peered(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`VPC peering limitations`: no transit, neither for what comes from elsewhere nor for what goes further."""
        peering = self.peerings[route.name]
        far = self.far_side(peering, subnet.vpc)
        if far is None or not self.at_home(state, subnet.vpc):
            return dropped(state)
        left = self.leaving(state, subnet)
        if far not in self.vpcs:
            return [Way(left, arrives=state.goal == ON_PREMISES, exit=route.name)]
        left = replace(left, links=(*left.links, Link(inward=peering.same_region, outward=peering.same_region)))
        return self.delivered(left, far)

    def translated(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`NAT gateways`: hide the client behind the gateway's address; nothing can be started through it from outside.

        An address that the network doesn't tell is any of the subnet's.
        """
        nat = self.nats.get(route.name)
        if nat is None or state.version != 4 or state.replying or self.subnets[nat.subnet].vpc != subnet.vpc:
            return dropped(state)
        if any(passed.nat is nat for passed in state.translations):
            return dropped(state)  # a loop: it would hide its own address
        home = self.subnets[nat.subnet]
        came = self.crossing(state, subnet, home)
        free = [own for own in self.nat_addresses(nat) if own not in {state.source, state.destination}]
        ways: list[Way] = []
        for own in free:
            hidden = (*came.translations, Translation(nat, came.source, own))
            ways += self.sent(replace(came, source=own, sender=nat, translations=hidden, leg=came.leg + 1), home)
        return ways or dropped(state)

    def inspected(self, state: State, route: Route, subnet: Subnet | None, vpc: str) -> list[Way]:
        """`AWS Network Firewall architecture`: into the endpoint's subnet, and on by that subnet's route table."""
        endpoint = self.firewalls.get(route.name)
        if endpoint is None or self.subnets[endpoint.subnet].vpc != vpc:
            return dropped(state)
        home = self.subnets[endpoint.subnet]
        came = self.crossing(state, subnet, home)
        step = Inspection(endpoint, state.source, state.destination, state.leg)
        return self.sent(replace(came, steps=(*came.steps, step)), home)

    # Transit gateways

    def transited(self, state: State, route: Route, subnet: Subnet) -> list[Way]:
        """`Amazon VPC attachments`: only where the attachment has a subnet in the sender's Availability Zone.

        `Network ACLs for transit gateways`: the attachment's subnet judges inbound, by source. In one subnet with the
        attachment, both the outbound and the inbound rules judge what goes to the transit gateway.
        """
        for attachment in self.network.attachments:
            if attachment.transit == route.name and attachment.vpc == subnet.vpc:
                zone = {self.subnets[name].availability_zone: self.subnets[name] for name in attachment.subnets}
                if subnet.availability_zone not in zone:
                    return dropped(state)
                port = zone[subnet.availability_zone]
                left = entering(self.leaving(state, subnet), port)
                return self.switched(left, attachment, port.availability_zone)
        return dropped(state)

    def switched(self, state: State, origin: Attachment, zone: str) -> list[Way]:
        """`How AWS Transit Gateway works`, Availability Zones: keep to the zone it came from, else take any.

        `Appliance in a shared services VPC`: in appliance mode any, but the same for both directions of a flow.
        """
        route = self.transit_route(origin, state)
        if route is None or route.attachment is None:
            return dropped(state)
        target = self.attachments[route.attachment]
        if not target.vpc:
            return [Way(state, arrives=state.goal == ON_PREMISES, exit=target.name)]
        link = self.transits[origin.transit].group_references
        state = replace(state, links=(*state.links, Link(inward=link, outward=False)))
        ports = [self.subnets[name] for name in target.subnets]
        if target.appliance_mode:
            fixed = {pick.subnet for pick in state.picks if pick.attachment == target.name}
            ports = [port for port in ports if port.name in fixed] or ports
        else:
            ports = [port for port in ports if port.availability_zone == zone] or ports
        return [way for port in ports for way in self.emerged(state, target, port)]

    def emerged(self, state: State, target: Attachment, port: Subnet) -> list[Way]:
        """`Network ACLs for transit gateways`: what comes out meets outbound rules, unless it stays there."""
        if target.appliance_mode:
            state = replace(state, picks=state.picks | {Pick(target.name, port.name)})
        return self.sent(state, port)

    # Arrival

    def delivered(self, state: State, vpc: str) -> list[Way]:
        """Deliver inside a VPC, from another subnet of it or from a gateway, by its local route."""
        subnet = self.subnet_of(state)
        if subnet is None or subnet.vpc != vpc:
            return dropped(state)
        return self.reached(entering(state, subnet), subnet)

    def reached(self, state: State, subnet: Subnet) -> list[Way]:
        """Arrive at an address in a subnet: the goal, or a NAT gateway that still has to undo its translation."""
        if not state.pending:
            return [Way(state, arrives=True)]
        last = state.pending[0]
        if last.nat.subnet != subnet.name or last.address != state.destination:
            return dropped(state)
        undone = replace(state, destination=last.client, pending=state.pending[1:], leg=state.leg - 1)
        return self.sent(undone, subnet)

    # Small facts

    def crossing(self, state: State, origin: Subnet | None, target: Subnet) -> State:
        """`Network ACL basics`: ACLs judge what leaves and enters a subnet, not what stays inside it."""
        if origin is not None and origin.name == target.name:
            return state
        return entering(self.leaving(state, origin) if origin is not None else state, target)

    def leaving(self, state: State, subnet: Subnet) -> State:
        return replace(state, steps=(*state.steps, AclCheck(subnet.acl, True, state.destination, state.leg)))


def entering(state: State, subnet: Subnet) -> State:
    """Meet the inbound rules of a subnet's ACL, which look at the source."""
    return replace(state, steps=(*state.steps, AclCheck(subnet.acl, False, state.source, state.leg)))


def dropped(state: State) -> list[Way]:
    return [Way(state, arrives=False)]
