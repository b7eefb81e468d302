"""Concrete packets out of atoms."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bastide.model.proof import Packet
from bastide.model.wire import OTHER_PROTOCOL, Span
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
        self._nothing: Words = np.zeros(traffic.words, np.uint64)

    def passing(self, names: tuple[str, str], sites: tuple[int, int], atom: Span, ways: Sequence[bool]) -> Sample:
        """Return a packet of a traffic atom that passes, with a reply if there is any; `ways` tells by which it may."""
        back = [legs for legs, may in zip(self._legs(*sites), ways, strict=False) if may]
        returning = np.bitwise_or.reduce([self._nothing, *(words for legs in back for words in legs)])
        return self._packet(names, sites, atom, self._port(atom, returning, 0))

    def failing(self, names: tuple[str, str], sites: tuple[int, int], atom: Span) -> Sample:
        """Return a packet of a traffic atom that fails by some way, there or back."""
        always = np.bitwise_and.reduce([~self._nothing, *(words for legs in self._legs(*sites) for words in legs)])
        return self._packet(names, sites, atom, self._port(atom, ~always, EPHEMERAL))

    def stranger(self, names: tuple[str, str], site: int, atom: Span) -> Sample:
        """Return a packet to an address that nobody has, as the other party has none of this IP version."""
        sample = self._packet(names, (site, site), atom, CLIENT_PORT if atom.protocol in PORTED else 0)
        return replace(sample, packet=replace(sample.packet, destination=NOBODY))

    def first(self, words: Words) -> Span:
        """Return the atom that makes the plainest example of a set: TCP before anything else."""
        for protocol in PORTED:
            chosen = words & self._traffic.of_protocols((protocol,))
            if chosen.any():
                return self._traffic.first(chosen)
        return self._traffic.first(words)

    def _packet(self, names: tuple[str, str], sites: tuple[int, int], atom: Span, port: int) -> Sample:
        source, destination = self._hosts(*sites)
        protocol = self._protocol(atom)
        return Sample(*names, Packet(self._addresses.version, protocol, source, port, destination, atom.first))

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

    def _port(self, atom: Span, wanted: Words, least: int) -> int:
        """Return a source port to which a reply fits what is wanted, a likely one if it does, else any at all."""
        if atom.protocol not in PORTED:
            return 0
        chances = [one for one in self._traffic.atoms if one.protocol == atom.protocol and one.first >= least]
        fitting = [one for one in chances if bool((self._traffic.mask(one) & wanted).any())] or chances
        likely = any(one.first <= CLIENT_PORT <= one.last for one in fitting)
        return CLIENT_PORT if likely else fitting[0].first

    def _legs(self, source: int, destination: int) -> list[list[Words]]:
        """Return for each way between two sites what each way back lets pass as a reply."""
        if self._paths.inside(source, destination):
            return [[~self._nothing]]
        ends = np.array([source]), np.array([destination])
        return [
            [leg.words[0] for _, legs in self._paths.replies.legs(way, *ends) for leg in legs] if not way.dead else []
            for way in self._paths.ways(source, destination)
        ]
