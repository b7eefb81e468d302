"""Declared flows that do not always pass, between all who take part in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.plane import Plane
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words
from bastide.prove.question import Demand, Lack, Sample

Indexes = NDArray[np.int64]
MOST = 50
"""Lacks that are reported of one demand."""


def lacks(planes: Sequence[Plane], demands: Sequence[Demand], traffic: TrafficAtoms) -> Iterator[Lack]:
    """Yield, for each demand and each pair of parties, what of it does not pass in any IP version that both have."""
    for demand in demands:
        wanted = traffic.masks(demand.spans)
        found = 0
        for source in demand.sources:
            for destination in demand.destinations:
                lack = _lack(planes, demand, (source, destination), wanted, traffic) if found < MOST else None
                if lack is not None:
                    found += 1
                    yield lack


@dataclass(frozen=True)
class _Missing:
    """What does not pass between the items of two parties in one IP version; `words` has a row for each pair."""

    plane: Plane
    sources: Indexes
    destinations: Indexes
    words: Words


def _lack(
    planes: Sequence[Plane], demand: Demand, names: tuple[str, str], wanted: Words, traffic: TrafficAtoms
) -> Lack | None:
    """Return what lacks between two parties in every IP version that both have, None if nothing does."""
    having = [plane for plane in planes if all(name in plane.parties.items_of for name in names)]
    found = [_missing(plane, names, wanted) for plane in having]
    if not found:
        return None
    lacking = wanted
    for missing in found:
        lacking = lacking & np.bitwise_or.reduce(missing.words)
    if not lacking.any():
        return None
    return Lack(demand.flow, traffic.spans(lacking), _sample(found[0], names, lacking))


def _missing(plane: Plane, names: tuple[str, str], wanted: Words) -> _Missing:
    left, right = (plane.parties.items_of[name] for name in names)
    sources: Indexes = np.repeat(left, len(right))
    destinations: Indexes = np.tile(right, len(left))
    atoms, sites = plane.parties.atom[plane.parties.site], plane.parties.site[sources]
    alone = plane.parties.single[sites] & (atoms[sources] == atoms[destinations])
    if alone.all():  # one address can't speak to itself, so nothing of it passes
        return _Missing(plane, sources, destinations, np.tile(wanted, (len(sources), 1)))
    sources, destinations = sources[~alone], destinations[~alone]
    return _Missing(plane, sources, destinations, wanted & ~plane.pairs.evaluate(sources, destinations).must)


def _sample(missing: _Missing, names: tuple[str, str], lacking: Words) -> Sample:
    """Return a packet of the first pair of items between which any of it lacks."""
    here = int((missing.words & lacking).any(axis=-1).argmax())
    plane = missing.plane
    sites = int(plane.parties.site[missing.sources[here]]), int(plane.parties.site[missing.destinations[here]])
    atom = plane.samples.first(missing.words[here] & lacking)
    return next(iter(plane.samples.packets(names, sites, atom, passing=False)))
