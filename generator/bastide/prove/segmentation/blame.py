"""Which line of a path to point at: the part of it that no declared flow asks for."""

from collections.abc import Iterable, Iterator

from bastide.model.diagnostic import Label
from bastide.model.finding import Step
from bastide.model.place import Place
from bastide.model.proof import Hop, Trip
from bastide.model.wire import Origin
from bastide.prove.segmentation import reasons
from bastide.prove.segmentation.evidence import Evidence


def unasked(evidence: Evidence) -> frozenset[Origin]:
    """Return the origins of all rules, entries and routes that no flow asks for."""
    parts = (*reasons.group_rules(evidence), *reasons.acl_entries(evidence), *reasons.routes(evidence))
    return frozenset(part.origin for part in parts)


def culprit(trip: Trip, suspects: frozenset[Origin]) -> Origin | None:
    """Return the first part of a path that no flow asks for, else the last rule that lets the packet pass."""
    placed = [origin for hop in hops(trip) for origin in hop.origins if origin.place is not None]
    return next((origin for origin in placed if origin in suspects), placed[-1] if placed else None)


def hops(trip: Trip) -> Iterator[Hop]:
    """Yield the decisions of a trip, there and back."""
    yield from trip.forward.hops
    if trip.reply is not None:
        yield from trip.reply.hops


def labels(trip: Trip, but: Origin | None = None) -> tuple[Label, ...]:
    """Return every placed line on a trip once, in order, with what it does; without the one that is shown already."""
    return tuple(dict.fromkeys(_labels(hops(trip), but)))


def steps(trip: Trip) -> tuple[Step, ...]:
    """Return a trip's decisions in order, there and back, each with its lines."""
    legs = [("there", trip.forward.hops), ("back", trip.reply.hops if trip.reply else ())]
    return tuple(Step(hop.text, _places(hop), leg) for leg, passed in legs for hop in passed)


def _places(hop: Hop) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(origin.place for origin in hop.origins if origin.place is not None))


def _labels(passed: Iterable[Hop], but: Origin | None) -> Iterator[Label]:
    for hop in passed:
        for origin in hop.origins:
            if origin.place is not None and (but is None or origin.place != but.place):
                yield Label(origin.place, hop.text)
