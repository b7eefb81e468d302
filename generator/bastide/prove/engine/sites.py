"""Where parties stand: sites are an address atom in a place, and items are a class of parties at a site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bastide.model.network import Interface, Kind, Network, Subnet
from bastide.model.proof import Zone
from bastide.model.wire import ON_PREMISES
from bastide.prove.engine.acl_tables import OPEN
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.ends import OUTSIDERS, End
from bastide.prove.engine.group_tables import Role

Indexes = NDArray[np.int64]
FORWARDING = frozenset({Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT})
"""Interfaces that neither start nor end traffic."""


@dataclass(frozen=True, slots=True)
class Site:
    """An address atom in a subnet (or outside), with or without public addresses."""

    place: str
    atom: int
    public: bool


@dataclass(frozen=True, slots=True)
class Party:
    """A class of parties that nothing tells apart: all names of it, its zone, and its sites."""

    names: tuple[str, ...]
    zone: int
    role: int
    sites: tuple[int, ...]


class Parties:
    """All parties of one IP version.

    `zone`, `role`, `site` and `kind` are by item; `atom` is by site; all int64. An item is a kind at one of its sites.
    """

    def __init__(self, network: Network, zones: Sequence[Zone], addresses: AddressAtoms) -> None:
        self.subnets = {one.name: one for one in network.subnets}
        self.addresses = addresses
        self._outside = {**{one: one for one in OUTSIDERS}, **{one.name: ON_PREMISES for one in network.remotes}}
        self.roles: list[Role] = [()]
        self._role_of: dict[Role, int] = {(): 0}
        self.sites: list[Site] = []
        self._site_of: dict[Site, int] = {}
        self._interfaces = {one.name: one for one in network.interfaces}
        self.kinds: list[Party] = list(self._kinds(zones))
        items = [(number, site) for number, kind in enumerate(self.kinds) for site in kind.sites]
        self.kind: Indexes = np.array([number for number, _ in items], np.int64)
        self.site: Indexes = np.array([site for _, site in items], np.int64)
        self.zone: Indexes = np.array([self.kinds[number].zone for number, _ in items], np.int64)
        self.role: Indexes = np.array([self.kinds[number].role for number, _ in items], np.int64)
        self.atom: Indexes = np.array([site.atom for site in self.sites], np.int64)

    @cached_property
    def items_of(self) -> Mapping[str, tuple[int, int]]:
        """The first item of each party by name, and how many it has: they stand together."""
        first = np.searchsorted(self.kind, np.arange(len(self.kinds) + 1)).tolist()
        return {
            name: (first[number], first[number + 1] - first[number])
            for number, kind in enumerate(self.kinds)
            for name in kind.names
        }

    @cached_property
    def single(self) -> NDArray[np.bool_]:
        """Tell by site whether its atom is one address, which can't speak to itself."""
        return np.array([first == last for first, last in (self.addresses.atoms[one.atom] for one in self.sites)], bool)

    def _kinds(self, zones: Sequence[Zone]) -> Iterator[Party]:
        for number, zone in enumerate(zones):
            grouped: dict[object, list[str]] = {}
            for name in zone.members:
                grouped.setdefault(self._key(name), []).append(name)
            for names in grouped.values():
                party = self._kind(number, names)
                if party.sites:
                    yield party

    def _key(self, name: str) -> object:
        """Return what tells an interface from others in its zone."""
        found = self._interfaces.get(name)
        if found is None:
            return name
        return found.subnet, frozenset(found.groups), found.public, found.addresses, found.kind in FORWARDING

    def _kind(self, zone: int, names: Sequence[str]) -> Party:
        if names[0] in self._outside:
            sites = tuple(self._site(Site(names[0], atom, public=True)) for atom in self.addresses.of_party(names[0]))
            return Party(tuple(names), zone, 0, sites)
        interface = self._interfaces.get(names[0])
        subnet = None if interface is None else self.subnets.get(interface.subnet)
        if interface is None or subnet is None or interface.kind in FORWARDING:
            return Party(tuple(names), zone, 0, ())
        role = tuple(sorted(set(interface.groups)))
        if role not in self._role_of:
            self._role_of[role] = len(self.roles)
            self.roles.append(role)
        return Party(tuple(names), zone, self._role_of[role], tuple(self._standing(interface, subnet)))

    def _standing(self, interface: Interface, subnet: Subnet) -> Iterator[int]:
        own = [one for one in interface.addresses if one.version == self.addresses.version]
        for block in own or subnet.cidrs:
            for atom in range(*self.addresses.range(block)):
                yield self._site(Site(subnet.name, atom, interface.public))

    def _site(self, site: Site) -> int:
        if site not in self._site_of:
            self._site_of[site] = len(self.sites)
            self.sites.append(site)
        return self._site_of[site]

    def end(self, site: Site, column: Mapping[int, int], acls: Mapping[str, int], special: frozenset[str]) -> End:
        """Return what routing sees of a site."""
        if site.place in self._outside:
            return End(self._outside[site.place], "", "", OPEN, "", site.public, "", column[site.atom])
        subnet = self.subnets[site.place]
        return End(
            "",
            subnet.vpc,
            subnet.table,
            acls.get(subnet.acl, OPEN),
            subnet.availability_zone,
            site.public,
            subnet.name if subnet.name in special else "",
            column[site.atom],
        )
