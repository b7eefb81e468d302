"""Declared flows that do not always pass, between all who take part in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.plane import Plane
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words
from bastide.prove.question import Demand, Lack, Sample

Indexes = NDArray[np.int64]
MOST = 50
"""Lacks that are reported of one demand."""
TOGETHER = 1 << 12
"""Pairs of parties that are looked at together."""
NOBODY: Indexes = np.zeros(0, np.int64)


def lacks(planes: Sequence[Plane], demands: Sequence[Demand], traffic: TrafficAtoms) -> Iterator[Lack]:
    """Yield, for each demand and each pair of parties, what of it does not pass in any IP version that both have.

    Where they have none in common, nothing passes.
    """
    for demand in demands:
        found = (lack for part in _parts(demand) for lack in _lacks(planes, part, traffic))
        yield from islice(found, MOST)


def _parts(demand: Demand) -> Iterator[Demand]:
    """Yield a demand in parts that are small enough to be looked at together."""
    step = max(TOGETHER // max(len(demand.destinations), 1), 1)
    for first in range(0, len(demand.sources), step):
        yield replace(demand, sources=demand.sources[first : first + step])


def _lacks(planes: Sequence[Plane], demand: Demand, traffic: TrafficAtoms) -> Iterator[Lack]:
    wanted = traffic.masks(demand.spans)
    parts = [part for plane in planes for part in [_asked(plane, demand, wanted)] if len(part.pair)]
    lacking = _lacking(parts, (len(demand.sources) * len(demand.destinations), traffic.words))
    lacking[_apart(planes, demand, parts)] = wanted
    for pair in np.flatnonzero(lacking.any(axis=-1)).tolist():
        source, destination = divmod(pair, len(demand.destinations))
        names = demand.sources[source], demand.destinations[destination]
        part = next((part for part in parts if (part.pair == pair).any()), None)
        sample = _stranger(planes, names, wanted) if part is None else _sample(part, pair, names, lacking[pair])
        yield Lack(demand.flow, traffic.spans(lacking[pair]), sample)


@dataclass(frozen=True)
class _Missing:
    """What of a demand does not pass between items in one IP version; `missing` has the shape (items, words).

    `pair` is the pair of parties of each two items: its source's place in the demand times destinations, plus its
    destination's. All four have one row for each two items, ascending by pair.
    """

    plane: Plane
    pair: Indexes
    sources: Indexes
    destinations: Indexes
    missing: Words


def _lacking(parts: Sequence[_Missing], shape: tuple[int, int]) -> Words:
    """Return what lacks of each pair of parties in every IP version that both have, nothing if they have none."""
    lacking, known = np.full(shape, ~np.uint64(0)), np.zeros(shape[0], bool)
    for part in parts:
        pairs, first = np.unique(part.pair, return_index=True)
        lacking[pairs] &= np.bitwise_or.reduceat(part.missing, first)
        known[pairs] = True
    lacking[~known] = 0
    return lacking


def _apart(planes: Sequence[Plane], demand: Demand, parts: Sequence[_Missing]) -> NDArray[np.bool_]:
    """Tell of each pair of parties whether both stand somewhere, but in no IP version in common."""
    sources, destinations = (
        np.array([any(name in plane.parties.items_of for plane in planes) for name in names], bool)
        for names in (demand.sources, demand.destinations)
    )
    apart = np.logical_and.outer(sources, destinations).reshape(-1)
    for part in parts:
        apart[part.pair] = False
    return np.asarray(apart)


def _stranger(planes: Sequence[Plane], names: tuple[str, str], wanted: Words) -> Sample:
    """Return a packet to nobody, from a party that has no IP version in common with the other."""
    plane = next(plane for plane in planes if names[0] in plane.parties.items_of)
    site = int(plane.parties.site[plane.parties.items_of[names[0]][0]])
    return plane.samples.stranger(names, site, plane.samples.first(wanted))


def _asked(plane: Plane, demand: Demand, wanted: Words) -> _Missing:
    pair, sources, destinations = _pairs(plane, demand)
    parties = plane.parties
    atoms, sites = parties.atom[parties.site], parties.site[sources]
    alone = parties.single[sites] & (atoms[sources] == atoms[destinations])
    missing = wanted & ~plane.pairs.evaluate(sources, destinations).must
    missing[alone] = 0  # one address does not speak to itself
    silent = np.setdiff1d(pair, pair[~alone])
    missing[np.isin(pair, silent)] = wanted  # and where that is all there is, nothing of it passes
    return _Missing(plane, pair, sources, destinations, missing)


def _pairs(plane: Plane, demand: Demand) -> tuple[Indexes, Indexes, Indexes]:
    """Return the pairs of parties of every two items, ascending, and these items."""
    left, right = (_items(plane, names) for names in (demand.sources, demand.destinations))
    one: Indexes = np.repeat(np.arange(len(left[0])), len(right[0]))
    other: Indexes = np.tile(np.arange(len(right[0])), len(left[0]))
    pair = left[0][one] * len(demand.destinations) + right[0][other]
    order = np.argsort(pair, kind="stable")
    return pair[order], left[1][one][order], right[1][other][order]


def _items(plane: Plane, names: Sequence[str]) -> tuple[Indexes, Indexes]:
    """Return the items of some parties: the place of each one's party among the names, and the items."""
    found = [plane.parties.items_of.get(name, NOBODY) for name in names]
    places = np.repeat(np.arange(len(names)), [len(items) for items in found])
    return places, np.concatenate([NOBODY, *found])


def _sample(part: _Missing, pair: int, names: tuple[str, str], lacking: Words) -> Sample:
    """Return a packet of the first two items of a pair of parties between which any of it lacks."""
    here = int(((part.pair == pair) & (part.missing & lacking).any(axis=-1)).argmax())
    plane = part.plane
    sites = int(plane.parties.site[part.sources[here]]), int(plane.parties.site[part.destinations[here]])
    atom = plane.samples.first(part.missing[here] & lacking)
    return next(iter(plane.samples.packets(names, sites, atom, passing=False)))
