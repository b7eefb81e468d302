"""What passes between items: groups, with rules that name groups, on top of paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.group_tables import GroupTables
from bastide.prove.engine.paths import OWN, Alternative, Paths
from bastide.prove.engine.sites import Parties
from bastide.prove.engine.traffic_atoms import Words, anything

Indexes = NDArray[np.int64]
CHUNK = 1 << 21
"""Pairs of items that are looked at together for whether anything may pass."""
EVALUATED = 1 << 17
"""Pairs of items that are evaluated together."""


@dataclass(frozen=True)
class Passing:
    """What passes between pairs of items; each of shape (pairs, words)."""

    forward: Words
    may: Words
    must: Words


class Pairs:
    """Evaluates pairs of items."""

    def __init__(self, parties: Parties, groups: GroupTables, paths: Paths) -> None:
        self._parties, self._groups, self._paths = parties, groups, paths

    def evaluate(self, sources: Indexes, destinations: Indexes) -> Passing:
        """Return what passes between the items of two arrays of one length."""
        sites, shape = self._sites(sources, destinations), (len(sources), self._groups.egress.shape[-1])
        forward, may = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
        must = np.full(shape, ~np.uint64(0))
        some = np.zeros(len(sources), bool)
        for way, admitted in self._ways(sources, destinations):
            there = way.exists[sites]
            forward |= admitted & way.forward[sites]
            may |= admitted & way.may[sites]
            must &= np.where(there[:, None], admitted & way.must[sites], ~np.uint64(0))
            some |= there
        must[~some] = 0
        return Passing(forward, may, must)

    def by_way(self, source: int, destination: int) -> list[Words]:
        """Return what may pass between two items, there and back, by each alternative way; each of shape (words,)."""
        one, other = np.array([source]), np.array([destination])
        sites = self._sites(one, other)
        return [(admitted & way.may[sites])[0] for way, admitted in self._ways(one, other)]

    def _sites(self, sources: Indexes, destinations: Indexes) -> Indexes:
        """Return the rows of items in the tables of ways."""
        parties = self._parties
        return np.asarray(parties.site[sources] * len(parties.sites) + parties.site[destinations])

    def _ways(self, sources: Indexes, destinations: Indexes) -> Iterator[tuple[Alternative, Words]]:
        """Yield each alternative way, with what the groups of both ends admit by it."""
        parties, groups = self._parties, self._groups
        roles = parties.role[sources], parties.role[destinations]
        places = parties.site[sources], parties.site[destinations]
        sites = self._sites(sources, destinations)
        sent = groups.egress[roles[0], parties.atom[places[1]]]
        keys = roles[0] * groups.roles + roles[1]
        named = groups.sending.between(keys), groups.receiving.between(keys)
        for way in self._paths.alternatives:
            seen = way.seen[sites]
            received = groups.ingress[roles[1], np.where(seen == OWN, parties.atom[places[0]], seen)]
            admitted = (sent | _where(way.egress[sites], named[0])) & (received | _where(way.ingress[sites], named[1]))
            yield way, admitted

    def candidates(self) -> Iterator[tuple[Indexes, Indexes]]:
        """Yield, in parts, the pairs of items between which anything may pass; each pair once."""
        square = (len(self._parties.sites),) * 2
        open_sites = np.zeros(square, bool)
        changed = np.zeros_like(open_sites)
        for way in self._paths.alternatives:
            open_sites |= anything(way.forward).reshape(square)
            changed |= (way.seen != OWN).reshape(square)
        named = self._named()
        count = len(self._parties.kind)
        step = max(CHUNK // max(count, 1), 1)
        for start in range(0, count, step):
            yield from self._part(np.arange(start, min(start + step, count)), (open_sites, changed), named)

    def _part(
        self, rows: Indexes, sites: tuple[NDArray[np.bool_], NDArray[np.bool_]], named: Indexes
    ) -> Iterator[tuple[Indexes, Indexes]]:
        open_sites, changed = sites
        parties, count = self._parties, len(self._parties.kind)
        sent, received = self._groups.sends, self._groups.receives
        atoms = parties.atom[parties.site]
        chance = sent[parties.role[rows]][:, atoms]
        heard = received[parties.role][:, atoms[rows]].T
        if changed.any():  # whom the receiver sees is known only once a way is chosen
            heard = heard | changed[parties.site[rows]][:, parties.site]
        chance &= heard
        chance |= self._touched(rows, named)
        chance &= open_sites[parties.site[rows]][:, parties.site]
        alone = parties.single[parties.site[rows]]
        chance &= ~(alone[:, None] & (atoms[rows][:, None] == atoms[None, :]))
        flat = np.flatnonzero(chance)
        for first in range(0, len(flat), EVALUATED):
            part = flat[first : first + EVALUATED]
            yield rows[part // count], part % count

    def _named(self) -> Indexes:
        """Return the pairs of roles between which a rule names a group, as keys, ascending."""
        return np.union1d(self._groups.sending.keys, self._groups.receiving.keys)

    def _touched(self, rows: Indexes, named: Indexes) -> NDArray[np.bool_]:
        parties, roles = self._parties, self._groups.roles
        hit = np.zeros((len(rows), len(parties.kind)), bool)
        by_role = self._items_by_role
        for at, role in enumerate(parties.role[rows].tolist()):
            first, after = np.searchsorted(named, [role * roles, (role + 1) * roles])
            for key in named[first:after].tolist():
                hit[at, by_role[key - role * roles]] = True
        return hit

    @cached_property
    def _items_by_role(self) -> list[Indexes]:
        order = np.argsort(self._parties.role, kind="stable")
        edges = np.searchsorted(self._parties.role[order], np.arange(self._groups.roles + 1))
        return [order[edges[role] : edges[role + 1]] for role in range(self._groups.roles)]


def _where(holds: NDArray[np.bool_], words: Words) -> Words:
    return np.where(holds[:, None], words, np.uint64(0))
