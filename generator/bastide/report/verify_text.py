"""Where a program and a tree differ, for people: each difference with both sides and their places."""

from collections.abc import Iterator, Sequence

from bastide.model.difference import Comparison, Difference, Side
from bastide.model.graph import Unknown
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import counted

WIDEST = 160
"""Characters of a value that are shown before it is cut."""


def verify(left: str, right: str, compared: Comparison, unknown: Sequence[Unknown], *, paint: Paint = PLAIN) -> str:
    """Return what was compared and all that differs, ending with a line break."""
    lines = [line for one in compared.differences for line in _difference(left, right, one, paint)]
    doubts = [f"? {visible(str(one.place))}: {visible(one.reason)}" for one in unknown]
    return "\n".join([*lines, *doubts, *_sum(left, right, compared, unknown, paint)]) + "\n"


def _difference(left: str, right: str, one: Difference, paint: Paint) -> Iterator[str]:
    yield paint.strong(f"{visible(one.address)}{' ' + visible(one.path) if one.path else ''}")
    width = max(len(left), len(right))
    for name, side in ((left, one.left), (right, one.right)):
        yield f"  {visible(name):<{width}}  {_said(side)}"


def _said(side: Side | None) -> str:
    if side is None:
        return "nothing"
    text = side.shown if len(side.shown) <= WIDEST else f"{side.shown[:WIDEST]} ... ({len(side.shown)} characters)"
    return f"{visible(text)}  [{visible(str(side.place))}]"


def _sum(left: str, right: str, compared: Comparison, unknown: Sequence[Unknown], paint: Paint) -> Iterator[str]:
    what = f"{counted(compared.resources, 'resource')}, {counted(compared.values, 'value')} compared"
    if unknown:
        yield paint.doubtful(f"{counted(len(unknown), 'part')} can't be compared")
    if compared.differences:
        yield paint.bad(f"{what}: {counted(len(compared.differences), 'difference')}")
    else:
        yield (paint.doubtful if unknown else paint.good)(
            f"{what}: `{visible(left)}` and `{visible(right)}` say the same"
        )
