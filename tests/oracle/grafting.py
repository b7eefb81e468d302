"""Loads the engine with one error planted in it, beside the real one.

A change is found by its tokens, so that wrapping a line, another quote or a comma before a bracket don't hide it.
"""

import importlib.abc
import importlib.machinery
import io
import sys
import tokenize
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from bastide.prove import engine

REAL = "bastide.prove.engine"
HOME = Path(engine.__file__).parent
SILENT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}


class GraftError(Exception):
    """What a change is to replace is not there, or not there once."""


class Mutant(NamedTuple):
    """An error: the semantic that it breaks, what stands in the engine exactly once, and what is put in its place."""

    semantic: str
    old: str
    new: str


class Piece(NamedTuple):
    """A token that matters, and where it stands in the text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """Read the tokens of a text, less layout, and less commas before a closing bracket."""
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    found: list[Piece] = []
    for token in readable(text):
        if token.type in SILENT:
            continue
        if token.string in {")", "]", "}"} and found and found[-1].text == ",":
            found.pop()
        (row, column), (last_row, last_column) = token.start, token.end
        found.append(Piece(token.string, offsets[row - 1] + column, offsets[last_row - 1] + last_column))
    return found


def readable(text: str) -> Iterator[tokenize.TokenInfo]:
    """Read tokens, of a fragment too: one may end inside a bracket."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(text).readline)
    except tokenize.TokenError:
        return


def grafted(sources: Mapping[str, str], mutant: Mutant) -> dict[str, str]:
    """Put the change into the texts of the modules; GraftError unless it fits in exactly one place."""
    wanted = [piece.text for piece in pieces(mutant.old)]
    found = [(name, first, last) for name, text in sources.items() for first, last in places(text, wanted)]
    if len(found) != 1:
        msg = f"`{mutant.old}` stands {len(found)} times in the engine: {mutant.semantic}"
        raise GraftError(msg)
    (name, first, last), text = found[0], sources[found[0][0]]
    return {**sources, name: text[:first] + mutant.new + text[last:]}


def places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Find where a row of tokens stands in a text, from its first character to after its last."""
    there = pieces(text)
    texts = [piece.text for piece in there]
    starts = [at for at in range(len(texts) - len(wanted) + 1) if texts[at : at + len(wanted)] == wanted]
    return [(there[at].start, there[at + len(wanted) - 1].end) for at in starts]


@cache
def engine_sources() -> Mapping[str, str]:
    """Read the modules of the engine, once: what one test run judges is one engine."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(HOME.glob("*.py"))}


class Graft(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds the modules of a copy of the engine under another name, with one text changed."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.sources = name, grafted(engine_sources(), mutant)

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name and not fullname.startswith(f"{self.name}."):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=fullname == self.name)

    def get_source(self, fullname: str) -> str:
        module = fullname.removeprefix(self.name).removeprefix(".") or "__init__"
        return self.sources[module].replace(REAL, self.name)


@contextmanager
def planted(mutant: Mutant, name: str = "engine_with_an_error") -> Iterator[ModuleType]:
    """Give the engine's `compute` module with the error in it; nothing of it stays behind."""
    finder = Graft(name, mutant)
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(f"{name}.compute")
    finally:
        sys.meta_path.remove(finder)
        for module in [known for known in sys.modules if known == name or known.startswith(f"{name}.")]:
            del sys.modules[module]
