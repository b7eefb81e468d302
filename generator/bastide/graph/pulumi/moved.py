"""Parsed blocks moved to where the program says the same, with what is not known named for what it is."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bastide.graph.pulumi.holes import Hole
from bastide.graph.pulumi.places import Places
from bastide.graph.pulumi.sentinels import Step
from bastide.graph.pulumi.written import Body, Declared, Entry, Nested, Origin, Path
from bastide.model.graph import Attribute, Block, Encoded, Joined, Reference, Unknown, Value
from bastide.model.place import Place


class Mover:
    """Moves the blocks of one recording."""

    def __init__(self, places: Places, holes: Mapping[str, Hole]) -> None:
        self._places = places
        self._holes = holes

    def block(self, block: Block, declared: Declared) -> Block:
        """Return a top-level block in its place in the program."""
        place, end_line = self._places.block(declared.origin)
        return self._body(replace(block, place=place, end_line=end_line), declared.body, declared.origin)

    def unknown(self, hole: Hole) -> Unknown:
        """Return what is not known and stands nowhere in the text, in its place."""
        place = self._places.at(hole.origin, hole.path)[0] if hole.path else self._places.block(hole.origin)[0]
        return Unknown(hole.text, hole.reason, place)

    def _body(self, block: Block, body: Body, origin: Origin) -> Block:
        entries = {entry.name: entry for entry in body.attributes}
        attributes = {
            name: self._attribute(attribute, entries[name], origin) for name, attribute in block.attributes.items()
        }
        nested = tuple(self._nested(one, made, origin) for one, made in zip(block.blocks, body.blocks, strict=True))
        return replace(block, attributes=attributes, blocks=nested)

    def _nested(self, block: Block, made: Nested, origin: Origin) -> Block:
        place, whole = self._places.at(origin, made.path)
        return self._body(replace(block, place=place, end_line=max(place.end_line, whole.end_line)), made.body, origin)

    def _attribute(self, attribute: Attribute, entry: Entry, origin: Origin) -> Attribute:
        place, value_place = self._places.at(origin, entry.path)
        value = self._value(attribute.value, origin, entry.path)
        return Attribute(attribute.name, value, place, value_place)

    def _value(self, value: Value, origin: Origin, path: Path) -> Value:
        match value:
            case Reference():
                return self._reference(value, origin, path)
            case tuple():
                return tuple(self._value(item, origin, (*path, index)) for index, item in enumerate(value))
            case dict():
                return {key: self._value(item, origin, (*path, key)) for key, item in value.items()}
            case Joined(parts):
                return Joined(tuple(self._value(part, origin, path) for part in parts))
            case Encoded(inner):
                return Encoded(self._value(inner, origin, path), self._inner_places(inner, origin, path))
            case Unknown():
                return replace(value, place=self._places.at(origin, path)[1])
            case _:
                return value

    def _reference(self, value: Reference, origin: Origin, path: Path) -> Value:
        place = self._places.at(origin, path)[1]
        hole = self._holes.get(value.address)
        return replace(value, place=place) if hole is None else Unknown(hole.text, hole.reason, place)

    def _inner_places(self, value: Value, origin: Origin, path: Path) -> dict[tuple[Step, ...], Place]:
        """Return where each entry of a document stands, of those that stand somewhere by themselves."""
        whole = self._places.at(origin, path)
        found: dict[tuple[Step, ...], Place] = {}
        for inner in _paths(value):
            name, _ = at = self._places.at(origin, (*path, *inner))
            if at != whole:
                found[inner] = name
        return found


def _paths(value: Value) -> Iterator[tuple[Step, ...]]:
    """Yield the path to each entry inside a value, outer ones first."""
    waiting: deque[tuple[tuple[Step, ...], Value]] = deque([((), value)])
    while waiting:
        path, one = waiting.popleft()
        entries: Iterator[tuple[Step, Value]] = iter(())
        if isinstance(one, dict):
            entries = iter(one.items())
        elif isinstance(one, tuple):
            entries = iter(enumerate(one))
        for step, inner in entries:
            yield (*path, step)
            waiting.append(((*path, step), inner))
