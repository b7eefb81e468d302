"""Sums what passes between pairs of items up to pairs of zones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.model.proof import Opening, Zone
from bastide.model.wire import TCP, Span
from bastide.prove.engine import budget
from bastide.prove.engine.pairs import Passing
from bastide.prove.engine.plane import Plane
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words, anything
from bastide.prove.question import Excess, Sample

Indexes = NDArray[np.int64]
EXAMPLES = 3
TABLES = 8
"""Tables with a row for each pair of zones that are there at one time."""


@dataclass(frozen=True)
class _Found:
    """Pairs of items between which something may pass, in one IP version, ascending by cell (a pair of zones)."""

    plane: Plane
    cells: Indexes
    sources: Indexes
    destinations: Indexes

    def classes(self, hits: Indexes) -> tuple[Indexes, Indexes]:
        """Return the classes of parties of some pairs."""
        kind = self.plane.parties.kind
        return kind[self.sources[hits]], kind[self.destinations[hits]]


class Tally:
    """What passes by pair of zones, over all planes; tables of shape (zones * zones, words)."""

    def __init__(
        self,
        zones: Sequence[Zone],
        declared: Mapping[tuple[str, str], tuple[Span, ...]],
        traffic: TrafficAtoms,
        *,
        examples: bool,
    ) -> None:
        self._zones, self._traffic, self._examples = [zone.name for zone in zones], traffic, examples
        budget.require(TABLES * len(zones) ** 2 * traffic.words * 8, f"pairs of {len(zones)} zones")
        number = {name: index for index, name in enumerate(self._zones)}
        shape = (len(zones) ** 2, traffic.words)
        self._forward, self._may, self._must = (np.zeros(shape, np.uint64) for _ in range(3))
        self._extra = np.zeros(shape, np.uint64)
        self._declared = np.zeros(shape, np.uint64)
        for (source, destination), spans in declared.items():
            if source in number and destination in number:
                self._declared[number[source] * len(zones) + number[destination]] = traffic.masks(spans)
        self._tcp = traffic.of_protocols((TCP,))
        self._class = {name: index for index, name in enumerate(name for zone in zones for name in zone.members)}
        self._size = np.zeros(len(self._class), np.int64)
        self._known: dict[int, Indexes] = {}
        self._pairs: dict[int, Indexes] = {}
        self._samples: dict[int, dict[int, Sample]] = {}

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
        for cell in np.flatnonzero(anything(self._forward)).tolist():
            sets = (self._forward[cell], self._may[cell], self._must[cell])
            yield self._names(cell), Opening(*map(spans, sets))

    def excesses(self) -> Iterator[Excess]:
        """Yield what passes between zones and was not declared, in the order of the zones."""
        for cell, samples in sorted(self._samples.items()):
            source, destination = self._names(cell)
            senders, receivers = np.divmod(self._pairs[cell], len(self._class))
            left, right = self._size[senders], self._size[receivers]
            themselves = np.where((senders == receivers) & (left > 1), left, 0)
            pairs = int((left * right - themselves).sum())
            yield Excess(
                source, destination, self._traffic.spans(self._extra[cell]), pairs, tuple(samples.values())[:EXAMPLES]
            )

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
            np.subtract.at(total, cells, 1)
        return np.asarray(total)

    def _exceed(self, found: _Found, passing: Passing) -> None:
        opened = (passing.may & self._tcp) | (passing.forward & ~self._tcp)
        extra = opened & ~self._declared[found.cells]
        hits = np.flatnonzero(anything(extra))
        if len(hits):
            at, first = np.unique(found.cells[hits], return_index=True)
            self._extra[at] |= np.bitwise_or.reduceat(extra[hits], first)
            for cell, part in zip(at.tolist(), np.split(hits, first[1:]), strict=True):
                self._note(found, cell, part, extra)

    def _note(self, found: _Found, cell: int, hits: Indexes, extra: Words) -> None:
        """Count the pairs of classes of parties in a cell, each once, and keep packets of some for examples."""
        keys, first = np.unique(self._keys(found, hits), return_index=True)
        self._pairs[cell] = np.union1d(self._pairs.get(cell, keys), keys)
        samples = self._samples.setdefault(cell, {})
        likely = sorted(zip(first.tolist(), keys.tolist(), strict=True))[: 2 * EXAMPLES]
        for at, key in likely if self._examples else ():
            if len(samples) < EXAMPLES and key not in samples:
                samples[key] = self._sample(found, int(hits[at]), extra[hits[at]])

    def _keys(self, found: _Found, hits: Indexes) -> Indexes:
        """Number pairs of classes of parties, alike in both IP versions: a class goes by the first of its names."""
        number = self._numbers(found.plane)
        senders, receivers = found.classes(hits)
        return number[senders] * len(self._class) + number[receivers]

    def _numbers(self, plane: Plane) -> Indexes:
        """Return the numbers of a plane's classes of parties."""
        if plane.version not in self._known:
            kinds = plane.parties.kinds
            number = self._known[plane.version] = np.array([self._class[kind.names[0]] for kind in kinds], np.int64)
            self._size[number] = [len(kind.names) for kind in kinds]
        return self._known[plane.version]

    def _sample(self, found: _Found, hit: int, extra: Words) -> Sample:
        plane, items = found.plane, (int(found.sources[hit]), int(found.destinations[hit]))
        names, others = (plane.parties.kinds[int(plane.parties.kind[item])].names for item in items)
        pair = names[0], others[1] if names == others and len(others) > 1 else others[0]
        sites = int(plane.parties.site[items[0]]), int(plane.parties.site[items[1]])
        atom = plane.samples.first(extra)
        mask = self._traffic.mask(atom)
        return plane.samples.passing(
            pair, sites, atom, [bool((may & mask).any()) for may in plane.pairs.by_way(*items)]
        )

    def _names(self, cell: int) -> tuple[str, str]:
        source, destination = divmod(cell, len(self._zones))
        return self._zones[source], self._zones[destination]
