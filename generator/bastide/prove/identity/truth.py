"""Three answers: no, it depends on what the code doesn't tell, yes (Kleene's strong logic of three values)."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """An answer. `and` is the least of several, `or` the greatest."""

    NO = 0
    DEPENDS = 1
    YES = 2


def negated(answer: Truth) -> Truth:
    """Return the opposite; what depends still depends."""
    return Truth(Truth.YES - answer)


def every(answers: Iterable[Truth]) -> Truth:
    """Return whether all hold; of none, yes."""
    return min(answers, default=Truth.YES)


def some(answers: Iterable[Truth]) -> Truth:
    """Return whether one holds; of none, no."""
    return max(answers, default=Truth.NO)


def known(*, answer: bool) -> Truth:
    """Return a plain yes or no."""
    return Truth.YES if answer else Truth.NO
