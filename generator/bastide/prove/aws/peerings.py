"""VPC peerings, under one name wherever they are spoken of."""

from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.forwarding import Peering
from bastide.model.graph import Resource
from bastide.model.wire import ON_PREMISES, Origin
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.vpcs import VPCS, Land

CONNECTION, ACCEPTER = "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"


class Peerings:
    """The peerings by name; the side that isn't in the tree is the outside."""

    def __init__(self, reading: Reading, land: Land) -> None:
        self._reading = reading
        self._land = land
        self._aliases: dict[str, str] = {}
        self.found: dict[str, Peering] = {}
        for resource in reading.each(CONNECTION, scope=reading.within("vpc_id", *VPCS)):
            self._connection(resource)
        for resource in reading.each(ACCEPTER, scope=self._sides):
            read = partial(reading.name, resource.get("vpc_peering_connection_id"), CONNECTION)
            name = reading.attempt(origin_of(resource), (), read, None)
            self._aliases[resource.address] = name if name in self.found else resource.address

    def _sides(self, accepter: Resource) -> tuple[str, ...]:
        """Return the VPCs of the tree that an accepter joins; none where its connection isn't in the tree."""
        names = self._reading.within("vpc_peering_connection_id", CONNECTION)(accepter)
        known = [self.found[name] for name in names if name in self.found]
        return tuple(side for one in known for side in (one.requester, one.accepter) if side != ON_PREMISES)

    def known(self, name: str, vpc: str, origin: Origin) -> str:
        """Return the name of the peering that a route of a VPC names; one outside the tree leads outside."""
        name = self._aliases.get(name, name)
        if name not in self.found:
            near = vpc if vpc in self._land.vpcs else ON_PREMISES
            self.found[name] = Peering(name, near, ON_PREMISES, same_region=False, origin=origin)
        return name

    def _connection(self, resource: Resource) -> None:
        sides = (self._side(resource, "vpc_id"), self._side(resource, "peer_vpc_id"))
        scope = tuple(side for side in sides if side != ON_PREMISES)
        near = self._reading.attempt(
            origin_of(resource), scope, partial(self._is_near, resource, sides), fallback=False
        )
        self.found[resource.address] = Peering(resource.address, *sides, near, origin_of(resource))

    def _side(self, resource: Resource, attribute: str) -> str:
        read = partial(self._reading.name, resource.get(attribute), *VPCS)
        vpc = self._reading.attempt(origin_of(resource), (), read, None)
        return vpc if vpc is not None and vpc in self._land.vpcs else ON_PREMISES

    def _is_near(self, resource: Resource, sides: tuple[str, str]) -> bool:
        """Tell whether both sides are in one region."""
        regions = [self._land.vpcs[side].region for side in sides if side in self._land.vpcs]
        far = self._reading.literal(resource.get("peer_region"))
        if far is None:
            return len(set(regions)) == 1
        if not all(regions):
            raise OpaqueError(far, resource.at("peer_region"), "the region of the other side isn't in the code")
        return set(regions) == {far}
