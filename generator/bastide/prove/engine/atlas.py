"""The parts of a network by name, as a packet's way asks for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bastide.model.filters import FirewallEndpoint
from bastide.model.forwarding import Attachment, Gateway, Nat, Peering, Transit
from bastide.model.network import Kind, Network, Subnet
from bastide.prove.engine.acl_tables import OPEN
from bastide.prove.engine.address_atoms import V4, AddressAtoms


@dataclass(frozen=True)
class Atlas:
    """A network and the address atoms of one IP version; `acls` are the indexes of ACLs by name."""

    network: Network
    addresses: AddressAtoms
    acls: Mapping[str, int]

    def acl(self, subnet: str) -> int:
        """Return the index of the ACL that guards a subnet."""
        return self.acls.get(self.subnets[subnet].acl, OPEN)

    def zone(self, subnet: str) -> str:
        """Return a subnet's availability zone, empty if the subnet is not known."""
        found = self.subnets.get(subnet)
        return "" if found is None else found.availability_zone

    @cached_property
    def subnets(self) -> Mapping[str, Subnet]:
        """Subnets by name."""
        return {one.name: one for one in self.network.subnets}

    @cached_property
    def nats(self) -> Mapping[str, Nat]:
        """NAT gateways by name."""
        return {one.name: one for one in self.network.nats if one.subnet in self.subnets}

    @cached_property
    def gateways(self) -> Mapping[str, Gateway]:
        """Gateways by name."""
        return {one.name: one for one in self.network.gateways}

    @cached_property
    def attachments(self) -> Mapping[str, Attachment]:
        """Attachments by name."""
        return {one.name: one for one in self.network.attachments}

    @cached_property
    def entries(self) -> Mapping[tuple[str, str, str], tuple[Attachment, str]]:
        """The attachment that takes what a VPC sends to a transit gateway, and its subnet, by transit, VPC and zone."""
        found: dict[tuple[str, str, str], tuple[Attachment, str]] = {}
        for one in self.network.attachments:
            for subnet in one.subnets:
                found.setdefault((one.transit, one.vpc, self.zone(subnet)), (one, subnet))
        return found

    @cached_property
    def exits(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The subnets by which an attachment may let out what it takes in a zone, by attachment and zone."""
        zones = {one.availability_zone for one in self.network.subnets} | {""}
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in self.network.attachments:
            known = tuple(subnet for subnet in one.subnets if subnet in self.subnets)
            for zone in zones:
                found[one.name, zone] = tuple(subnet for subnet in known if self.zone(subnet) == zone) or known
        return found

    @cached_property
    def special(self) -> frozenset[str]:
        """Subnets in which a packet may be on its way elsewhere."""
        passed = {one.subnet for one in self.network.nats} | {one.subnet for one in self.network.firewalls}
        return frozenset(passed | {subnet for one in self.network.attachments for subnet in one.subnets})

    @cached_property
    def nat_atoms(self) -> Mapping[str, tuple[int, ...]]:
        """The address atoms that each NAT gateway may take: its own if the network tells them, else its subnet's."""
        return {name: tuple(self._atoms_of(nat)) for name, nat in self.nats.items()}

    @cached_property
    def vpcs(self) -> frozenset[str]:
        """Names of the VPCs."""
        return frozenset(one.name for one in self.network.vpcs)

    @cached_property
    def peerings(self) -> Mapping[str, Peering]:
        """Peerings by name."""
        return {one.name: one for one in self.network.peerings}

    @cached_property
    def transits(self) -> Mapping[str, Transit]:
        """Transit gateways by name."""
        return {one.name: one for one in self.network.transits}

    @cached_property
    def firewalls(self) -> Mapping[str, FirewallEndpoint]:
        """Firewall endpoints by name."""
        return {one.name: one for one in self.network.firewalls}

    def _atoms_of(self, nat: Nat) -> Iterator[int]:
        own = [
            block
            for one in self.network.interfaces
            if one.kind is Kind.NAT and nat.name in (one.name, one.workload)
            for block in one.addresses
            if block.version == V4
        ]
        for block in own or self.subnets[nat.subnet].cidrs:
            yield from range(*self.addresses.range(block))
