"""Where a route leads: the gateway or other thing that it names."""

from dataclasses import dataclass
from functools import partial

from bastide.model.forwarding import Target
from bastide.model.graph import Block, Resource, Unknown, Value
from bastide.model.wire import Origin
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.firewalls import Firewalls
from bastide.prove.aws.gateways import GATEWAYS, Gateways
from bastide.prove.aws.peerings import ACCEPTER, CONNECTION, Peerings
from bastide.prove.aws.prefix_lists import PrefixLists
from bastide.prove.aws.reading import Reading
from bastide.prove.aws.vpcs import Land

TARGETS = {
    "egress_only_gateway_id": (Target.EGRESS_ONLY, ("aws_egress_only_internet_gateway",)),
    "carrier_gateway_id": (Target.CARRIER, ("aws_ec2_carrier_gateway",)),
    "nat_gateway_id": (Target.NAT, ("aws_nat_gateway",)),
    "vpc_peering_connection_id": (Target.PEERING, (CONNECTION, ACCEPTER)),
    "transit_gateway_id": (Target.TRANSIT, ("aws_ec2_transit_gateway",)),
}
ENDPOINT = "vpc_endpoint_id"
UNMODELLED = {
    "network_interface_id": "an interface that forwards what others send",
    "instance_id": "an instance that forwards what others send",
    "local_gateway_id": "an Outpost's local gateway",
    "core_network_arn": "a core network",
}
NOWHERE = (Target.BLACKHOLE, "")


@dataclass(frozen=True)
class Parts:
    """What routes may name."""

    blocks: Blocks
    land: Land
    lists: PrefixLists
    gateways: Gateways
    nats: frozenset[str]
    peerings: Peerings
    firewalls: Firewalls


@dataclass(frozen=True)
class Seat:
    """The table that a route stands in, and the table's VPC."""

    table: str
    vpc: str


class RouteTargets:
    """Reads the targets of routes."""

    def __init__(self, reading: Reading, parts: Parts) -> None:
        self._reading = reading
        self._parts = parts

    def read(self, seat: Seat, body: Block, origin: Origin) -> tuple[Target, str]:
        """Return where a route leads; nowhere, with a doubt, if that isn't modelled."""
        scope = (seat.table,)
        for attribute, reason in UNMODELLED.items():
            if body.get(attribute) not in (None, ""):
                self._reading.doubt(origin, f"it leads to {reason}", scope, body.at(attribute))
                return NOWHERE
        return self._reading.attempt(origin, scope, partial(self._surely, seat, body, origin), NOWHERE)

    def _surely(self, seat: Seat, body: Block, origin: Origin) -> tuple[Target, str]:
        found = self._known(seat, body, origin)
        if found is None:
            self._reading.doubt(origin, "where this route leads isn't modelled", (seat.table,))
        return found or NOWHERE

    def _known(self, seat: Seat, body: Block, origin: Origin) -> tuple[Target, str] | None:
        for attribute, (target, kinds) in TARGETS.items():
            name = self._reading.name(body.get(attribute), *kinds)
            if name is not None:
                return self._named(target, name, seat, origin)
        if body.get(ENDPOINT) not in (None, ""):
            return self._firewall(body.get(ENDPOINT))
        return self._gateway(seat, body.get("gateway_id"), origin)

    def _named(self, target: Target, name: str, seat: Seat, origin: Origin) -> tuple[Target, str] | None:
        match target:
            case Target.PEERING:
                return target, self._parts.peerings.known(name, seat.vpc, origin)
            case Target.NAT:
                return (target, name) if name in self._parts.nats else None
            case Target.TRANSIT:
                return target, name
            case _:
                return self._through(name, seat, origin)

    def _through(self, name: str, seat: Seat, origin: Origin) -> tuple[Target, str] | None:
        gateways = self._parts.gateways
        gateway = gateways.found.get(name) or gateways.outside(name, seat.vpc, origin)
        return None if gateway is None else (gateway.kind, name)

    def _firewall(self, value: Value) -> tuple[Target, str] | None:
        name = self._parts.firewalls.endpoint(value)
        return None if name is None else (Target.FIREWALL, name)

    def _gateway(self, seat: Seat, value: Value, origin: Origin) -> tuple[Target, str] | None:
        if isinstance(value, Unknown) and (known := self._firewall(value)) is not None:
            return known
        found = self._reading.follow(value, *GATEWAYS)
        if found == "local":
            return Target.LOCAL, seat.vpc
        name = found.address if isinstance(found, Resource) else found or ""
        return self._through(name, seat, origin)
