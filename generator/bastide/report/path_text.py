"""A path in words: what passes between two ends, hop by hop, or everything that stops it."""

from collections.abc import Iterator, Mapping, Sequence

from bastide.model.place import Place
from bastide.model.proof import Hop, Trip, Walk
from bastide.prove.segmentation.packets import written
from bastide.prove.segmentation.paths import PathAnswer, Shown, Tried, Word
from bastide.prove.segmentation.spans import listed, shown
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint

GOOD = frozenset({Word.PASSES})


def path(answer: PathAnswer, asked_at: Mapping[str, Sequence[Place]], paint: Paint = PLAIN) -> str:
    """Return the answer about two ends, ending with a line break."""
    ends = f"{visible(answer.source)} -> {visible(answer.destination)}"
    zones = " -> ".join(visible(zone) for zone in answer.zones)
    head = ends if (answer.source, answer.destination) == answer.zones else f"{ends} (zones {zones})"
    passing = listed(answer.passing, limit=8) or "nothing"
    sections = [f"{paint.strong(head)}\npasses between the zones: {passing}"]
    sections += ["\n".join(_tried(tried, asked_at, paint)) for tried in answer.tried]
    return "\n\n".join(sections) + "\n"


def _tried(tried: Tried, asked_at: Mapping[str, Sequence[Place]], paint: Paint) -> Iterator[str]:
    word = f"{paint.strong(shown(tried.span))}: {_painted(tried.word, paint)}{_by_version(tried)}"
    if len(tried.shown) > 1:
        yield word
        yield from _asked(tried, asked_at)
        for one in tried.shown:
            yield f"  {_outcome(one.trip, paint)}:  {written(one.trip.forward.packet)}"
            yield from _packet(one, paint)
        return
    (only,) = tried.shown
    outcome = "" if _plain(only.trip) in ("stopped", tried.word) else f": {_outcome(only.trip, paint)}"
    yield f"{word}{outcome}  {written(only.trip.forward.packet)}"
    yield from _asked(tried, asked_at)
    yield from _packet(only, paint)


def _painted(word: Word, paint: Paint) -> str:
    return paint.good(word) if word in GOOD else paint.bad(word)


def _by_version(tried: Tried) -> str:
    """Return what is so over each IP version, where the word does not say it of all."""
    if all(one.version is None or one.word == tried.word for one in tried.versions):
        return ""
    return f" ({', '.join(f'over IPv{one.version} {one.word}' for one in tried.versions)})"


def _packet(one: Shown, paint: Paint) -> Iterator[str]:
    trip = one.trip
    yield f"  from `{visible(trip.forward.source)}` to `{visible(trip.forward.destination)}`"
    yield from _walk("there", trip.forward, paint)
    if trip.reply is not None:
        yield from _walk("back", trip.reply, paint)
    if one.obstacles:
        yield "  all that would have to change for it to pass:"
        for hop in one.obstacles:
            yield f"    - {visible(hop.text)}{_where(hop)}"


def _outcome(trip: Trip, paint: Paint) -> str:
    return paint.good(_plain(trip)) if trip.completes else paint.bad(_plain(trip))


def _plain(trip: Trip) -> str:
    if trip.completes:
        return "passes"
    return "arrives, its reply is stopped" if trip.forward.arrives else "stopped"


def _asked(tried: Tried, asked_at: Mapping[str, Sequence[Place]]) -> Iterator[str]:
    if not tried.flows:
        yield "  no declared flow asks for it"
    for flow in tried.flows:
        places = ", ".join(visible(str(place)) for place in asked_at.get(flow.id, ()))
        yield f"  asked for by {visible(flow.id)}{f' at {places}' if places else ''}: {visible(flow.why)}"


def _walk(title: str, walk: Walk, paint: Paint) -> Iterator[str]:
    if walk.hops:
        yield f"  {title}:"
    for number, hop in enumerate(walk.hops, start=1):
        mark = " " if hop.passes else paint.bad("x")
        yield f"  {mark} {number:>2}  {visible(hop.text)}{_where(hop)}"


def _where(hop: Hop) -> str:
    places = dict.fromkeys(str(origin.place) for origin in hop.origins if origin.place is not None)
    return f"  [{visible(', '.join(places))}]" if places else ""
