"""Loads the engine with one error planted in it, beside the real one.

A change is found by its tokens, so that wrapping a line, another quote or a comma before a bracket don't hide it.
"""

import importlib.abc
import importlib.machinery
import io
import sys
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager
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
    """An error: the semantic that it breaks, the module, what stands there, and what is put in its place."""

    semantic: str
    module: str
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


def grafted(source: str, mutant: Mutant) -> str:
    """Put the change into the text of its module; GraftError unless it fits in exactly one place."""
    there, wanted = pieces(source), [piece.text for piece in pieces(mutant.old)]
    texts = [piece.text for piece in there]
    places = [at for at in range(len(texts) - len(wanted) + 1) if texts[at : at + len(wanted)] == wanted]
    if len(places) != 1:
        msg = f"`{mutant.old}` stands {len(places)} times in {mutant.module}.py: {mutant.semantic}"
        raise GraftError(msg)
    first, last = there[places[0]], there[places[0] + len(wanted) - 1]
    return source[: first.start] + mutant.new + source[last.end :]


class Graft(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds the modules of a copy of the engine under another name, with one text changed."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.mutant = name, mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name and not fullname.startswith(f"{self.name}."):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=fullname == self.name)

    def get_source(self, fullname: str) -> str:
        module = fullname.removeprefix(self.name).removeprefix(".") or "__init__"
        source = (HOME / f"{module}.py").read_text(encoding="utf-8")
        if module == self.mutant.module:
            source = grafted(source, self.mutant)
        return source.replace(REAL, self.name)


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
