"""The texts by which a recording names an output: `~[3.arn]~` of registration 3, `~[i:0.accountId]~` of invoke 0."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Step = str | int

_PATH = r"(?:\.[A-Za-z0-9_$-]+|\[[0-9]{1,6}\]|\[\"[^\"\]]*\"\])+"
_SENTINEL = re.compile(rf"~\[(i:)?([0-9]{{1,7}})({_PATH})\]~")
_STEP = re.compile(r"\.([A-Za-z0-9_$-]+)|\[([0-9]+)\]|\[\"([^\"\]]*)\"\]")
_REST = re.compile(r"~\[(?=i:|[0-9])|\]~")
"""What is left of a sentinel that a program has cut."""


@dataclass(frozen=True, slots=True)
class Output:
    """An output of a registration, or of an invoke, with Pulumi's names."""

    number: int
    path: tuple[Step, ...]
    invoked: bool = False


class CutError(ValueError):
    """The program worked on a text that stands for a value, so that what it became is not known."""


def pieces(text: str) -> tuple[str | Output, ...]:
    """Return a text as literal parts and outputs in order; CutError where part of a sentinel is left over."""
    return tuple(_pieces(text)) if "~[" in text or "]~" in text else (text,)


def sentinel(number: int, path: str) -> str:
    """Return the text that stands for an output of a registration."""
    return f"~[{number}.{path}]~"


def _pieces(text: str) -> Iterator[str | Output]:
    at = 0
    for match in _SENTINEL.finditer(text):
        if match.start() > at:
            yield _literal(text[at : match.start()])
        yield Output(int(match[2]), tuple(_steps(match[3])), invoked=bool(match[1]))
        at = match.end()
    if at < len(text):
        yield _literal(text[at:])


def _literal(text: str) -> str:
    if _REST.search(text):
        raise CutError(text)
    return text


def _steps(path: str) -> Iterator[Step]:
    for name, index, key in _STEP.findall(path):
        yield int(index) if index else name or key
