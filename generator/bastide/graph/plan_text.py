"""A JSON text of which the outline keeps its places: it is opened by hand, all below it by the fast reader."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from bastide.model.place import Place

Shape: TypeAlias = "Mapping[str, Shape] | tuple[Shape] | None"
"""What to open: an object's members by key, every item of a list (a tuple of one), or nothing."""

MAX_DEPTH = 60
"""How deep opened objects and lists may nest; modules within modules use three levels each."""

_BLANK = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Node:
    """An opened object: its members, and the offsets of its brace and of its keys."""

    members: Mapping[str, Any]
    start: int
    keys: Mapping[str, int]

    def get(self, key: str) -> Any:
        """Return a member, None when it is absent."""
        return self.members.get(key)


class PlanText:
    """One file's text; every method raises ValueError (json.JSONDecodeError where it has a place) for no JSON."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._decode = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_number).raw_decode
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def read(self, shape: Shape) -> Any:
        """Return the whole text as a value with its opened objects as `Node`."""
        value, end = self._value(self._skip(0), shape, 0)
        if self._skip(end) != len(self.text):
            self._refuse("something follows the value", self._skip(end))
        return value

    def place(self, start: int, end: int) -> Place:
        """Return the place of a span of offsets."""
        (line, column), (end_line, end_column) = self._position(start), self._position(end)
        return Place(self.file, line, column, end_line, end_column)

    def key_place(self, node: Node, key: str) -> Place:
        """Return the place of a member's key, of the object's brace when it has no such member."""
        if key not in node.keys:
            return self.place(node.start, node.start + 1)
        start = node.keys[key]
        return self.place(start, start + len(key) + 2)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _value(self, at: int, shape: Shape, depth: int) -> tuple[Any, int]:
        if depth > MAX_DEPTH:
            self._refuse("it nests too deeply", at)
        first = self.text[at : at + 1]
        if isinstance(shape, Mapping) and first == "{":
            return self._object(at, shape, depth)
        if isinstance(shape, tuple) and first == "[":
            return self._list(at, shape[0], depth)
        value: tuple[Any, int] = self._decode(self.text, at)
        return value

    def _object(self, start: int, shape: Mapping[str, Shape], depth: int) -> tuple[Node, int]:
        members: dict[str, Any] = {}
        keys: dict[str, int] = {}

        def member(at: int) -> int:
            key, end = self._key(at)
            if key in members:
                self._refuse(f"the key `{key}` stands twice in one object", at)
            keys[key] = at
            members[key], end = self._value(self._after(end, ":"), shape.get(key), depth + 1)
            return end

        end = self._each(start, "}", member)
        return Node(members, start, keys), end

    def _list(self, start: int, shape: Shape, depth: int) -> tuple[list[Any], int]:
        items: list[Any] = []

        def item(at: int) -> int:
            value, end = self._value(at, shape, depth + 1)
            items.append(value)
            return end

        return items, self._each(start, "]", item)

    def _each(self, start: int, closing: str, read: Callable[[int], int]) -> int:
        """Read what stands between brackets; returns the offset behind the closing one."""
        at = self._skip(start + 1)
        if self.text.startswith(closing, at):
            return at + 1
        while True:
            at = self._skip(read(at))
            if self.text.startswith(closing, at):
                return at + 1
            at = self._after(at, ",")

    def _key(self, at: int) -> tuple[str, int]:
        if not self.text.startswith('"', at):
            self._refuse("a key must stand in double quotes", at)
        key: tuple[str, int] = self._decode(self.text, at)
        return key

    def _after(self, at: int, mark: str) -> int:
        at = self._skip(at)
        if not self.text.startswith(mark, at):
            self._refuse(f"`{mark}` is missing", at)
        return self._skip(at + 1)

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return at if match is None else match.end()

    def _refuse(self, message: str, at: int) -> NoReturn:
        raise json.JSONDecodeError(message, self.text, at)


def nodes(value: Any) -> Iterator[Node]:
    """Yield the opened objects of a list, ValueError for anything else; nothing for what is absent."""
    for item in () if value is None else value if isinstance(value, list) else (value,):
        if not isinstance(item, Node):
            message = f"{item!r:.40} stands where an object should"
            raise ValueError(message)  # noqa: TRY004 - one error for all that is no plan
        yield item


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key `{twice}` stands twice in one object"
        raise ValueError(message)
    return members


def _no_number(word: str) -> Any:
    message = f"`{word}` is no number in JSON"
    raise ValueError(message)
