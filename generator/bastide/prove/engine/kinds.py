"""Ways numbered by kind: ways that differ only in which ACLs they lead through are evaluated together."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.ends import Door, End, Recipe, Turn
from bastide.prove.engine.walks import Walks

Indexes = NDArray[np.int64]
Start = End | Door | Turn
"""Where a packet sets out: an end, a door by which it enters, or a NAT gateway that turns it back."""
UNKNOWN = -1


class Bulk(NamedTuple):
    """One alternative way of many packets: `recipe` holds for all but for ACLs, `acls` are those of its checks.

    `acls` has the shape (packets, checks).
    """

    recipe: Recipe
    acls: Indexes


class Trips(NamedTuple):
    """From where to where many packets go, as numbers of starts and of arrivals; both of shape (packets,)."""

    starts: Indexes
    arrivals: Indexes


class Kinds:
    """Every way that was asked about, walked once for each start and arrival."""

    def __init__(self, walks: Walks) -> None:
        self._walks = walks
        self._starts: dict[Start, int] = {}
        self._arrivals: dict[End, int] = {}
        self._numbers: dict[object, int] = {}
        self._recipes: list[tuple[Recipe, ...]] = []
        self._acls = array("q")
        self._kind: Indexes = np.full((0, 0), UNKNOWN, np.int64)
        self._row: Indexes = np.zeros((0, 0), np.int64)

    def start(self, start: Start) -> int:
        """Return the number of a start; an end's address does not matter where it sends."""
        if isinstance(start, End):
            start = start._replace(column=0)
        return self._starts.setdefault(start, len(self._starts))

    def arrival(self, end: End) -> int:
        """Return the number of an arrival; an end's own route table and zone do not matter where it receives."""
        return self._arrivals.setdefault(end._replace(table="", zone=""), len(self._arrivals))

    def nat(self, name: str, atom: int) -> int:
        """Return the number of a NAT gateway as an arrival, at one of its address atoms."""
        return self.arrival(self._walks.nat_end(name, atom))

    def numbered(self, trips: Trips) -> tuple[Indexes, Indexes]:
        """Return for each packet the kind of its ways, and where their ACLs begin."""
        self._grow()
        wanted = np.zeros(self._kind.shape, bool)
        wanted[trips] = True
        starts, arrivals = tuple(self._starts), tuple(self._arrivals)
        for a, b in np.argwhere(wanted & (self._kind == UNKNOWN)).tolist():
            self._kind[a, b], self._row[a, b] = self._kept(self._ways(starts[a], arrivals[b]))
        return self._kind[trips], self._row[trips]

    def bulks(self, kind: int, rows: Indexes) -> tuple[Bulk, ...]:
        """Return the alternatives of a kind, each with the ACLs that begin at the given rows."""
        recipes = self._recipes[kind]
        counts = [len(recipe.checks) for recipe in recipes]
        acls = np.frombuffer(self._acls, np.int64)[rows[:, None] + np.arange(sum(counts))]
        edges = [0, *accumulate(counts)]
        return tuple(Bulk(recipe, acls[:, edges[at] : edges[at + 1]]) for at, recipe in enumerate(recipes))

    def _ways(self, start: Start, arrival: End) -> tuple[Recipe, ...]:
        if isinstance(start, Turn):
            return self._walks.back(start, arrival)
        if isinstance(start, Door):
            return tuple(dict.fromkeys(self._walks.come_in(start, arrival)))
        return self._walks.ways(start, arrival)

    def _kept(self, ways: tuple[Recipe, ...]) -> tuple[int, int]:
        form = tuple((*(check[1:] for check in way.checks), way[1:]) for way in ways)
        kind = self._numbers.setdefault(form, len(self._numbers))
        if kind == len(self._recipes):
            self._recipes.append(ways)
        row = len(self._acls)
        self._acls.extend(check.acl for way in ways for check in way.checks)
        return kind, row

    def _grow(self) -> None:
        shape = len(self._starts), len(self._arrivals)
        old = self._kind, self._row
        if old[0].shape != shape:
            self._kind, self._row = np.full(shape, UNKNOWN, np.int64), np.zeros(shape, np.int64)
            for grown, known in zip((self._kind, self._row), old, strict=True):
                grown[: known.shape[0], : known.shape[1]] = known


def alike(numbers: Sequence[Indexes]) -> Iterator[tuple[tuple[int, ...], Indexes]]:
    """Yield each combination that occurs of several arrays' numbers, with the positions at which it does."""
    order = np.lexsort(numbers)
    changed = np.logical_or.reduce([np.diff(one[order]) != 0 for one in numbers])
    for positions in np.split(order, np.flatnonzero(changed) + 1) if len(order) else ():
        yield tuple(int(one[positions[0]]) for one in numbers), positions
