"""What a page of the documentation shows, and what the comment before each fence says that it is.

CONTRIBUTING.md, "Write a page", has the convention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)\s*$")
_MARK = re.compile(r"^ *<!-- (?P<word>file|part of|start|shown|run|pulumi)(?:: (?P<value>.*\S))? -->\s*$")
_ALONE = ("start", "run")


class Kind(Enum):
    """What is done with a piece of a page."""

    FILE = "file"
    PART = "part of"
    START = "start"
    SHOWN = "shown"
    RUN = "run"
    SHELL = "sh"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Piece:
    """A fence, or a comment that acts by itself; `line` counts from 1, `value` is what the comment names."""

    kind: Kind
    line: int
    value: str = ""
    lines: tuple[str, ...] = ()
    pulumi: bool = False


class PageError(Exception):
    """A page that breaks the convention."""


def pieces(page: Path) -> Iterator[Piece]:
    """Yield what a page shows, in its order.

    Raises PageError for a fence that nothing says the meaning of, and for a comment that has lost its fence.
    """
    mark: tuple[str, str, int] | None = None
    lines = iter(enumerate(page.read_text("utf-8").splitlines(), start=1))
    for number, line in lines:
        if fence := _FENCE.match(line):
            body = _body(lines, fence["indent"], f"{page.name}:{number}")
            yield _fence(fence["language"], body, number, mark, page.name)
            mark = None
        elif found := _MARK.match(line):
            _lost(mark, page.name)
            mark = (found["word"], found["value"] or "", number)
            if found["word"] in _ALONE:
                yield Piece(Kind(found["word"]), number, mark[1])
                mark = None
        elif line.strip():
            _lost(mark, page.name)
    _lost(mark, page.name)


def _body(lines: Iterator[tuple[int, str]], indent: str, place: str) -> tuple[str, ...]:
    body = []
    for _, line in lines:
        if line.rstrip() == f"{indent}```":
            return tuple(body)
        body.append(line.removeprefix(indent))
    message = f"{place}: a fence without an end"
    raise PageError(message)


def _fence(language: str, body: tuple[str, ...], line: int, mark: tuple[str, str, int] | None, page: str) -> Piece:
    word, value, _ = mark or ("", "", 0)
    if word in ("file", "part of", "shown"):
        if not value:
            message = f"{page}:{line}: `{word}` says nothing"
            raise PageError(message)
        return Piece(Kind(word), line, value, body)
    if language in ("sh", "console"):
        return Piece(Kind(language), line, value, body, pulumi=word == "pulumi")
    message = f"{page}:{line}: nothing says what this fence is; CONTRIBUTING.md, `Write a page`, has the words"
    raise PageError(message)


def _lost(mark: tuple[str, str, int] | None, page: str) -> None:
    if mark:
        message = f"{page}:{mark[2]}: no fence follows `{mark[0]}`"
        raise PageError(message)
