"""Sums what passes between pairs of items up to pairs of zones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.model.proof import Opening, Zone
from bastide.model.wire import TCP, Span
from bastide.prove.engine.pairs import Passing
from bastide.prove.engine.plane import Plane
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words
from bastide.prove.question import Excess, Sample

Indexes = NDArray[np.int64]
EXAMPLES = 3


@dataclass(frozen=True)
class _Found:
    """Pairs of items between which something may pass, in one IP version, ascending by cell (a pair of zones)."""

    plane: Plane
    cells: Indexes
    sources: Indexes
    destinations: Indexes

    def firsts(self, hits: Indexes) -> Indexes:
        """Return which of some pairs are the first of their two classes of parties, ascending."""
        kind = self.plane.parties.kind
        classes = kind[self.sources[hits]] * len(self.plane.parties.kinds) + kind[self.destinations[hits]]
        return np.sort(np.unique(classes, return_index=True)[1])


class Tally:
    """What passes by pair of zones, over all planes; tables of shape (zones * zones, words)."""

    def __init__(
        self, zones: Sequence[Zone], declared: Mapping[tuple[str, str], tuple[Span, ...]], traffic: TrafficAtoms
    ) -> None:
        self._zones, self._traffic = [zone.name for zone in zones], traffic
        number = {name: index for index, name in enumerate(self._zones)}
        shape = (len(zones) ** 2, traffic.words)
        self._forward, self._may, self._must = (np.zeros(shape, np.uint64) for _ in range(3))
        self._extra = np.zeros(shape, np.uint64)
        self._declared = np.zeros(shape, np.uint64)
        for (source, destination), spans in declared.items():
            if source in number and destination in number:
                self._declared[number[source] * len(zones) + number[destination]] = traffic.masks(spans)
        self._tcp = traffic.of_protocols((TCP,))
        self._pairs: dict[int, set[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._samples: dict[int, list[Sample]] = {}

    def take(self, plane: Plane) -> None:
        """Add what passes in one IP version."""
        must = np.full(self._must.shape, ~np.uint64(0))
        seen = np.zeros(len(must), np.int64)
        for sources, destinations in plane.pairs.candidates():
            if len(sources):
                cells = plane.parties.zone[sources] * len(self._zones) + plane.parties.zone[destinations]
                order = np.argsort(cells, kind="stable")
                found = _Found(plane, cells[order], sources[order], destinations[order])
                passing = plane.pairs.evaluate(found.sources, found.destinations)
                at, first = np.unique(found.cells, return_index=True)
                self._forward[at] |= np.bitwise_or.reduceat(passing.forward, first)
                self._may[at] |= np.bitwise_or.reduceat(passing.may, first)
                must[at] &= np.bitwise_and.reduceat(passing.must, first)
                seen += np.bincount(cells, minlength=len(seen))
                self._exceed(found, passing)
        whole = (seen == self._all(plane)) & (seen > 0)
        self._must |= np.where(whole[:, None], must, np.uint64(0))

    def openings(self) -> Iterator[tuple[tuple[str, str], Opening]]:
        """Yield what passes between each two zones; most pass nothing."""
        spans = self._traffic.spans
        for cell in np.flatnonzero(self._forward.any(axis=-1)).tolist():
            sets = (self._forward[cell], self._may[cell], self._must[cell])
            yield self._names(cell), Opening(*map(spans, sets))

    def excesses(self) -> Iterator[Excess]:
        """Yield what passes between zones and was not declared, in the order of the zones."""
        for cell in sorted(self._samples):
            source, destination = self._names(cell)
            pairs = sum(
                len(left) * len(right) - (left == right and len(left) > 1) * len(left)
                for left, right in self._pairs[cell]
            )
            samples = tuple(self._samples[cell])
            yield Excess(source, destination, self._traffic.spans(self._extra[cell]), pairs, samples)

    def _all(self, plane: Plane) -> Indexes:
        """Return how many pairs of items there are between zones, without those of one address with itself."""
        parties, zones = plane.parties, len(self._zones)
        count = np.bincount(parties.zone, minlength=zones)
        total = np.multiply.outer(count, count).reshape(-1)
        atoms = parties.atom[parties.site]
        alone = np.flatnonzero(parties.single[parties.site])
        order = alone[np.argsort(atoms[alone], kind="stable")]
        edges = np.flatnonzero(np.diff(atoms[order])) + 1
        for same in np.split(order, edges):
            cells = (parties.zone[same][:, None] * zones + parties.zone[same][None, :]).reshape(-1)
            total -= np.bincount(cells, minlength=len(total))
        return np.asarray(total)

    def _exceed(self, found: _Found, passing: Passing) -> None:
        opened = (passing.may & self._tcp) | (passing.forward & ~self._tcp)
        extra = opened & ~self._declared[found.cells]
        hits = np.flatnonzero(extra.any(axis=-1))
        if len(hits):
            at, first = np.unique(found.cells[hits], return_index=True)
            self._extra[at] |= np.bitwise_or.reduceat(extra[hits], first)
            for hit in hits[found.firsts(hits)].tolist():
                self._note(found, hit, extra[hit])

    def _note(self, found: _Found, hit: int, extra: Words) -> None:
        """Count a pair of classes of parties once, and keep a packet for an example."""
        plane, cell = found.plane, int(found.cells[hit])
        items = int(found.sources[hit]), int(found.destinations[hit])
        kinds = tuple(plane.parties.kinds[int(plane.parties.kind[item])] for item in items)
        names = kinds[0].names, kinds[1].names
        known = self._pairs.setdefault(cell, set())
        samples = self._samples.setdefault(cell, [])
        if names in known:
            return
        known.add(names)
        if len(samples) < EXAMPLES:
            left = names[0][0]
            right = names[1][1] if names[0] == names[1] and len(names[1]) > 1 else names[1][0]
            sites = int(plane.parties.site[items[0]]), int(plane.parties.site[items[1]])
            atom = plane.samples.first(extra)
            samples.append(next(iter(plane.samples.packets((left, right), sites, atom, passing=True))))

    def _names(self, cell: int) -> tuple[str, str]:
        source, destination = divmod(cell, len(self._zones))
        return self._zones[source], self._zones[destination]
