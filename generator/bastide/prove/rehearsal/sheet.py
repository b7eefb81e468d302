"""What the parts of a drawing know of each other."""

from collections.abc import Iterable

from bastide.model.forwarding import Gateway
from bastide.model.network import Network
from bastide.model.wire import Cidr
from bastide.prove.rehearsal.drawing import Drawing


class Sheet:
    """A network beside its drawing: the spaces of its parts by name."""

    def __init__(self, drawing: Drawing, network: Network) -> None:
        self.drawing, self.network = drawing, network
        self.acls = {one.name: one for one in network.acls}
        self.tables = {one.name: one for one in network.tables}
        self.vpcs = {one.name: one for one in network.vpcs}
        self.vpc_of = {one.name: one.vpc for one in network.subnets}
        self.zone_of = {one.name: one.availability_zone for one in network.subnets}
        self.internet = drawing.space("the internet's routers")
        self.cores = {one.name: drawing.space(one.name) for one in network.vpcs}
        self.subnets = {one.name: drawing.space(one.name) for one in network.subnets}
        self.core_devices: dict[str, str] = {}
        """By subnet, its device to the rest of its VPC."""
        self.borders: dict[str, int] = {}
        """By VPC with a door to the internet, the space of its gateways."""
        self.public: dict[str, str] = {}
        """By block of one address, the internet's device to its host."""
        self.doors: list[tuple[str, Cidr, str]] = []
        """VPC, IPv6 block, and the internet's device to it."""
        self._sinks: dict[str, int] = {}

    def gateways_of(self, vpc: str) -> Iterable[Gateway]:
        """Return the gateways of a VPC."""
        return (one for one in self.network.gateways if one.vpc == vpc)

    def sink(self, title: str) -> int:
        """Return the space that stands for something that can't be built."""
        if title not in self._sinks:
            self._sinks[title] = self.drawing.space(title, forwards=False, sink=True)
        return self._sinks[title]
