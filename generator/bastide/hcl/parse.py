"""Parse HCL native syntax into blocks, attributes and values, each with its exact place.

Accepts all of the language and evaluates none of it: what is not a literal, a reference, a template of those or
`jsonencode` is an `Unknown`. Linear in the size of the text; nesting is bounded.
"""

import re
from typing import NoReturn

from bastide.hcl.cursor import ANYWHERE, INLINE, LINE, ParseError
from bastide.hcl.expression import ExpressionReader
from bastide.hcl.lexer import PLAIN_TEXT, QUOTED_TEXT, WORD
from bastide.model.diagnostic import Label
from bastide.model.graph import Attribute, Block, Value
from bastide.model.place import Place

__all__ = ["ParseError", "parse"]

# A whole attribute of the commonest forms, or (rest) just the name that starts an attribute or a block.
_ITEM = re.compile(
    rf'{ANYWHERE}(?P<name>{WORD})(?:[ \t]*+=[ \t]*+(?:"(?P<text>{PLAIN_TEXT})"|(?P<number>[0-9]{{1,18}}+)'
    rf"|(?P<word>{WORD}(?:\.{WORD})*+))(?=\r?\n)|(?P<rest>))"
)
_ASSIGN = re.compile(rf"{INLINE}=(?!=)")
_LABEL = re.compile(rf'{INLINE}(?:(?P<bare>{WORD})|"(?P<quoted>{QUOTED_TEXT})")')
_END_OF_LINE = re.compile(rf"{INLINE}(?:\n|\Z)")
_ONLY_BLANKS = re.compile(rf"{ANYWHERE}(?:\Z|(\}}))")


def parse(text: str, file: str) -> Block:
    """Return a file's attributes and blocks as one block of type `""`; ParseError at the first syntax error."""
    return _BodyReader(text, file).root()


class _Body:
    """A body being read; `opened` is its brace's index. A one-line body ends on the line it opens."""

    def __init__(self, opened: int | None, *, one_line: bool) -> None:
        self.opened = opened
        self.one_line = one_line
        self.attributes: dict[str, Attribute] = {}
        self.blocks: list[Block] = []


class _BodyReader(ExpressionReader):
    """Reads bodies: attributes and nested blocks, each ended by a line end."""

    def root(self) -> Block:
        self.position = 1 if self.text.startswith("\ufeff") else 0
        body = _Body(None, one_line=False)
        self._items(body)
        end = len(self.text)
        return Block("", (), body.attributes, tuple(body.blocks), self.place(0, 0), self.line(end))

    def _items(self, body: _Body) -> None:
        match = _ITEM.match(self.text, self.position)
        while match:
            self.position = match.end()
            if match.lastgroup == "rest":
                self._item(body, match)
            else:
                self._simple(body, match)
            match = _ITEM.match(self.text, self.position)
        end = _ONLY_BLANKS.match(self.text, self.position)
        if end is None or bool(end[1]) != (body.opened is not None):
            self._misplaced(body)
        self.position = end.end()

    def _misplaced(self, body: _Body) -> NoReturn:
        self.skip_all()
        if body.opened is None:
            self.fail("an argument or a block")
        self.fail("an argument, a block or `}`", self.opened(body.opened))

    def _simple(self, body: _Body, match: re.Match[str]) -> None:
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        value: Value = match[kind]
        if kind == "text":
            start, end = start - 1, end + 1
        elif kind == "number":
            value = int(match[kind])
        else:
            value = self.traversal(start, match[kind])
        self._add(body, match, value, self.place(start, end))
        if body.one_line:
            self._end_item(body)

    def _item(self, body: _Body, match: re.Match[str]) -> None:
        assign = _ASSIGN.match(self.text, self.position)
        if assign is None:
            self._block(body, match)
        else:
            self.position = assign.end()
            self.skip()
            start = self.position
            value = self.expression()
            self._add(body, match, value, self.place(start, self.position))
        self._end_item(body)

    def _end_item(self, body: _Body) -> None:
        if body.one_line:
            self.skip()
            if not self.text.startswith("}", self.position):
                self.fail("`}` after the only argument of a block on one line")
            return
        end = _END_OF_LINE.match(self.text, self.position)
        if end is None:
            self.fail("a line end after an argument or a block")
        self.position = end.end()

    def _add(self, body: _Body, match: re.Match[str], value: Value, value_place: Place) -> None:
        name, place = match["name"], self.place(*match.span("name"))
        if name in body.attributes:
            first = Label(body.attributes[name].place, "first set here")
            self.refuse(f"the argument `{name}` is set twice in one block", place, first)
        body.attributes[name] = Attribute(name, value, place, value_place)

    def _block(self, outer_body: _Body, match: re.Match[str]) -> None:
        start = match.start("name")
        labels, end = self._labels()
        if not self.take("{"):
            self.fail("`=` for an argument, or `{` for a block")
        brace = self.position - 1
        line_end = _END_OF_LINE.match(self.text, self.position)
        if outer_body.one_line:
            self.refuse("a block on one line can't hold another block", self.place(start, end))
        outer = self.enter(LINE)
        body = _Body(brace, one_line=line_end is None)
        self._items(body)
        self.leave(outer)
        attributes, blocks = body.attributes, tuple(body.blocks)
        header, last = self.place(start, end), self.line(self.position)
        outer_body.blocks.append(Block(match["name"], labels, attributes, blocks, header, last))

    def _labels(self) -> tuple[tuple[str, ...], int]:
        labels: list[str] = []
        label = _LABEL.match(self.text, self.position)
        while label:
            bare = label["bare"]
            labels.append(self.unescaped(label["quoted"]) if bare is None else bare)
            self.position = label.end()
            label = _LABEL.match(self.text, self.position)
        return tuple(labels), self.position
