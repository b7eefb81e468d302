"""What changed between two trees, for people: ten lines first, then each change, weakening ones first."""

from collections.abc import Iterator, Sequence

from bastide.model.change import Aspect, Change, Direction
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import counted

WORDS = {Direction.WEAKENS: "weaker", Direction.UNCLEAR: "changed", Direction.STRENGTHENS: "stronger"}
SUMMARY = 10
"""Lines before the details."""


def diff(before: str, after: str, changes: Sequence[Change], unknown: Sequence[str], paint: Paint = PLAIN) -> str:
    """Return the changes from one side to the other, ending with a line break."""
    head = list(_head(before, after, changes, unknown, paint))
    details = [_line(change, paint) for change in changes]
    doubts = [f"? not proven: {visible(one)}" for one in unknown]
    body = [*details, *doubts]
    return "\n".join([*head, *(["", *body] if body else [])]) + "\n"


def _head(before: str, after: str, changes: Sequence[Change], unknown: Sequence[str], paint: Paint) -> Iterator[str]:
    """Yield at most ten lines: the sides, the sums, and the changes that weaken most."""
    yield paint.strong(f"{visible(before)} -> {visible(after)}")
    for direction in Direction:
        some = [change for change in changes if change.direction is direction]
        if some:
            yield _sum(direction, some, paint)
    if not changes:
        yield "no path, grant, key, lock or term differs"
    if unknown:
        yield paint.doubtful(f"not proven: {counted(len(unknown), 'part')}")
    weakest = [change for change in changes if change.direction is Direction.WEAKENS]
    for change in weakest[: SUMMARY - 5]:
        yield f"  {_told(change)}"


def _sum(direction: Direction, changes: Sequence[Change], paint: Paint) -> str:
    parts = [
        counted(number, str(aspect))
        for aspect in Aspect
        if (number := sum(change.trait.aspect is aspect for change in changes))
    ]
    text = f"{WORDS[direction]}: {', '.join(parts)}"
    ink = {Direction.WEAKENS: paint.bad, Direction.UNCLEAR: paint.doubtful, Direction.STRENGTHENS: paint.good}
    return ink[direction](text)


def _line(change: Change, paint: Paint) -> str:
    sign = {Direction.WEAKENS: paint.bad("!"), Direction.UNCLEAR: "~", Direction.STRENGTHENS: paint.good("+")}
    place = change.trait.place
    where = f"  [{visible(str(place))}]" if place else ""
    return f"{sign[change.direction]} {change.trait.aspect}: {_told(change)}{where}"


def _told(change: Change) -> str:
    subject = visible(change.trait.subject)
    if change.before is None:
        return f"{subject} appears" + _value(change.trait.value)
    if change.after is None:
        return f"{subject} vanishes" + _value(change.trait.value)
    return f"{subject}: {visible(change.before.value)} -> {visible(change.after.value)}"


def _value(value: str) -> str:
    return "" if value in ("open", "present") else f" ({visible(value)})"
