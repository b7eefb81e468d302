"""Texts of policies of which the code tells only a part, and whether a pattern matches them.

A hole is what only deployment decides. One with an identity (a key's id) is that of one resource: it equals itself and
no other's, and holds neither `/` nor `:`. A free one may be any text, an object's key or a person's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bastide.prove.identity.truth import Truth, known

OPEN, FREE, CLOSE = "\x02", "~", "\x03"
HOLE = re.compile(f"{OPEN}({FREE}?)([^{CLOSE}]*){CLOSE}")
_TOKEN = re.compile(rf"{HOLE.pattern}|(.)", re.DOTALL)
_PLAIN = re.compile(rf"[^*?{OPEN}]*")
_SEPARATORS = "/:"


def hole(label: str) -> str:
    """Return the text of what is known by identity only."""
    return f"{OPEN}{label}{CLOSE}"


def free(label: str) -> str:
    """Return the text of what may be anything."""
    return f"{OPEN}{FREE}{label}{CLOSE}"


def shown(text: str) -> str:
    """Return a text as a person reads it, holes as `${label}`."""
    return HOLE.sub(lambda found: "${" + found[2] + "}", text)


class Gap(NamedTuple):
    """A hole inside a text."""

    free: bool
    label: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """What stands for characters in a pattern: one, or any number."""

    many: bool


Token = str | Gap | Wildcard
ANY, ONE = Wildcard(many=True), Wildcard(many=False)


def matches(pattern: str, text: str) -> Truth:
    """Return whether a pattern with `*` and `?` matches a text; letter case counts."""
    return Truth.YES if pattern == "*" else _compared(pattern, text, wild=True)


def same(one: str, other: str) -> Truth:
    """Return whether two texts are the same."""
    return Truth.YES if one == other else _compared(one, other, wild=False)


@lru_cache(maxsize=65536)
def _compared(pattern: str, text: str, *, wild: bool) -> Truth:
    size = min(len(_prefix(pattern)), len(_prefix(text)))
    if pattern[:size] != text[:size]:
        return Truth.NO
    if _apart(pattern, text, size):
        return Truth.NO
    if OPEN not in pattern and OPEN not in text:
        return known(answer=_regex(pattern).fullmatch(text) is not None if wild else pattern == text)
    left, right = _tokens(pattern, wild=wild), _tokens(text, wild=False)
    if _surely(left, right):
        return Truth.YES
    return Truth.DEPENDS if _possibly(left, right) else Truth.NO


def _apart(pattern: str, text: str, size: int) -> bool:
    """Tell whether two texts go on with the identities of two different resources: most pairs end so."""
    left, right = HOLE.match(pattern, size), HOLE.match(text, size)
    return left is not None and right is not None and not (left[1] or right[1]) and left[2] != right[2]


def _prefix(text: str) -> str:
    found = _PLAIN.match(text)
    return "" if found is None else found[0]


@lru_cache(maxsize=4096)
def _regex(pattern: str) -> re.Pattern[str]:
    pieces = (".*" if one == "*" else "." if one == "?" else re.escape(one) for one in pattern)
    return re.compile("".join(pieces), re.DOTALL)


@lru_cache(maxsize=16384)
def _tokens(text: str, *, wild: bool) -> tuple[Token, ...]:
    special: dict[str, Token] = {"*": ANY, "?": ONE} if wild else {}
    return tuple(
        special.get(found[3], found[3]) if found[3] is not None else Gap(bool(found[1]), found[2])
        for found in _TOKEN.finditer(text)
    )


def _surely(pattern: tuple[Token, ...], text: tuple[Token, ...]) -> bool:
    """Tell whether the pattern matches whatever the holes turn out to be."""
    reached = _skipped(pattern, {0})
    for token in text:
        after = {at for at in reached if pattern[at : at + 1] == (ANY,)}
        after |= {at + 1 for at in reached if at < len(pattern) and _surely_one(pattern[at], token)}
        reached = _skipped(pattern, after)
    return len(pattern) in reached


def _surely_one(one: Token, token: Token) -> bool:
    return one == token or (one == ONE and isinstance(token, str))


def _skipped(pattern: tuple[Token, ...], reached: set[int]) -> set[int]:
    """Add the positions behind a `*` that stands for nothing."""
    found = set(reached)
    for start in reached:
        at = start
        while pattern[at : at + 1] == (ANY,):
            at += 1
            found.add(at)
    return found


def _possibly(pattern: tuple[Token, ...], text: tuple[Token, ...]) -> bool:
    """Tell whether the pattern matches for some filling of the holes."""
    seen: set[tuple[int, int]] = set()
    waiting = [(0, 0)]
    while waiting:
        state = waiting.pop()
        if state == (len(pattern), len(text)):
            return True
        if state not in seen:
            seen.add(state)
            waiting.extend(_steps(pattern, text, *state))
    return False


def _steps(pattern: tuple[Token, ...], text: tuple[Token, ...], at: int, index: int) -> Iterator[tuple[int, int]]:
    one = pattern[at] if at < len(pattern) else None
    token = text[index] if index < len(text) else None
    if one == ANY or (isinstance(one, Gap) and one.free):
        yield at + 1, index
        if token is not None:
            yield at, index + 1
    if isinstance(token, Gap) and token.free:
        yield at, index + 1
        if one is not None:
            yield at + 1, index
    if one is not None and token is not None:
        yield from _paired(one, token, at, index)


def _paired(one: Token, token: Token, at: int, index: int) -> Iterator[tuple[int, int]]:
    """Yield what follows when one token of each side stands for the same characters."""
    if _surely_one(one, token):
        yield at + 1, index + 1
    if _fills(token, one):
        yield at + 1, index + 1
        yield at + 1, index
    if _fills(one, token):
        yield at + 1, index + 1
        yield at, index + 1


def _fills(gap: Token, other: Token) -> bool:
    """Tell whether a hole with an identity may hold a character of the other side."""
    if not isinstance(gap, Gap) or gap.free:
        return False
    return other == ONE or (isinstance(other, str) and other not in _SEPARATORS)
