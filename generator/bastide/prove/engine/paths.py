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
from bastide.prove.engine.replies import Replies
from bastide.prove.engine.sites import Parties
from bastide.prove.engine.traffic_atoms import Words
from bastide.prove.engine.walks import Walks

Flags = NDArray[np.bool_]
COPIES = 4
OWN = -1
"""Instead of an atom: the receiver sees the sender's own address."""


@dataclass(frozen=True)
class Alternative:
    """One alternative way between each two sites; tables of shape (sites, sites, words), flags (sites, sites).

    `exists` tells where there is such an alternative at all, `seen` (int64) which address atom the receiver sees if NAT
    has changed it, else -1; `forward`, `may` and `must` what passes by it: one packet,
    a round trip for some source port, one for all of 1024 to 65535 on every way back.
    """

    exists: Flags
    egress: Flags
    ingress: Flags
    seen: NDArray[np.int64]
    forward: Words
    may: Words
    must: Words


class Paths:
    """All alternatives, and the ways behind them."""

    def __init__(self, parties: Parties, ends: Sequence[End], walks: Walks, judges: Judges) -> None:
        self.parties, self.walks, self.judges = parties, walks, judges
        budget.require(len(parties.sites), judges.traffic.words, COPIES)
        self.ends = tuple(dict.fromkeys(ends))
        number = {end: index for index, end in enumerate(self.ends)}
        self.end_of = np.array([number[end] for end in ends], np.int64)
        self.members = [np.flatnonzero(self.end_of == index) for index in range(len(self.ends))]
        self.ground = Ground(self.ends, self.members, parties.atom, walks, judges)
        self.replies = Replies(self.ground)
        self.alternatives = list(self._alternatives())

    def ways(self, source: int, destination: int) -> tuple[Recipe, ...]:
        """Return the ways between two sites."""
        return self.walks.ways(self.ends[self.end_of[source]], self.ends[self.end_of[destination]])

    def inside(self, source: int, destination: int) -> bool:
        """Tell whether two sites lie in one subnet."""
        here, there = self.parties.sites[source], self.parties.sites[destination]
        return here.place == there.place and here.place in self.parties.subnets

    def _alternatives(self) -> Iterator[Alternative]:
        pairs = [
            (a, b, self.walks.ways(source, destination))
            for a, source in enumerate(self.ends)
            for b, destination in enumerate(self.ends)
        ]
        most = max((len(ways) for _, _, ways in pairs), default=0)
        for index in range(max(most, 1)):
            yield self._alternative(index, pairs)

    def _alternative(self, index: int, pairs: Sequence[tuple[int, int, tuple[Recipe, ...]]]) -> Alternative:
        sites, words = len(self.parties.sites), self.judges.traffic.words
        forward, may, must = (np.zeros((sites, sites, words), np.uint64) for _ in range(3))
        exists, egress, ingress = (np.zeros((sites, sites), bool) for _ in range(3))
        found = Alternative(exists, egress, ingress, np.full((sites, sites), OWN), forward, may, must)
        for a, b, ways in pairs:
            if index < len(ways):
                self._fill(found, a, b, ways[index])
        if index == 0:
            self._open_subnets(found)
        else:
            self._close_subnets(found)
        return found

    def _fill(self, found: Alternative, a: int, b: int, recipe: Recipe) -> None:
        sources, destinations = self.members[a], self.members[b]
        block = np.ix_(sources, destinations)
        found.exists[block] = True
        if recipe.dead:
            return
        found.egress[block], found.ingress[block] = recipe.egress, recipe.ingress
        found.seen[block] = recipe.nats[-1][1] if recipe.nats else OWN
        forward = self.ground.passing(recipe, sources, destinations)
        if forward.any():
            may, must = self.replies.masks(recipe, a, b)
            found.forward[block], found.may[block], found.must[block] = forward, forward & may, forward & must

    def _open_subnets(self, found: Alternative) -> None:
        """Let everything pass inside a subnet, where neither routes nor ACLs decide."""
        everything = self.judges.traffic.everything
        for block in self._subnet_blocks():
            found.exists[block] = found.egress[block] = found.ingress[block] = True
            found.forward[block] = found.may[block] = found.must[block] = everything

    def _close_subnets(self, found: Alternative) -> None:
        for block in self._subnet_blocks():
            found.exists[block] = False
            found.forward[block] = found.may[block] = found.must[block] = 0

    def _subnet_blocks(self) -> Iterator[tuple[NDArray[np.int64], ...]]:
        places: dict[str, list[int]] = {}
        for index, site in enumerate(self.parties.sites):
            if site.place in self.parties.subnets:
                places.setdefault(site.place, []).append(index)
        for indexes in places.values():
            yield np.ix_(indexes, indexes)
