"""One source line with carets under a span, cut to the width of a page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bastide.model.place import Place
from bastide.report.display import columns, glyph

ROOM = 100
"""Columns that a source line may take before it is cut."""

_TAB = 4
_CUT = "…"
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A printable line and the carets to print below it."""

    text: str
    carets: str


def snippet(place: Place, sources: Mapping[str, str], *, room: int = ROOM) -> Snippet | None:
    """Return the first line of a place with its span marked, None if the sources don't hold that line.

    A span that runs on to other lines is marked to the end of its first; an empty span gets one caret.
    """
    lines = _lines(sources.get(place.file, ""))
    if place.file not in sources or not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    end = place.end_column if place.end_line == place.line else len(line.rstrip()) + 1
    return mark(line, place.column, end, room=room)


def mark(line: str, start: int, end: int, *, room: int = ROOM) -> Snippet:
    """Return a line with carets under the code points from column `start` to before `end` (both from 1).

    A line wider than `room` columns is cut round the start of the span; each cut shows as an ellipsis.
    """
    first = min(max(start, 1) - 1, len(line))
    # A line of megabytes must not be measured whole: four characters for each column are always enough.
    lead, tail = max(0, first - 4 * room), first + 4 * room
    shown = _expand(line[lead:tail])
    edges = list(accumulate(map(columns, shown), initial=0))
    first -= lead
    last = min(max(end - 1 - lead, first), len(shown))
    left, right = _window(edges, edges[first], room)
    before = _CUT if left or lead else ""
    after = _CUT if right < len(shown) or tail < len(line) else ""
    stop = min(edges[last], edges[right])
    carets = "^" * max(1, stop - edges[first])
    indent = " " * (columns(before) + edges[first] - edges[left])
    return Snippet(before + "".join(shown[left:right]) + after, indent + carets)


def _window(edges: list[int], focus: int, room: int) -> tuple[int, int]:
    """Return the first and the last index to show so that the column `focus` has room on both sides."""
    total = edges[-1]
    if total <= room:
        return 0, len(edges) - 1
    inner = room - 2 * columns(_CUT)
    begin = min(max(0, focus - room // 3), total - inner)
    # Combining marks share an edge with their base: after the last of them, none is left without its letter.
    left = bisect_right(edges, edges[bisect_left(edges, begin)]) - 1
    return left, bisect_right(edges, edges[left] + inner) - 1


def _expand(line: str) -> list[str]:
    """Return what to print for each character, tabs filled to the next stop."""
    shown: list[str] = []
    column = 0
    for char in line:
        piece = " " * (_TAB - column % _TAB) if char == "\t" else glyph(char)
        column += columns(piece)
        shown.append(piece)
    return shown


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(_BREAK.split(text))
