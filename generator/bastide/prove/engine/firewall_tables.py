"""What each network firewall lets start, by source and destination address."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bastide.model.filters import FirewallEndpoint, FirewallRule
from bastide.model.wire import Cidr
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.ends import DESTINATION, SOURCE, Sight
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words

Indexes = NDArray[np.int64]


class FirewallTables:
    """The rules of endpoints, evaluated for the atoms that are asked about."""

    def __init__(self, endpoints: Sequence[FirewallEndpoint], addresses: AddressAtoms, traffic: TrafficAtoms) -> None:
        self._endpoints = {one.name: one for one in endpoints}
        self._addresses, self._traffic = addresses, traffic

    def seen(self, sight: Sight, sources: Indexes, destinations: Indexes) -> Words:
        """Return what passes an endpoint from and to address atoms, packet by packet; shape (packets, words)."""
        left = sources if sight.source == SOURCE else np.full(len(sources), sight.source)
        right = destinations if sight.destination == DESTINATION else np.full(len(sources), sight.destination)
        endpoint = self._endpoints[sight.endpoint]
        words = np.zeros((len(sources), self._traffic.words), np.uint64)
        if endpoint.default_allow:
            words[:] = self._traffic.everything
        for rule in reversed(endpoint.rules):
            self._paint(words, rule, left, right)
        return words

    def _paint(self, words: Words, rule: FirewallRule, left: Indexes, right: Indexes) -> None:
        mask = self._traffic.mask(rule.span)
        hit = self._among(rule.sources, left) & self._among(rule.destinations, right)
        if rule.allow:
            words[hit] |= mask
        else:
            words[hit] &= ~mask

    def _among(self, blocks: Sequence[Cidr], atoms: Indexes) -> NDArray[np.bool_]:
        hit = np.zeros(len(atoms), bool)
        for block in blocks:
            first, after = self._addresses.range(block)
            hit |= (atoms >= first) & (atoms < after)
        return hit
