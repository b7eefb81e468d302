"""YAML 1.2 text to nodes that know where they start and end.

Strict on purpose: no anchors, aliases, tags, directives or merge keys (a spec is read by people, and aliases are how a
small file becomes a huge one), no duplicate keys, one document, and limits on depth and number of values. Nodes are
built from the parser's events, so that nothing grows or recurses before a limit is seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place
from bastide.source.complaints import another_document, syntax_fault
from bastide.source.fault import BEYOND, DUPLICATE, short
from bastide.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bastide.source.scalars import resolve
from bastide.source.text import hidden_fault, hidden_in, spot

MOST_DEPTH = 32
MOST_VALUES = 50_000

_PARSER_BROKE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the parser may raise on text that it didn't expect."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says: its root (None when it can't be read to its end) and the faults of its syntax."""

    root: Node | None
    faults: tuple[Diagnostic, ...]


def parse(text: str, file: str) -> Node:
    """Return a text's root node; raises CannotAnswerError with every fault of syntax (SPEC001 to SPEC003, SPEC018)."""
    document = read(text, file)
    if document.root is None or document.faults:
        raise CannotAnswerError(document.faults, {file: text})
    return document.root


def read(text: str, file: str) -> Document:
    """Return a text's root node and every fault of syntax; an empty text is an empty mapping."""
    hidden = hidden_in(text)
    if hidden is not None:
        return Document(None, (hidden_fault(text[hidden], spot(text, hidden, file)),))
    builder = _Builder(text, file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except CannotAnswerError as error:
        return Document(None, (*builder.faults, *error.diagnostics))
    except MarkedYAMLError as error:
        return Document(None, (*builder.faults, syntax_fault(error, text, file)))
    except (YAMLError, *_PARSER_BROKE):
        return Document(None, (*builder.faults, syntax_fault(None, text, file)))
    root = builder.root
    empty = root is None or (isinstance(root, Scalar) and root.value is None)
    return Document(Mapping((), Place(file, 1, 1, 1, 1)) if empty else root, tuple(builder.faults))


@dataclass(slots=True)
class _Frame:
    """A collection that isn't closed yet; a mapping's children are its keys and values in turn."""

    start: Place
    mapping: bool
    flow: bool
    children: list[Node] = field(default_factory=list)

    def append(self, node: Node) -> None:
        """Add a node; an empty value stands right behind its key, not where the parser noticed."""
        if self.mapping and len(self.children) % 2 and isinstance(node, Scalar) and _is_nothing(node):
            key = self.children[-1].place
            node = replace(node, place=Place(key.file, key.end_line, key.end_column, key.end_line, key.end_column))
        self.children.append(node)


def _is_nothing(node: Scalar) -> bool:
    place = node.place
    return node.text == "" and (place.line, place.column) == (place.end_line, place.end_column)


class _Builder:
    """Turns the parser's events into nodes, collecting what a spec may not use."""

    def __init__(self, text: str, file: str) -> None:
        self.faults: list[Diagnostic] = []
        self.root: Node | None = None
        self._text = text
        self._file = file
        self._open: list[_Frame] = []
        self._documents = 0
        self._count = 0

    def take(self, event: Any) -> None:
        """Take the next event; raises CannotAnswerError where going on would be dangerous or senseless."""
        match type(event).__name__:
            case "DocumentStartEvent":
                self._document(event)
            case "MappingStartEvent" | "SequenceStartEvent" as name:
                self._opened(event, mapping=name == "MappingStartEvent")
            case "MappingEndEvent" | "SequenceEndEvent":
                self._closed(event)
            case "ScalarEvent":
                self._add(self._scalar(event))
            case "AliasEvent":
                place = self._place(event)
                self._forbid(
                    f"the alias `*{short(event.anchor)}` is used", place, "write the value again where it is needed"
                )
                self._add(Scalar(None, place, sound=False))
            case _:  # where the text and its documents end
                pass

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise CannotAnswerError([another_document(self._place(event))])
        directive = re.search("^%", self._text[: event.start_mark.index], re.MULTILINE)
        if directive:
            place = spot(self._text, directive.start(), self._file)
            self._forbid("a `%` directive changes how the file is read", place, "remove the line")

    def _opened(self, event: Any, *, mapping: bool) -> None:
        place = self._place(event)
        if len(self._open) >= MOST_DEPTH:
            said = f"values are nested more than {MOST_DEPTH} levels deep here"
            raise CannotAnswerError([BEYOND.fault(said, place, fix="write it flat")])
        self._bare(event, place)
        self._open.append(_Frame(place, mapping, bool(event.flow_style)))

    def _closed(self, event: Any) -> None:
        frame = self._open.pop()
        # The parser ends a block where the next one starts; for a reader it ends with its last value.
        last = self._place(event) if frame.flow or not frame.children else frame.children[-1].place
        start = frame.start
        place = Place(start.file, start.line, start.column, last.end_line, last.end_column)
        if frame.mapping:
            self._add(Mapping(tuple(self._entries(frame.children)), place))
        else:
            self._add(Sequence(tuple(frame.children), place))

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            said = f"the file holds more than {MOST_VALUES} values"
            raise CannotAnswerError([BEYOND.fault(said, node.place, fix="split it with `include:`")])
        if self._open:
            self._open[-1].append(node)
        else:
            self.root = node

    def _entries(self, children: list[Node]) -> Iterator[Entry]:
        first: dict[str, Place] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar) or not key.text:
                self._forbid("this key is not a word", key.place, "write the key as a word")
            elif key.text == "<<":
                self._forbid("the merge key `<<` is used", key.place, "write the keys again where they are needed")
            elif key.text in first:
                said, labels = f"the key `{short(key.text)}` stands twice", (Label(first[key.text], "first here"),)
                self.faults.append(DUPLICATE.fault(said, key.place, *labels, fix="remove or rename one of the two"))
            else:
                first[key.text] = key.place
                yield Entry(key.text, key.place, value)

    def _scalar(self, event: Any) -> Scalar:
        place = self._place(event)
        self._bare(event, place)
        text = str(event.value)
        hidden = hidden_in(text) if event.style == '"' else None
        if hidden is not None:
            self.faults.append(hidden_fault(text[hidden], place))
            return Scalar(None, place, sound=False)
        return Scalar(text if event.style else resolve(text), place, text)

    def _bare(self, event: Any, place: Place) -> None:
        """Refuse an anchor or a tag in front of a value."""
        if event.anchor is not None:
            self._forbid(
                f"the anchor `&{short(event.anchor)}` is set", place, "remove it, and write the value where needed"
            )
        if event.tag is not None:
            self._forbid("a `!` tag changes how this value is read", place, "remove the tag")

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(self._file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _forbid(self, message: str, place: Place, fix: str) -> None:
        self.faults.append(BEYOND.fault(message, place, fix=fix))


__all__ = ["Document", "Entry", "Mapping", "Node", "Scalar", "Sequence", "parse", "read"]
