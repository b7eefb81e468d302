"""The word for each pair of zones, for each declared flow and for each promise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bastide.model.proof import (
    Blockage,
    Cell,
    FlowStanding,
    FlowVerdict,
    Opening,
    Promise,
    Standing,
    Violation,
    Zone,
)
from bastide.prove.question import Layers, Reach
from bastide.prove.segmentation.declaration import Declaration, Flow
from bastide.prove.segmentation.spans import minus

ROUTES = str(Layers.ROUTES)


@dataclass(frozen=True)
class Found:
    """What went wrong, what was asked at all (flow ids), and the zones about which nothing is known."""

    violations: tuple[Violation, ...]
    blockages: tuple[Blockage, ...]
    asked: frozenset[str]
    doubtful: frozenset[str]

    @cached_property
    def violated(self) -> frozenset[tuple[str, str]]:
        """The pairs of zones with a violation."""
        return frozenset((one.source, one.destination) for one in self.violations)

    @cached_property
    def blocked(self) -> frozenset[tuple[str, str]]:
        """The pairs of zones with a blockage."""
        return frozenset((one.source, one.destination) for one in self.blockages)


def cells(
    zones: Sequence[Zone],
    declaration: Declaration,
    reach: Reach,
    open_layers: Mapping[str, frozenset[tuple[str, str]]],
    found: Found,
) -> Iterator[Cell]:
    """Yield a cell for each ordered pair of zones; `open_layers` are the pairs that a layer alone leaves open."""
    vacant = _vacant(declaration, found)
    for pair in ((source.name, destination.name) for source in zones for destination in zones):
        declared, opening = declaration.spans.get(pair, ()), reach.openings.get(pair, Opening())
        standing = Standing.ALLOWED if declared or opening.forward else Standing.CLOSED
        standing = Standing.VACANT if pair in vacant else standing
        standing = _faulty(pair, found) or standing
        yield Cell(*pair, declared, _meant(opening, declaration, found, pair), standing, _held(pair, open_layers))


def _held(pair: tuple[str, str], open_layers: Mapping[str, frozenset[tuple[str, str]]]) -> frozenset[str]:
    """Return the layers that hold a pair shut alone; where nothing leads there, filters have nothing to hold."""
    held = frozenset(layer for layer, open_pairs in open_layers.items() if pair not in open_pairs)
    return frozenset({ROUTES}) if ROUTES in held else held


def flows(declaration: Declaration, found: Found) -> Iterator[FlowStanding]:
    """Yield every declared flow with its verdict, in the order of the declaration."""
    blocked = {one.flow for one in found.blockages}
    for flow in declaration.flows:
        verdict = FlowVerdict.ALLOWED if flow.id in found.asked else FlowVerdict.VACANT
        if found.doubtful & {flow.source, flow.destination}:
            verdict = FlowVerdict.UNKNOWN
        if flow.id in blocked:
            verdict = FlowVerdict.BLOCKED
        yield FlowStanding(flow.id, flow.source, flow.destination, flow.span, flow.why, verdict)


def promises(declaration: Declaration, found: Found) -> Iterator[Promise]:
    """Yield every pair that `never` names: broken if anything passes, else kept, or not known."""
    for pair in sorted(declaration.never):
        standing = Standing.UNKNOWN if found.doubtful & {*pair} else Standing.CLOSED
        yield Promise(*pair, Standing.VIOLATED if pair in found.violated else standing)


def _meant(opening: Opening, declaration: Declaration, found: Found, pair: tuple[str, str]) -> Opening:
    """Return an opening whose `must` counts those whom each flow is for, beside what holds for all who stand there."""
    flows = [flow for flow in declaration.asking(*pair) if flow.id in found.asked]
    stopped = [span for one in found.blockages if (one.source, one.destination) == pair for span in one.spans]
    proven = minus(dict.fromkeys(flow.span for flow in flows), (*stopped, *opening.must))
    return replace(opening, must=tuple(sorted((*opening.must, *proven)))) if proven else opening


def _faulty(pair: tuple[str, str], found: Found) -> Standing | None:
    if pair in found.violated:
        return Standing.VIOLATED
    if pair in found.blocked:
        return Standing.BLOCKED
    return Standing.UNKNOWN if found.doubtful & {*pair} else None


def _vacant(declaration: Declaration, found: Found) -> frozenset[tuple[str, str]]:
    """Return the pairs with declared flows none of which has somebody at both ends."""
    asked = {_pair(flow) for flow in declaration.flows if flow.id in found.asked}
    return frozenset(_pair(flow) for flow in declaration.flows) - asked


def _pair(flow: Flow) -> tuple[str, str]:
    return flow.source, flow.destination
