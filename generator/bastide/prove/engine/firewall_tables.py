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
        """Return what passes an endpoint between atoms; shape (sources, destinations, words)."""
        left = sources if sight.source == SOURCE else np.array([sight.source], np.int64)
        right = destinations if sight.destination == DESTINATION else np.array([sight.destination], np.int64)
        endpoint = self._endpoints[sight.endpoint]
        words = np.zeros((len(left), len(right), self._traffic.words), np.uint64)
        if endpoint.default_allow:
            words[:] = self._traffic.everything
        for rule in reversed(endpoint.rules):
            self._paint(words, rule, left, right)
        return words

    def _paint(self, words: Words, rule: FirewallRule, left: Indexes, right: Indexes) -> None:
        mask = self._traffic.mask(rule.span)
        block = np.ix_(self._among(rule.sources, left), self._among(rule.destinations, right))
        if rule.allow:
            words[block] |= mask
        else:
            words[block] &= ~mask

    def _among(self, blocks: Sequence[Cidr], atoms: Indexes) -> Indexes:
        hit = np.zeros(len(atoms), bool)
        for block in blocks:
            first, after = self._addresses.range(block)
            hit |= (atoms >= first) & (atoms < after)
        return np.flatnonzero(hit)
