"""What the matrix says of each pair of zones: how it stands, by what it is held, and the packet that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bastide.model.pathways import Pathway
from bastide.model.proof import Cell, FlowStanding, Standing
from bastide.model.wire import ICMP, ICMPV6, TCP, UDP, Span
from bastide.prove.segmentation.spans import opened, shown
from bastide.report.site.map_facts import Facts, Spot, Tie
from bastide.report.site.matrix_words import KINDS

HALF = "half"
CLOSED = "closed"
BOTH = frozenset({"groups", "acls"})
_SIGNS = {"undeclared": "⚠", "blocked": "✕", "vacant": "○", "unknown": "?", CLOSED: "·", HALF: "~"}
_BARE = {ICMP: "icmp", ICMPV6: "icmp6"}


@dataclass(frozen=True, slots=True)
class Crossing:
    """One pair of zones, by the places of both in the matrix; `kind` is a word of `KINDS`."""

    row: int
    column: int
    kind: str
    spans: tuple[Span, ...]
    cell: Cell
    pathway: Pathway | None

    @property
    def passes(self) -> bool:
        """Whether anything does, or should, pass."""
        return self.kind not in (CLOSED, HALF)

    @property
    def id(self) -> str:
        """The name of the pair in addresses."""
        return f"p{self.row}-{self.column}"

    @property
    def text(self) -> str:
        """What stands in its cell: a sign, a port."""
        sign = _SIGNS.get(self.kind, "")
        return sign if not self.spans or not self.passes else f"{sign}{_port(self.spans)}"

    @property
    def traffic(self) -> str:
        """What passes, in words."""
        return ", ".join(map(shown, self.spans))

    @property
    def held(self) -> str:
        """What holds a closed pair shut, a word of `LAYERS`; empty where that was not asked or does not matter."""
        layers = self.cell.layers
        if self.kind != CLOSED:
            return ""
        if "routes" in layers:
            return "routes"
        return "both" if layers >= BOTH else next(iter(sorted(layers)), "together")


@dataclass(frozen=True)
class Matrix:
    """All pairs of zones, in the order in which the matrix shows them."""

    facts: Facts

    @cached_property
    def zones(self) -> tuple[Spot, ...]:
        """The zones: from the outside to data, as the map has them from left to right."""
        lanes = {spot.name: (site.lane, site.shared) for site in self.facts.sites for spot in site.spots}
        return tuple(sorted(self.facts.spots, key=lambda one: (*lanes[one.name], one.zone, one.name)))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The place of each zone."""
        return {zone.name: number for number, zone in enumerate(self.zones)}

    def anchor(self, zone: str) -> str:
        """Return the name of a zone in addresses."""
        return f"z{self.number[zone]}"

    @cached_property
    def layered(self) -> bool:
        """Whether it is known what holds closed pairs shut."""
        return self.facts.proof.layered and any(cell.layers for cell in self.facts.proof.cells)

    @cached_property
    def flows(self) -> Mapping[str, FlowStanding]:
        """The declared flows by id."""
        return {flow.id: flow for flow in self.facts.proof.flows}

    @cached_property
    def rows(self) -> tuple[tuple[Crossing, ...], ...]:
        """All pairs, row by row."""
        ties = dict[tuple[str, str], list[Tie]]()
        for one in self.facts.passes:
            ties.setdefault((one.source, one.destination), []).append(one.tie)
        cells = {(cell.source, cell.destination): cell for cell in self.facts.proof.cells}
        ways = {(way.source, way.destination): way for way in self.facts.pathways.pairs}
        names = [zone.name for zone in self.zones]
        return tuple(
            tuple(
                _crossing((row, column), cells[one, other], ties.get((one, other), ()), ways.get((one, other)))
                for column, other in enumerate(names)
            )
            for row, one in enumerate(names)
        )

    @property
    def open(self) -> int:
        """How many pairs have anything that passes, or should."""
        return sum(one.passes for row in self.rows for one in row)


def _crossing(at: tuple[int, int], cell: Cell, ties: Sequence[Tie], way: Pathway | None) -> Crossing:
    spans = tuple(dict.fromkeys((*cell.declared, *opened(cell.opening))))
    kinds = [str(tie) for tie in ties]
    if cell.source == cell.destination and spans:
        kinds.append("undeclared" if cell.standing is Standing.VIOLATED else "service")
    if cell.standing is Standing.UNKNOWN:
        kinds.append("unknown")
    rest = HALF if cell.opening.forward else CLOSED
    worst = max(kinds, key=list(KINDS).index, default=rest)
    return Crossing(*at, worst, spans, cell, way)


def _port(spans: Sequence[Span]) -> str:
    one, more = spans[0], "+" if len(spans) > 1 else ""
    if one.protocol in (TCP, UDP):
        udp = "u" if one.protocol == UDP else ""
        return f"{udp}{one.first}{'' if one.first == one.last else '…'}{more}"
    return f"{_BARE.get(one.protocol, '*')}{more}"
