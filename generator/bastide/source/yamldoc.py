"""YAML 1.2 text to nodes that know where they start and end.

Strict on purpose: no anchors, aliases, tags, directives or merge keys (a spec is read by people, and aliases are how
a small file becomes a huge one), no duplicate keys, one document, no character that hides text. Nodes are built from
the parser's events, so that the limits on depth and size hold before anything grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.source import faults
from bastide.source.scalars import meaning

MOST_BYTES = 1 << 20
MOST_DEPTH = 32
MOST_NODES = 50_000
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: text, whole number, truth value or null; anything else that YAML knows stays text."""

    value: str | int | bool | None
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its place, and the node it leads to."""

    key: str
    place: Place
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the text, each once."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """Return the node of a key, None when it is absent."""
        return next((entry.node for entry in self.entries if entry.key == key), None)


Node = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> Node:
    """Return the document's root node; an empty document is an empty mapping.

    Raises CannotAnswerError: SPEC001 for text that isn't YAML, SPEC002 for YAML that a spec may not use, with every
    duplicate key (SPEC003) at once.
    """
    if len(text) > MOST_BYTES:
        raise CannotAnswerError([faults.too_large(file, MOST_BYTES)])
    hidden = faults.hidden_characters(text, file, MOST_FAULTS)
    if hidden:
        raise CannotAnswerError(hidden)
    reader = _Reader(text, file)
    root = reader.document()
    if reader.faults:
        raise CannotAnswerError(reader.faults[:MOST_FAULTS])
    return root


class _Reader:
    """Builds nodes from events, collecting what a spec may not use."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self._events = self._parsed(text)
        self._count = 0

    def _parsed(self, text: str) -> Iterator[Any]:
        try:
            yield from YAML(typ="rt", pure=True).parse(text)
        except MarkedYAMLError as error:
            raise CannotAnswerError([faults.malformed(error, self.file)]) from error
        except Exception as error:  # ruamel lets others out as well: OverflowError for "\U99999999"
            raise CannotAnswerError([faults.unreadable(self.file, text, error)]) from error

    def document(self) -> Node:
        """Return the only document's root."""
        root: Node = Mapping((), Place(self.file, 1, 1, 1, 1))
        documents = 0
        for event in self._events:
            match type(event).__name__:
                case "DocumentStartEvent":
                    documents += 1
                    if documents > 1:
                        self._forbid("a second document starts here", event, "keep one document in a file")
                    if event.version or event.tags:
                        self._forbid("a directive changes how the file is read", event, "remove the `%` line")
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case _:
                    root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._count += 1
        if depth > MOST_DEPTH or self._count > MOST_NODES:
            limit = f"more than {MOST_DEPTH} levels" if depth > MOST_DEPTH else f"more than {MOST_NODES} values"
            message = f"the document has {limit}"
            raise CannotAnswerError([faults.forbidden(message, self._place(event), "split it with `include:`")])
        self._refuse_indirection(event)
        match type(event).__name__:
            case "MappingStartEvent":
                return self._mapping(event, depth)
            case "SequenceStartEvent":
                return self._sequence(event, depth)
            case "ScalarEvent":
                return Scalar(meaning(event.value, plain=event.implicit[0]), self._place(event))
            case _:
                return Scalar(None, self._place(event))

    def _refuse_indirection(self, event: Any) -> None:
        if event.anchor is not None:
            what, fix = "anchors and aliases are not used in a spec", "write the value again where it is needed"
            self._forbid(what, event, fix)
        elif getattr(event, "tag", None) is not None:
            self._forbid("a tag changes how the value is read", event, "remove the `!` and what belongs to it")

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                return Sequence(tuple(items), self._place(start, event))
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._place(start))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                return Mapping(tuple(entries.values()), self._place(start, event))
            key, place = self._node(event, depth + 1), self._place(event)
            node = self._node(next(self._events), depth + 1)
            name = str(getattr(event, "value", ""))
            if not isinstance(key, Scalar) or name == "<<":
                self._forbid("a key must be plain text", event, "write the key as a name")
            elif name in entries:
                self.faults.append(faults.duplicate(name, place, entries[name].place))
            else:
                entries[name] = Entry(name, place, node)
        return Mapping(tuple(entries.values()), self._place(start))

    def _place(self, start: Any, end: Any = None) -> Place:
        first, last = start.start_mark, (end or start).end_mark
        line, column = last.line + 1, last.column + 1
        if line > first.line + 1 and column == 1:  # a block ends where the next line starts; underline its first line
            line, column = first.line + 1, first.column + 2
        return Place(self.file, first.line + 1, first.column + 1, line, column)

    def _forbid(self, message: str, event: Any, fix: str) -> None:
        self.faults.append(faults.forbidden(message, self._place(event), fix))
