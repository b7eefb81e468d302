"""Declared flows that do not always pass, between all who take part in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.plane import Plane
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words, anything
from bastide.prove.question import Demand, Lack, Sample

Indexes = NDArray[np.int64]
MOST = 50
"""Lacks that are reported of one demand."""
TOGETHER = 1 << 12
"""Pairs of parties that are looked at together."""
ABSENT = 0, 0
"""The items of a party that is not there."""


@dataclass(frozen=True)
class _Pair:
    """Two parties of a demand, by its place among the demands."""

    demand: int
    names: tuple[str, str]


@dataclass(frozen=True)
class _Missing:
    """What does not pass of what was asked between items in one IP version; `words` has the shape (items, words).

    `pair` is the place of each two items' parties among the pairs, ascending.
    """

    plane: Plane
    pair: Indexes
    sources: Indexes
    destinations: Indexes
    words: Words


def lacks(planes: Sequence[Plane], demands: Sequence[Demand], traffic: TrafficAtoms) -> Iterator[Lack]:
    """Yield, for each demand and each pair of parties, what of it does not pass in any IP version that both have.

    Where they have none in common, nothing passes.
    """
    masks = np.array([traffic.masks(demand.spans) for demand in demands], np.uint64).reshape(-1, traffic.words)
    every = (
        _Pair(number, (source, destination))
        for number, demand in enumerate(demands)
        for source in demand.sources
        for destination in demand.destinations
    )
    found: Counter[int] = Counter()
    while pairs := tuple(islice(every, TOGETHER)):
        for pair, spans, sample in _lacking(planes, pairs, masks[[pair.demand for pair in pairs]]):
            found[pair.demand] += 1
            if found[pair.demand] <= MOST:
                yield Lack(demands[pair.demand].flow, traffic.spans(spans), sample)


def _lacking(planes: Sequence[Plane], pairs: Sequence[_Pair], wanted: Words) -> Iterator[tuple[_Pair, Words, Sample]]:
    """Yield pairs of which anything lacks, with what and a packet."""
    lacking, parts = wanted.copy(), [_missing(plane, pairs, wanted) for plane in planes]
    for part in parts:
        at, first = np.unique(part.pair, return_index=True)
        if len(at):
            lacking[at] &= np.bitwise_or.reduceat(part.words, first)
    for number in np.flatnonzero(anything(lacking)).tolist():
        pair = pairs[number]
        homes = [next((part for part in parts if name in part.plane.parties.items_of), None) for name in pair.names]
        if homes[0] is not None and homes[1] is not None:
            common = next((part for part in parts if (part.pair == number).any()), None)
            sample = _stranger if common is None else _sample
            yield pair, lacking[number], sample(common or homes[0], number, pair.names, lacking[number])


def _missing(plane: Plane, pairs: Sequence[_Pair], wanted: Words) -> _Missing:
    pair, sources, destinations = _items(plane, pairs)
    parties = plane.parties
    atoms, sites = parties.atom[parties.site], parties.site[sources]
    alone = parties.single[sites] & (atoms[sources] == atoms[destinations])
    words = wanted[pair] & ~plane.pairs.evaluate(sources, destinations).must
    words[alone] = 0  # one address does not speak to itself
    silent = np.isin(pair, np.setdiff1d(pair, pair[~alone]))
    words[silent] = wanted[pair[silent]]  # and where that is all there is, nothing of it passes
    return _Missing(plane, pair, sources, destinations, words)


def _items(plane: Plane, pairs: Sequence[_Pair]) -> tuple[Indexes, Indexes, Indexes]:
    """Return every two items of each pair: the place of the pair, the source and the destination."""
    known = plane.parties.items_of
    ranges = [(*known.get(pair.names[0], ABSENT), *known.get(pair.names[1], ABSENT)) for pair in pairs]
    left, lefts, right, rights = np.array(ranges, np.int64).reshape(-1, 4).T
    count = lefts * rights
    pair: Indexes = np.repeat(np.arange(len(pairs)), count)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    return pair, left[pair] + within // rights[pair], right[pair] + within % rights[pair]


def _sample(part: _Missing, pair: int, names: tuple[str, str], lacking: Words) -> Sample:
    """Return a packet of the first two items of a pair of parties between which any of it lacks."""
    here = int(((part.pair == pair) & anything(part.words & lacking)).argmax())
    plane = part.plane
    sites = int(plane.parties.site[part.sources[here]]), int(plane.parties.site[part.destinations[here]])
    atom = plane.samples.first(part.words[here] & lacking)
    return plane.samples.failing(names, sites, atom)


def _stranger(part: _Missing, _: int, names: tuple[str, str], lacking: Words) -> Sample:
    """Return a packet to nobody, from a party that has no IP version in common with the other."""
    parties = part.plane.parties
    site = int(parties.site[parties.items_of[names[0]][0]])
    return part.plane.samples.stranger(names, site, part.plane.samples.first(lacking))
