"""Where each route table sends each address atom: the longest match, painted from short to long."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bastide.model.forwarding import Route, RouteTable, Target, TransitRoute, TransitTable
from bastide.model.network import Network
from bastide.model.wire import Cidr
from bastide.prove.engine.address_atoms import AddressAtoms

Way = TypeVar("Way")
OWN = 3
"""The rank of a VPC's own blocks, which beats every other route of their length."""
Choices = NDArray[np.int32]


class Hop(NamedTuple):
    """Where a route leads: a target's kind and name."""

    target: Target
    name: str


LOCAL = Hop(Target.LOCAL, "local")


class RouteTables:
    """`choice[table, atom]` is where a table sends an address atom: an index of `hops` or, for transit, `crossings`.

    Shape (tables, atoms), int32. Routes that nothing ranks are alternatives, so each entry is a tuple of hops, or of
    names of attachments (empty for a blackhole). Index 0 is "no route" in both.
    """

    def __init__(self, network: Network, addresses: AddressAtoms) -> None:
        own = {vpc.name: vpc.cidrs for vpc in network.vpcs}
        outside = {one.name for one in network.attachments if one.vpc not in own}
        self.hops: list[tuple[Hop, ...]] = [()]
        self.crossings: list[tuple[str, ...]] = [()]
        rows = [_painted(_routes(table, own.get(table.vpc, ())), self.hops, addresses) for table in network.tables]
        rows += [_painted(_crossings(table, outside), self.crossings, addresses) for table in network.transit_tables]
        names = [*(table.name for table in network.tables), *(table.name for table in network.transit_tables)]
        self.index = {name: number for number, name in enumerate(names)}
        self.choice: Choices = np.array(rows, np.int32).reshape(len(rows), len(addresses.atoms))

    def hop(self, table: str, atom: int) -> tuple[Hop, ...]:
        """Return where a VPC's table may send an atom; nothing if no route matches or the table is not known."""
        row = self.index.get(table)
        return () if row is None else self.hops[self.choice.item(row, atom)]

    def crossing(self, table: str, atom: int) -> tuple[str, ...]:
        """Return the attachments that a transit table may send an atom to: an empty name is a blackhole."""
        row = self.index.get(table)
        return () if row is None else self.crossings[self.choice.item(row, atom)]


Ranked = tuple[tuple[int, int], Cidr, Way]


def _routes(table: RouteTable, own: Iterable[Cidr]) -> Iterator[Ranked[Hop]]:
    for route in table.routes:
        yield _order(route), route.destination, Hop(route.target, route.name)
    for block in own:
        yield (block.first - block.last, OWN), block, LOCAL


def _crossings(table: TransitTable, outside: AbstractSet[str]) -> Iterator[Ranked[str]]:
    for route in table.routes:
        yield _transit_order(route, outside), route.destination, route.attachment or ""


def _painted(routes: Iterable[Ranked[Way]], known: list[tuple[Way, ...]], addresses: AddressAtoms) -> Choices:
    """Return a row of choices; `known` grows by each set of routes that nothing ranks."""
    row = np.zeros(len(addresses.atoms), np.int32)
    ranked = sorted(routes, key=lambda route: (route[0], route[1]))
    for (_, block), equal in groupby(ranked, key=lambda route: (route[0], route[1])):
        first, after = addresses.range(block)
        if first < after:
            known.append(tuple(dict.fromkeys(way for _, _, way in equal)))
            row[first:after] = len(known) - 1
    return row


def _order(route: Route) -> tuple[int, int]:
    """Order by length, then: propagated, from a prefix list, static, local (AWS VPC User Guide, route priority)."""
    rank = 0 if route.propagated else 1 if route.from_list else OWN if route.target is Target.LOCAL else 2
    return route.destination.first - route.destination.last, rank


def _transit_order(route: TransitRoute, outside: AbstractSet[str]) -> tuple[int, int]:
    """Order by length, then: propagated from outside, by a VPC, static (Transit Gateway guide, evaluation order)."""
    rank = 2 if not route.propagated else 0 if route.attachment in outside else 1
    return route.destination.first - route.destination.last, rank


def columns(tables: RouteTables) -> Mapping[int, int]:
    """Return for each address atom the first atom that every table treats alike."""
    if not tables.choice.size:
        return dict.fromkeys(range(tables.choice.shape[1]), 0)
    seen: dict[bytes, int] = {}
    return {
        atom: seen.setdefault(column.tobytes(), atom)
        for atom, column in enumerate(np.ascontiguousarray(tables.choice.T))
    }
