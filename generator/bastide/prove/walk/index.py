"""The parts of a network by name, and what belongs to what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from bastide.model.forwarding import Attachment, Gateway, Peering
from bastide.model.network import Network
from bastide.prove.walk.choices import Choices
from bastide.prove.walk.journey import Where


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Part = TypeVar("Part", bound=_Named)


class Index:
    """A network's parts by name."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.choices = Choices(network)
        self.vpcs = _by_name(network.vpcs)
        self.subnets = _by_name(network.subnets)
        self.acls = _by_name(network.acls)
        self.groups = _by_name(network.groups)
        self.interfaces = _by_name(network.interfaces)
        self.tables = _by_name(network.tables)
        self.gateways = _by_name(network.gateways)
        self.nats = _by_name(network.nats)
        self.peerings = _by_name(network.peerings)
        self.transits = _by_name(network.transits)
        self.attachments = _by_name(network.attachments)
        self.transit_tables = _by_name(network.transit_tables)
        self.firewalls = _by_name(network.firewalls)
        self.remotes = _by_name(network.remotes)
        self._gateways_of = _grouped((one.vpc, one) for one in network.gateways)
        self._attachments_of = _grouped((one.vpc, one) for one in network.attachments)
        self._peerings_of = _grouped((vpc, one) for one in network.peerings for vpc in (one.requester, one.accepter))

    def gateways_of(self, vpc: str) -> Sequence[Gateway]:
        """Return the gateways of a VPC."""
        return self._gateways_of.get(vpc, ())

    def attachments_of(self, vpc: str) -> Sequence[Attachment]:
        """Return the transit-gateway attachments of a VPC."""
        return self._attachments_of.get(vpc, ())

    def peerings_of(self, vpc: str) -> Sequence[Peering]:
        """Return the peerings that a VPC is a side of."""
        return self._peerings_of.get(vpc, ())

    def outside_attachments(self) -> Iterable[Attachment]:
        """Yield the attachments that lead out of the declared network."""
        return (one for one in self.network.attachments if one.vpc not in self.vpcs)

    def inside(self, subnet: str) -> Where:
        """Return the location of whatever stands in a subnet."""
        found = self.subnets[subnet]
        return Where(found.vpc, found.name, found.table)


def _by_name(parts: Iterable[Part]) -> Mapping[str, Part]:
    return {part.name: part for part in parts}


def _grouped(pairs: Iterable[tuple[str, Part]]) -> Mapping[str, Sequence[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for key, part in pairs:
        found[key].append(part)
    return dict(found)
