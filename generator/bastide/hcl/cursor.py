"""A position in a text: skipping, places and syntax errors; the ground on which the parser stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NoReturn

from bastide.hcl.lexer import BLOCK_COMMENT, COMMENT
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.graph import Unknown
from bastide.model.place import Place

MAX_DEPTH = 80
"""How deep brackets, blocks and templates may nest: more than any real file, less than the interpreter's stack."""

INLINE = rf"(?:[ \t\r]++|{COMMENT}|{BLOCK_COMMENT})*+"
ANYWHERE = rf"(?:[ \t\r\n]++|{COMMENT}|{BLOCK_COMMENT})*+"


@dataclass(frozen=True, slots=True)
class Blanks:
    """What counts as blank (line ends do inside brackets), alone and before what may follow an operand."""

    skip: re.Pattern[str]
    operator: re.Pattern[str]
    postfix: re.Pattern[str]


def _blanks(skip: str) -> Blanks:
    operator = rf"{skip}(==|!=|<=|>=|&&|\|\||[-+*/%<>?])"
    return Blanks(re.compile(skip), re.compile(operator), re.compile(rf"{skip}(\.(?!\.)|\[)"))


LINE = _blanks(INLINE)
BRACKETED = _blanks(ANYWHERE)


class ParseError(Exception):
    """The text is not HCL; `diagnostic` is the one SCAN001 that says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(f"{self.place}: {diagnostic.message}")

    @property
    def place(self) -> Place:
        """Where the text stops being HCL."""
        return self.diagnostic.labels[0].place


class Cursor:
    """A text, the index of the next character to read, and what is blank there."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.blanks = LINE
        self._depth = 0
        self._starts = [0, *(match.end() for match in re.finditer(r"\n", text))]

    def line(self, position: int) -> int:
        """Return the line number of an index, from 1."""
        return bisect_right(self._starts, position)

    def place(self, start: int, end: int) -> Place:
        """Return the place of the characters from `start` to before `end`."""
        starts = self._starts
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        return Place(self.file, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def skip(self) -> None:
        """Move past blanks and comments."""
        match = self.blanks.skip.match(self.text, self.position)
        if match:
            self.position = match.end()

    def skip_all(self) -> None:
        """Move past blanks, comments and line ends."""
        match = BRACKETED.skip.match(self.text, self.position)
        if match:
            self.position = match.end()

    def take(self, symbol: str) -> bool:
        """Move past blanks and a symbol, if it comes next."""
        self.skip()
        if not self.text.startswith(symbol, self.position):
            return False
        self.position += len(symbol)
        return True

    def word(self, pattern: re.Pattern[str], what: str) -> str:
        """Move past blanks and what the pattern matches, and return it; a syntax error if it isn't there."""
        self.skip()
        match = pattern.match(self.text, self.position)
        if not match:
            self.fail(what)
        self.position = match.end()
        return match[0]

    def expect(self, symbol: str, opened: int) -> None:
        """Move past a closing symbol; a syntax error pointing at both ends if it isn't there."""
        if not self.take(symbol):
            self.fail(f"`{symbol}`", self.opened(opened))

    def opened(self, start: int) -> Label:
        """Return the note that something unfinished starts at an index."""
        return Label(self.place(start, start + 1), "opened here")

    def enter(self, blanks: Blanks) -> Blanks:
        """Go one level deeper, under other blanks; returns those to `leave` with."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.refuse(f"nested deeper than {MAX_DEPTH} levels", self.place(self.position, self.position + 1))
        outer, self.blanks = self.blanks, blanks
        return outer

    def leave(self, outer: Blanks) -> None:
        """Go back up to the level that `enter` left."""
        self._depth -= 1
        self.blanks = outer

    def unknown(self, start: int, reason: str) -> Unknown:
        """Return the text read since `start` as something that can't be evaluated."""
        return Unknown(self.text[start : self.position], reason, self.place(start, self.position))

    def fail(self, expected: str, *others: Label) -> NoReturn:
        """Raise the syntax error that something else stands here."""
        self.skip()
        end = min(self.position + 1, len(self.text))
        found = self.text[self.position : end]
        shown = {"": "the end of the file", "\n": "the end of the line"}.get(found, f"`{found}`")
        self.refuse(f"expected {expected}, found {shown}", self.place(self.position, end), *others)

    def refuse(self, message: str, place: Place, *others: Label) -> NoReturn:
        """Raise a syntax error."""
        raise ParseError(
            Diagnostic(
                code="SCAN001",
                message=message,
                labels=(Label(place), *others),
                why="a file that can't be parsed can't be judged, and what it declares may be wrong",
                fix=f"correct the syntax; `terraform fmt {self.file}` explains it in Terraform's words",
            )
        )
