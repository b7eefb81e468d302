"""Orders on a line: tracks with few crossings, and places near where they want to be without touching."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One line in a channel: the points at which it is joined from either side, and where it leaves the channel."""

    low: tuple[float, ...]
    high: tuple[float, ...]
    through: tuple[float, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """Where it begins and ends."""
        every = (*self.low, *self.high, *self.through)
        return (min(every), max(every)) if every else (0.0, 0.0)


def tracks(runs: Sequence[Run]) -> tuple[int, ...]:
    """Return the track of each run, 0 nearest the low side, so that few of them cross; the same runs, the same tracks.

    Neighbours change places as long as that saves a crossing, which is best for the few runs that a channel has.
    """
    order = sorted(range(len(runs)), key=lambda one: (_lean(runs[one]), one))
    for _ in range(len(runs)):
        moved = False
        for at in range(len(order) - 1):
            one, other = runs[order[at]], runs[order[at + 1]]
            if _crossings(other, one) < _crossings(one, other):
                order[at], order[at + 1] = order[at + 1], order[at]
                moved = True
        if not moved:
            break
    return tuple(order.index(one) for one in range(len(runs)))


def _lean(run: Run) -> float:
    """Return a first guess: what goes down far begins far from the low side if it starts high."""
    low, high = run.low or run.through, run.high or run.through
    if not low or not high:
        return 0.0
    start, end = sum(low) / len(low), sum(high) / len(high)
    return -start if end > start else start


def _crossings(left: Run, right: Run) -> int:
    """Return how often two runs cross if the first is nearer the low side."""
    (first, last), (top, bottom) = left.ends, right.ends
    return sum(top < at < bottom for at in left.high) + sum(first < at < last for at in right.low)


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> tuple[float, ...]:
    """Return the starts of boxes in their order, as near to the wanted centres as they can be without touching.

    Boxes that push each other move as a block to the mean of what they want (pool adjacent violators).
    """
    offsets, total = list[float](), 0.0
    for size in sizes:
        offsets.append(total)
        total += size + gap
    blocks = list[tuple[float, int]]()
    for want, size, offset in zip(wanted, sizes, offsets, strict=True):
        blocks.append((want - size / 2 - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, many), (other, more) = blocks[-2:]
            blocks[-2:] = [((one * many + other * more) / (many + more), many + more)]
    starts = [start for start, count in blocks for _ in range(count)]
    return tuple(start + offset for start, offset in zip(starts, offsets, strict=True))


def swept(columns: Sequence[list[str]], near: Mapping[str, AbstractSet[str]], rounds: int = 4) -> None:
    """Sort the names in columns by the mean place of their neighbours in the columns beside, back and forth.

    `near` has the neighbours of each name. A name without neighbours keeps its place.
    """
    for turn in range(rounds):
        steps = range(1, len(columns)) if turn % 2 == 0 else range(len(columns) - 2, -1, -1)
        for at in steps:
            other = at - 1 if turn % 2 == 0 else at + 1
            places = {name: number / max(len(columns[other]), 1) for number, name in enumerate(columns[other])}
            own = {name: number / max(len(columns[at]), 1) for number, name in enumerate(columns[at])}
            columns[at].sort(key=lambda name: (_mean(near.get(name, frozenset()), places, own[name]), own[name]))


def _mean(names: AbstractSet[str], places: Mapping[str, float], otherwise: float) -> float:
    found = [place for name, place in places.items() if name in names]
    return sum(found) / len(found) if found else otherwise
