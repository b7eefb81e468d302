"""The symbolic walk: every way that routing may take a packet, without looking at what filters say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bastide.model.forwarding import Attachment, Gateway, Target
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.engine.acl_tables import INBOUND, OPEN, OUTBOUND
from bastide.prove.engine.address_atoms import V4
from bastide.prove.engine.atlas import Atlas
from bastide.prove.engine.ends import DESTINATION, Check, Door, End, Recipe, Sight, Turn
from bastide.prove.engine.route_tables import LOCAL, Hop, RouteTables
from bastide.prove.engine.state import State

TWO_WAY = frozenset({Target.INTERNET, Target.CARRIER})
AT_THE_EDGE = frozenset({Target.LOCAL, Target.FIREWALL})
"""Where an edge route table may lead (AWS VPC User Guide, gateway route tables)."""
FRESH = Recipe()
Step = Callable[[State, Hop, End], Iterator[Recipe]]


@dataclass(frozen=True)
class Walks:
    """Walks packets of one IP version through a network."""

    atlas: Atlas
    tables: RouteTables
    _entrances: dict[tuple[State, str], State] = field(default_factory=dict)
    _landings: dict[tuple[str, int, End], tuple[Check, ...] | None] = field(default_factory=dict)

    def ways(self, source: End, destination: End) -> tuple[Recipe, ...]:
        """Return every alternative way of a packet between ends in different subnets, dead ones too."""
        return tuple(dict.fromkeys(self._all(source, destination)))

    def back(self, turn: Turn, destination: End) -> tuple[Recipe, ...]:
        """Return the ways of a reply on from the NAT gateway that translated its request."""
        gateway = self.atlas.nats[turn.nat]
        state = self._at(gateway.subnet, Recipe(egress=False, ingress=False), gateway.public)
        return tuple(dict.fromkeys(self._onward(state._replace(sender=turn.sender), destination)))

    def nat_end(self, nat: str, column: int) -> End:
        """Return a NAT gateway's own address as an end."""
        gateway, subnet = self.atlas.nats[nat], self.atlas.subnets[self.atlas.nats[nat].subnet]
        acl = self.atlas.acl(subnet.name)
        zone = subnet.availability_zone
        return End("", subnet.vpc, subnet.table, acl, zone, gateway.public, subnet.name, column)

    def come_in(self, door: Door, destination: End) -> Iterator[Recipe]:
        """Yield the ways of what enters by a door."""
        if door.kind is Target.TRANSIT:
            attachment = self.atlas.attachments[door.name]
            state = State(Recipe(entry=door), "", "", OPEN, "", "", "", public=False)
            yield from self._from_attachment(state, attachment, destination)
        elif door.kind is Target.PEERING:
            yield from self._deliver(self._outside(door, destination, ""), destination)
        else:
            gateway = self.atlas.gateways[door.name]
            if gateway.vpc != destination.vpc:
                yield Recipe(dead=True)
            elif gateway.table:
                yield from self._onward(self._outside(door, destination, gateway.table), destination)
            else:
                yield from self._deliver(self._outside(door, destination, ""), destination)

    def _all(self, source: End, destination: End) -> Iterator[Recipe]:
        if source.party == INTERNET:
            yield from self._from_internet(destination)
        elif source.party == ON_PREMISES:
            for door in self._private_doors(destination):
                yield from self.come_in(door, destination)
        else:
            state = State(
                FRESH, source.vpc, source.subnet, source.acl, source.table, source.zone, source.vpc, source.public
            )
            yield from self._onward(state, destination)

    def _from_internet(self, destination: End) -> Iterator[Recipe]:
        if destination.party or (self.atlas.addresses.version == V4 and not destination.public):
            return
        for gateway in self.atlas.network.gateways:
            if gateway.kind in TWO_WAY and gateway.vpc == destination.vpc:
                yield from self.come_in(Door(gateway.kind, gateway.name), destination)

    def _private_doors(self, destination: End) -> Iterator[Door]:
        for gateway in self.atlas.network.gateways:
            if gateway.kind is Target.OUTSIDE and gateway.vpc == destination.vpc:
                yield Door(gateway.kind, gateway.name)
        for peering in self.atlas.network.peerings:
            sides = {peering.requester, peering.accepter}
            if destination.vpc in sides and sides - self.atlas.vpcs:
                yield Door(Target.PEERING, peering.name)
        for attachment in self.atlas.network.attachments:
            onto = self.tables.crossing(attachment.table or "", destination.column)
            if attachment.vpc not in self.atlas.vpcs and any(onto):
                yield Door(Target.TRANSIT, attachment.name)

    def _outside(self, door: Door, destination: End, table: str) -> State:
        recipe = Recipe(entry=door)
        return State(recipe, destination.vpc, "", OPEN, table, "", "", public=False)

    def _at(self, name: str, recipe: Recipe, public: bool) -> State:  # noqa: FBT001 - of the sender
        subnet = self.atlas.subnets[name]
        acl = self.atlas.acl(subnet.name)
        zone = subnet.availability_zone
        return State(recipe, subnet.vpc, name, acl, subnet.table, zone, subnet.vpc, public)

    def _onward(self, state: State, destination: End) -> Iterator[Recipe]:
        """Yield the ways from where a packet is, by the route table that holds there."""
        if state.subnet and state.subnet == destination.subnet:
            yield from self._deliver(state, destination)
            return
        hops = self.tables.hop(state.table, destination.column)
        for hop in hops:
            step = self._steps.get(hop.target) if state.subnet or self._leads_on(state, hop) else None
            yield from (Recipe(dead=True),) if step is None else step(state, hop, destination)
        if not hops:
            yield Recipe(dead=True)

    def _leads_on(self, state: State, hop: Hop) -> bool:
        """Tell whether a hop may be taken here: where nobody inside has sent the packet, a gateway still holds it."""
        return bool(state.sender) or hop.target in AT_THE_EDGE

    @cached_property
    def _steps(self) -> Mapping[Target, Step]:
        """What follows each kind of hop that leads anywhere."""
        return {
            Target.LOCAL: self._local,
            Target.INTERNET: self._gateway,
            Target.CARRIER: self._gateway,
            Target.EGRESS_ONLY: self._gateway,
            Target.OUTSIDE: self._gateway,
            Target.NAT: self._nat,
            Target.PEERING: self._peering,
            Target.TRANSIT: self._transit,
            Target.FIREWALL: self._firewall,
        }

    def _left(self, state: State, into: str = "") -> State:
        """Return the packet outside its subnet, judged by the ACL there unless it stays inside."""
        if into and state.subnet == into:
            return state
        return state.checked(Check(state.acl, OUTBOUND, DESTINATION))

    def _deliver(self, state: State, destination: End) -> Iterator[Recipe]:
        same = bool(state.subnet) and state.subnet == destination.subnet
        yield (state if same else state.checked(Check(destination.acl, INBOUND, state.source))).recipe

    def _local(self, state: State, _: Hop, destination: End) -> Iterator[Recipe]:
        if destination.party or destination.vpc != state.vpc:
            yield Recipe(dead=True)
            return
        yield from self._deliver(self._left(state, destination.subnet), destination)

    def _gateway(self, state: State, hop: Hop, destination: End) -> Iterator[Recipe]:
        gateway = self.atlas.gateways.get(hop.name)
        if gateway is None or gateway.vpc != state.vpc or not self._lets_out(gateway, state, hop, destination):
            yield Recipe(dead=True)
        else:
            yield self._left(state).recipe._replace(door=Door(gateway.kind, gateway.name))

    def _lets_out(self, gateway: Gateway, state: State, hop: Hop, destination: End) -> bool:
        """Tell whether a gateway carries a packet: what starts in its VPC, and over IPv4 what has a public address."""
        alike = gateway.kind is hop.target or TWO_WAY.issuperset((gateway.kind, hop.target))
        if not alike or state.sender != state.vpc:
            return False
        if hop.target is Target.OUTSIDE:
            return destination.party == ON_PREMISES
        translated = self.atlas.addresses.version != V4 or (state.public and hop.target is not Target.EGRESS_ONLY)
        return destination.party == INTERNET and translated

    def _nat(self, state: State, hop: Hop, destination: End) -> Iterator[Recipe]:
        nat = self.atlas.nats.get(hop.name)
        passed = {name for name, _ in state.recipe.nats}
        here = nat is not None and self.atlas.subnets[nat.subnet].vpc == state.vpc
        if nat is None or not here or self.atlas.addresses.version != V4 or nat.name in passed:
            yield Recipe(dead=True)
            return
        inside = self._into(state, nat.subnet).without_references()
        for atom in self.atlas.nat_atoms[nat.name]:
            recipe = inside.recipe._replace(nats=(*inside.recipe.nats, (nat.name, atom)))
            onward = self._at(nat.subnet, recipe, nat.public)
            yield from self._onward(onward._replace(source=atom, seen=inside.seen), destination)

    def _into(self, state: State, subnet: str) -> State:
        """Return the packet inside another subnet of the VPC, judged on the way."""
        target = self.atlas.subnets[subnet]
        acl = self.atlas.acl(subnet)
        moved = self._left(state, subnet)
        if state.subnet != subnet:
            moved = moved.checked(Check(acl, INBOUND, state.source))
        zone = target.availability_zone
        return moved._replace(subnet=subnet, acl=acl, table=target.table, zone=zone)

    def _peering(self, state: State, hop: Hop, destination: End) -> Iterator[Recipe]:
        peering = self.atlas.peerings.get(hop.name)
        if peering is None or state.vpc not in (peering.requester, peering.accepter) or state.sender != state.vpc:
            yield Recipe(dead=True)
            return
        other = peering.accepter if peering.requester == state.vpc else peering.requester
        left = self._left(state)
        if other not in self.atlas.vpcs:
            found = destination.party == ON_PREMISES
            yield left.recipe._replace(door=Door(Target.PEERING, peering.name)) if found else Recipe(dead=True)
        elif destination.party or destination.vpc != other:
            yield Recipe(dead=True)
        else:
            left = left if peering.same_region else left.without_references()
            yield from self._deliver(left._replace(vpc=other, subnet="", acl=OPEN, table="", zone=""), destination)

    def _firewall(self, state: State, hop: Hop, destination: End) -> Iterator[Recipe]:
        endpoint = self.atlas.firewalls.get(hop.name)
        mark = hop.name, str(state.source)
        known = endpoint is not None and endpoint.subnet in self.atlas.subnets
        if endpoint is None or not known or self.atlas.subnets[endpoint.subnet].vpc != state.vpc or mark in state.seen:
            yield Recipe(dead=True)
            return
        inside = self._into(state, endpoint.subnet).without_references()
        recipe = inside.recipe._replace(
            sights=(*inside.recipe.sights, Sight(endpoint.name, state.source, DESTINATION)),
            firewalls=inside.recipe.firewalls | {(len(inside.recipe.nats), endpoint.firewall)},
        )
        yield from self._onward(inside._replace(recipe=recipe, seen=state.seen | {mark}), destination)

    def _transit(self, state: State, hop: Hop, destination: End) -> Iterator[Recipe]:
        entry = self.atlas.entries.get((hop.name, state.vpc, state.zone))
        if entry is None:
            yield Recipe(dead=True)
        else:
            attachment, subnet = entry
            yield from self._from_attachment(self._entered(state, subnet), attachment, destination)

    def _entered(self, state: State, subnet: str) -> State:
        """Return the packet in a transit gateway; the ACL of the attachment's own subnet judges it twice."""
        key = state, subnet
        if key not in self._entrances:
            entry = Check(self.atlas.acl(subnet), INBOUND, state.source)
            self._entrances[key] = state.checked(Check(state.acl, OUTBOUND, DESTINATION), entry)
        return self._entrances[key]

    def _from_attachment(self, state: State, attachment: Attachment, destination: End) -> Iterator[Recipe]:
        crossings = self.tables.crossing(attachment.table or "", destination.column)
        for name in crossings:
            yield from self._across(state, attachment, name, destination)
        if not crossings:
            yield Recipe(dead=True)

    def _across(self, state: State, attachment: Attachment, name: str, destination: End) -> Iterator[Recipe]:
        onto = self.atlas.attachments.get(name)
        mark = f"{attachment.transit}>{attachment.name}@{state.zone}", str(state.source)
        if onto is None or mark in state.seen or onto.transit != attachment.transit:
            yield Recipe(dead=True)
            return
        transit = self.atlas.transits.get(attachment.transit)
        refers = transit is not None and transit.group_references
        recipe, ingress = state.recipe, state.recipe.ingress and refers
        if onto.vpc not in self.atlas.vpcs:
            door, reached = Door(Target.TRANSIT, onto.name), destination.party == ON_PREMISES
            yield recipe._replace(egress=False, ingress=ingress, door=door) if reached else Recipe(dead=True)
            return
        for subnet in self._exits(state, onto):
            pins = (*recipe.pins, (onto.name, subnet)) if onto.appliance_mode else recipe.pins
            landed = self._landed(subnet, state.source, destination)
            checks = recipe.checks + (landed or ())
            over = recipe._replace(checks=checks, egress=False, ingress=ingress, pins=pins)
            if landed is None:
                moved = state._replace(recipe=over, seen=state.seen | {mark})
                yield from self._onward(self._placed(moved, subnet), destination)
            else:
                yield over

    def _exits(self, state: State, onto: Attachment) -> tuple[str, ...]:
        if onto.appliance_mode:
            pinned = tuple(subnet for name, subnet in state.recipe.pins if name == onto.name)
            return pinned[:1] or tuple(one for one in onto.subnets if one in self.atlas.subnets)
        return self.atlas.exits[onto.name, state.zone]

    def _landed(self, subnet: str, source: int, destination: End) -> tuple[Check, ...] | None:
        """Return the ACLs that judge what comes out of a transit gateway if it is delivered there, else None.

        That depends neither on who sends the packet nor on its way so far, and is the common case: worth remembering.
        """
        key = subnet, source, destination
        if key not in self._landings:
            state = self._placed(State(Recipe(), "", "", OPEN, "", "", "", public=False, source=source), subnet)
            there = state.subnet == destination.subnet or self.tables.hop(state.table, destination.column) == (LOCAL,)
            ways = tuple(self._onward(state, destination)) if there else (Recipe(dead=True),)
            self._landings[key] = None if ways[0].dead else ways[0].checks
        return self._landings[key]

    def _placed(self, state: State, subnet: str) -> State:
        """Return the packet in a subnet that it enters unjudged."""
        target = self.atlas.subnets[subnet]
        acl, zone = self.atlas.acl(subnet), target.availability_zone
        return state._replace(vpc=target.vpc, subnet=subnet, acl=acl, table=target.table, zone=zone)
