"""The few marks of SVG that the map is drawn with. Text is escaped here and nowhere else; looks are classes."""

from collections.abc import Iterable
from html import escape as escaped

from bastide.report.display import visible

ICONS = {
    "globe": "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M1.5 8h13M8 1.5c-5 4-5 9 0 13c5-4 5-9 0-13",
    "house": "M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7M6.5 13.5v-4h3v4",
    "lock": "M3.5 7.5h9v6h-9zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2M8 10v1.5",
    "tower": "M8 6.5v8M5 14.5h6M8 6.5a1 1 0 1 0 0-.1M5 3.5a4.2 4.2 0 0 0 0 5.5M11 3.5a4.2 4.2 0 0 1 0 5.5"
    "M3 1.8a7 7 0 0 0 0 9M13 1.8a7 7 0 0 1 0 9",
    "building": "M3 14V3l5-1.5L13 3v11M1.5 14h13M6 5.5h1M9 5.5h1M6 8.5h1M9 8.5h1M6.7 14v-3h2.6v3",
    "key": "M10.5 1.8a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 1 0 0-7.4M7.8 8.2 2 14M3.6 12.4l1.6 1.6M5.6 10.4l1.6 1.6",
    "plug": "M5.5 1.5v4M10.5 1.5v4M3.5 5.5h9v2a4.5 4.5 0 0 1-9 0zM8 12v2.5",
    "shield": "M8 1.5 13.5 3.5v4c0 4-2.7 6-5.5 7c-2.8-1-5.5-3-5.5-7v-4zM5.5 8l2 2l3-4",
    "postgres": "M3 4c0-3 10-3 10 0v8c0 3-10 3-10 0zM3 4c0 3 10 3 10 0M3 8c0 3 10 3 10 0",
    "object": "M2.5 4h11l-1.3 10H3.8zM2.5 4c0-2.5 11-2.5 11 0",
    "file": "M1.5 3.5h4.5l1.5 2h7v8h-13z",
    "gear": "M8 5.3a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4M8 1.5v2.2M8 12.3v2.2"
    "M1.5 8h2.2M12.3 8h2.2M3.4 3.4 5 5M11 11l1.6 1.6M12.6 3.4 11 5M5 11l-1.6 1.6",
    "again": "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5v3h-3",
}
"""Pictures of 16 by 16 pixels, each one path of strokes."""


def escape(said: str) -> str:
    """Return a text that is only a text: no markup, and nothing that steers how it is read."""
    return escaped(visible(said))


def text(x: float, y: float, said: str, look: str, *, anchor: str = "") -> str:
    """Return a line of text with its baseline at `y`."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" class="{look}"{where}>{escape(said)}</text>'


def rect(x: float, y: float, size: tuple[float, float], look: str, *, round_: float = 0) -> str:
    """Return a box."""
    corner = f' rx="{_n(round_)}"' if round_ else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(size[0])}" height="{_n(size[1])}"{corner} class="{look}"/>'


def icon(x: float, y: float, name: str, look: str = "") -> str:
    """Return a picture with its upper left corner there."""
    return f'<use href="#mi-{name}" x="{_n(x)}" y="{_n(y)}" width="14" height="14" class="mi {look}"/>'


def line(points: Iterable[tuple[float, float]], look: str, *, bend: float = 7, end: str = "") -> str:
    """Return a line through points at right angles, its corners rounded; `end` names the mark at its end."""
    mark = f' marker-end="url(#mm-{end})"' if end else ""
    return f'<path d="{_bent(list(points), bend)}" class="{look}"{mark}/>'


def group(parts: Iterable[str], look: str = "", *, at: tuple[float, float] = (0, 0), more: str = "") -> str:
    """Return parts as a group, moved to a place."""
    where = f' transform="translate({_n(at[0])} {_n(at[1])})"' if any(at) else ""
    return f"<g{f' class={chr(34)}{look}{chr(34)}' if look else ''}{where}{more}>{''.join(parts)}</g>"


def told(parts: Iterable[str], tip: str) -> str:
    """Return parts with a text that shows when they are pointed at, and that screen readers say."""
    return f"<g><title>{escape(tip)}</title>{''.join(parts)}</g>"


def link(parts: Iterable[str], target: str, tip: str, more: str = "") -> str:
    """Return parts as a link."""
    name = escape(tip)
    return f'<a href="{escape(target)}" aria-label="{name}"{more}><title>{name}</title>{"".join(parts)}</a>'


def symbols() -> str:
    """Return the pictures and the marks at lines' ends, to be used by name."""
    icons = "".join(
        f'<symbol id="mi-{name}" viewBox="0 0 16 16"><path d="{path}"/></symbol>' for name, path in ICONS.items()
    )
    marks = "".join(
        f'<marker id="mm-{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .8 10 5 0 9.2z" class="mm mm-{name}"/></marker>'
        for name in ("plain", "quiet", "bad", "doubt", "good")
    )
    return f"<defs>{icons}{marks}</defs>"


def _bent(points: list[tuple[float, float]], bend: float) -> str:
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    kept = [
        one for at, one in enumerate(kept) if at in (0, len(kept) - 1) or not _straight(kept[at - 1], one, kept[at + 1])
    ]
    parts = [f"M{_n(kept[0][0])} {_n(kept[0][1])}"]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        near = min(bend, _far(before, corner) / 2, _far(corner, after) / 2)
        first, last = _towards(corner, before, near), _towards(corner, after, near)
        parts.append(f"L{_n(first[0])} {_n(first[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(last[0])} {_n(last[1])}")
    parts.append(f"L{_n(kept[-1][0])} {_n(kept[-1][1])}")
    return "".join(parts)


def _straight(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: tuple[float, float], end: tuple[float, float], length: float) -> tuple[float, float]:
    whole = _far(start, end) or 1
    return start[0] + (end[0] - start[0]) * length / whole, start[1] + (end[1] - start[1]) * length / whole


def _n(number: float) -> str:
    """Return a number with at most one decimal, so that the same map has the same bytes everywhere."""
    return f"{number:.1f}".removesuffix(".0")
