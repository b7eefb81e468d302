"""Which lines of the map run together, and past which columns each goes.

Lines run at right angles: along tracks in the channels between columns, and along the corridors above and below the
boxes of a network. Lines that say the same and begin or end at one box run together, so that few lines say it all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bastide.report.site.map_facts import Link, Site

TIMES = "\N{MULTIPLICATION SIGN}"
SPANS = 3
"""How many kinds of traffic a label names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Links that say the same and share an end: `hub` is the box at which they meet, and where their label stands."""

    number: int
    hub: str
    out: bool
    links: tuple[Link, ...]

    @property
    def label(self) -> tuple[str, ...]:
        """The lines of its label: the traffic, and for how many pairs of zones, where that is more than one sees."""
        spans = self.links[0].spans
        named = spans if len(spans) <= SPANS else (*spans[: SPANS - 1], f"+ {len(spans) - SPANS + 1}")
        pairs = sum(len(one.pairs) for one in self.links)
        return (*named, f"{TIMES}{pairs}") if any(len(one.pairs) > 1 for one in self.links) else named


@dataclass(frozen=True, slots=True)
class Way:
    """How a link runs: the sides (`left`, `right`, `top`) at which it leaves and arrives, and what it runs through.

    `first` and `last` are the channels at its ends, None where it ends at the top of a box; `corridor` is `above`,
    `below`, or empty for one channel alone, or none at all between neighbours.
    """

    leaves: str
    arrives: str
    first: int | None
    last: int | None
    corridor: str


def bundles(links: Sequence[Link], way: Callable[[Link], Way]) -> tuple[Bundle, ...]:
    """Return the links in bundles, the largest that can be made first; `way` says how a link runs."""
    left = list(links)
    found = list[tuple[str, bool, tuple[Link, ...]]]()
    while left:
        hub, out, members = max(_candidates(left, way), key=lambda one: (len(one[2]), one[1]))
        found.append((hub, out, members))
        left = [one for one in left if one not in members]
    found.sort(key=lambda one: links.index(one[2][0]))
    return tuple(Bundle(number, *one) for number, one in enumerate(found))


def _candidates(links: Sequence[Link], way: Callable[[Link], Way]) -> Iterator[tuple[str, bool, tuple[Link, ...]]]:
    outs, ins = defaultdict[object, list[Link]](list), defaultdict[object, list[Link]](list)
    for one in links:
        outs[one.source, one.tie, one.spans, one.own, way(one).leaves].append(one)
        ins[one.target, one.tie, one.spans, one.own, way(one).arrives].append(one)
    for members in outs.values():
        yield members[0].source, True, tuple(members)
    for members in ins.values():
        yield members[0].target, False, tuple(members)


def way(source: Site, target: Site, beside: Callable[[str, str], int]) -> Way:
    """Return how a link runs; `beside` is 1 for the next box to the right in one band, -1 to the left, else 0."""
    start, end = int(source.lane), int(target.lane)
    if source.shared and target.shared:
        step = beside(source.key, target.key)
        if step:
            return Way(*(("right", "left") if step > 0 else ("left", "right")), None, None, "")
        return Way("top", "top", None, None, "below")
    if target.shared:
        return Way("right", "top", start, None, "below")
    if source.shared:
        return Way("top", "right", None, end, "below")
    if end in (start, start + 1):
        return Way("right", "right" if end == start else "left", start, start, "")
    if end == start - 1:
        return Way("left", "right", end, end, "")
    if end > start:
        return Way("right", "left", start, end - 1, "above")
    return Way("left", "right", start - 1, end, "above")
