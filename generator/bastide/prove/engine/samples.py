"""Concrete packets out of atoms."""

from collections.abc import Iterable, Iterator

import numpy as np

from bastide.model.proof import Packet
from bastide.model.wire import LAST_PORT, OTHER_PROTOCOL, Span
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.paths import Paths
from bastide.prove.engine.traffic_atoms import EPHEMERAL, PORTED, TrafficAtoms, Words
from bastide.prove.question import Sample

CLIENT_PORT = 40000
SPARE = 253
"""A protocol number for experiments (RFC 3692), to stand for protocols that nobody names."""
NOBODY = 0
"""The unspecified address of either IP version (RFC 6890)."""
LIKELY_HOST = 10
"""How far into a range an example stands: AWS keeps the first addresses of a subnet for itself."""


class Samples:
    """Makes examples of what passes, or does not, between two sites."""

    def __init__(self, paths: Paths, addresses: AddressAtoms, traffic: TrafficAtoms) -> None:
        self._paths, self._addresses, self._traffic = paths, addresses, traffic

    def packets(self, names: tuple[str, str], sites: tuple[int, int], atom: Span, *, passing: bool) -> Iterator[Sample]:
        """Yield packets of a traffic atom, the likeliest first, that should pass, or that should not."""
        source, destination = self._hosts(*sites)
        protocol = self._protocol(atom)
        for port in self._ports(sites, atom, passing=passing):
            packet = Packet(self._addresses.version, protocol, source, port, destination, atom.first)
            yield Sample(names[0], names[1], packet)

    def stranger(self, names: tuple[str, str], site: int, atom: Span) -> Sample:
        """Return a packet to an address that nobody has, as the other party has none of this IP version."""
        host, _ = self._hosts(site, site)
        port = CLIENT_PORT if atom.protocol in PORTED else 0
        packet = Packet(self._addresses.version, self._protocol(atom), host, port, NOBODY, atom.first)
        return Sample(names[0], names[1], packet)

    def _hosts(self, source: int, destination: int) -> tuple[int, int]:
        parties = self._paths.parties
        first, second = (self._addresses.atoms[parties.sites[site].atom] for site in (source, destination))
        one = min(first[0] + LIKELY_HOST, first[1])
        other = min(second[0] + LIKELY_HOST, second[1])
        if one == other and second[0] < second[1]:
            other += 1 if other < second[1] else -1
        return one, other

    def _protocol(self, atom: Span) -> int:
        if atom.protocol != OTHER_PROTOCOL:
            return atom.protocol
        named = {one.protocol for one in self._traffic.atoms}
        return next(number for number in range(SPARE, 0, -1) if number not in named)

    def _ports(self, sites: tuple[int, int], atom: Span, *, passing: bool) -> Iterable[int]:
        if atom.protocol not in PORTED:
            return (0,)
        spans = [one for one in self._traffic.atoms if one.protocol == atom.protocol]
        chances = [one for one in spans if passing or one.first >= EPHEMERAL]
        returning = self._returning(sites, every=not passing)
        fitting = [one for one in chances if bool((self._traffic.mask(one) & returning).any()) == passing] or chances
        return [CLIENT_PORT if one.first <= CLIENT_PORT <= one.last else min(one.first, LAST_PORT) for one in fitting]

    def _returning(self, sites: tuple[int, int], *, every: bool) -> Words:
        """Return the traffic that comes back as a reply on some way, or on every way."""
        everything = self._traffic.everything
        if self._paths.inside(*sites):
            return everything
        ends = tuple(np.array([site], np.int64) for site in sites)
        back = [
            leg.words[0]
            for way in self._paths.ways(*sites)
            if not way.dead
            for _, legs in self._paths.replies.legs(way, *ends)
            for leg in legs
        ]
        if every:
            return np.asarray(np.bitwise_and.reduce([everything, *back]))
        return np.asarray(np.bitwise_or.reduce([np.zeros_like(everything), *back]))

    def first(self, words: Words) -> Span:
        """Return the atom that makes the plainest example of a set: TCP before anything else."""
        for protocol in PORTED:
            chosen = words & self._traffic.of_protocols((protocol,))
            if chosen.any():
                return self._traffic.first(chosen)
        return self._traffic.first(words)
