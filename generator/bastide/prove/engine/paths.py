"""What routes, ACLs and firewalls together let pass between any two sites, there and back.

Groups have no part in it, so all of it depends on sites alone. Each alternative way has tables of its own, because a
rule that names a group may hold on one way and not on another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine import budget
from bastide.prove.engine.ends import End, Recipe
from bastide.prove.engine.ground import Ground, Judges
from bastide.prove.engine.kinds import Bulk, Kinds, Trips, alike
from bastide.prove.engine.replies import Replies
from bastide.prove.engine.sites import Parties
from bastide.prove.engine.traffic_atoms import Words, anything
from bastide.prove.engine.walks import Walks

Flags = NDArray[np.bool_]
Indexes = NDArray[np.int64]
OWN = -1
"""Instead of an atom: the receiver sees the sender's own address."""
UNPLACED = -1
CHUNK = 1 << 17
"""Pairs of sites that are looked at together."""


@dataclass(frozen=True)
class Alternative:
    """One alternative way between each two sites: tables of shape (sites * sites, words), flags (sites * sites,).

    A pair's row is `source * sites + destination`. `exists` tells where there is such an alternative at all, `seen`
    (int32) which address atom the receiver sees if NAT has changed it, else -1; `forward`, `may` and `must` what passes
    by it: one packet, a round trip for some source port, one for all of 1024 to 65535 on every way back.
    """

    exists: Flags
    egress: Flags
    ingress: Flags
    seen: NDArray[np.int32]
    forward: Words
    may: Words
    must: Words


class Paths:
    """All alternatives, and the ways behind them."""

    def __init__(self, parties: Parties, ends: Sequence[End], walks: Walks, judges: Judges) -> None:
        self.parties, self._ends, self._walks, self._judges = parties, ends, walks, judges
        kinds = Kinds(walks)
        start, arrival = (np.array([*map(number, ends)], np.int64) for number in (kinds.start, kinds.arrival))
        vpcs = tuple(dict.fromkeys(end.vpc for end in ends))
        number = {name: index for index, name in enumerate(vpcs)}
        vpc = np.array([number[end.vpc] for end in ends], np.int64)
        self._ground = Ground(start, arrival, parties.atom, vpc, vpcs, kinds, judges, parties.addresses.version)
        self.replies = Replies(self._ground)
        self.alternatives = self._filled()

    def ways(self, source: int, destination: int) -> tuple[Recipe, ...]:
        """Return the ways between two sites."""
        return self._walks.ways(self._ends[source], self._ends[destination])

    def inside(self, source: int, destination: int) -> bool:
        """Tell whether two sites lie in one subnet."""
        here, there = self.parties.sites[source], self.parties.sites[destination]
        return here.place == there.place and here.place in self.parties.subnets

    def _filled(self) -> tuple[Alternative, ...]:
        found = [self._empty()]
        self._open_subnets(found[0])
        for pairs, bulks in self._bulks():
            while len(found) < len(bulks):
                found.append(self._empty())
            for alternative, bulk in zip(found, bulks, strict=False):
                self._fill(alternative, pairs, bulk)
        return tuple(found)

    def _empty(self) -> Alternative:
        pairs, words = len(self.parties.sites) ** 2, self._judges.traffic.words
        budget.require(pairs * (words * 24 + 7), f"ways between {len(self.parties.sites)} sites")
        forward, may, must = (np.zeros((pairs, words), np.uint64) for _ in range(3))
        exists, egress, ingress = (np.zeros(pairs, bool) for _ in range(3))
        return Alternative(exists, egress, ingress, np.full(pairs, OWN, np.int32), forward, may, must)

    def _bulks(self) -> Iterator[tuple[Indexes, tuple[Bulk, ...]]]:
        """Yield pairs of sites in different subnets whose ways are of one kind, with these."""
        sites = len(self.parties.sites)
        pairs = np.flatnonzero(~self._same_subnet())
        sources, destinations = np.divmod(pairs, max(sites, 1))
        kinds, rows = self._ground.kinds.numbered(
            Trips(self._ground.start[sources], self._ground.arrival[destinations])
        )
        for (kind,), positions in alike([kinds]):
            for first in range(0, len(positions), CHUNK):
                part = positions[first : first + CHUNK]
                yield pairs[part], self._ground.kinds.bulks(kind, rows[part])

    def _fill(self, found: Alternative, pairs: Indexes, bulk: Bulk) -> None:
        found.exists[pairs] = True
        recipe = bulk.recipe
        if recipe.dead:
            return
        found.egress[pairs], found.ingress[pairs] = recipe.egress, recipe.ingress
        found.seen[pairs] = recipe.nats[-1][1] if recipe.nats else OWN
        sources, destinations = np.divmod(pairs, len(self.parties.sites))
        forward = self._ground.passing(bulk, self.parties.atom[sources], self.parties.atom[destinations])
        live = np.flatnonzero(anything(forward))
        may, must = self.replies.masks(recipe, sources[live], destinations[live])
        found.forward[pairs] = forward
        found.may[pairs[live]], found.must[pairs[live]] = forward[live] & may, forward[live] & must

    def _open_subnets(self, found: Alternative) -> None:
        """Let everything pass inside a subnet, where neither routes nor ACLs decide."""
        inside = self._same_subnet()
        found.exists[inside] = found.egress[inside] = found.ingress[inside] = True
        found.forward[inside] = found.may[inside] = found.must[inside] = self._judges.traffic.everything

    def _same_subnet(self) -> Flags:
        """Tell of each pair of sites whether they lie in one subnet."""
        number = {name: index for index, name in enumerate(self.parties.subnets)}
        places = np.array([number.get(site.place, UNPLACED) for site in self.parties.sites], np.int64)
        same = (places[:, None] == places[None, :]) & (places != UNPLACED)
        return np.asarray(same.reshape(-1))
