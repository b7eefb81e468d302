"""YAML 1.2 text to nodes that know where they start and end.

Strict on purpose: no anchors, aliases, tags or merge keys (a spec is read by people, and aliases are how a small
file becomes a huge one), no duplicate keys, one document, and limits on size, depth and number of nodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place

MOST_BYTES = 1 << 20
MOST_DEPTH = 32
MOST_NODES = 100_000

_TAG = "tag:yaml.org,2002:"
_PLAIN = {_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp")}
_TRUTH = {"true": True, "false": False}


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
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise _refused("SPEC002", f"`{file}` is larger than {MOST_BYTES} bytes", None, "split it with `include:`")
    reader = _Reader(file)
    try:
        composed = YAML(typ="rt", pure=True).compose(text)
    except RecursionError:
        raise _refused("SPEC002", f"`{file}` is nested too deeply", None, f"keep within {MOST_DEPTH} levels") from None
    except MarkedYAMLError as error:
        raise _malformed(error, file) from error
    except (YAMLError, ValueError) as error:
        raise _refused("SPEC001", f"`{file}` is not YAML: {error}", None, "save it as UTF-8 text") from error
    if composed is None:
        return Mapping((), Place(file, 1, 1, 1, 1))
    root = reader.read(composed, 0)
    if reader.faults:
        raise CannotAnswerError(reader.faults)
    return root


class _Reader:
    """Turns composed nodes into ours, collecting what a spec may not use."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self._seen: set[int] = set()
        self._count = 0

    def read(self, node: Any, depth: int) -> Node:
        self._count += 1
        place = self._place(node)
        if id(node) in self._seen or node.anchor:
            self._forbid(
                "anchors and aliases are not used in a spec", place, "write the value again where it is needed"
            )
            return Scalar(None, place)
        self._seen.add(id(node))
        if depth > MOST_DEPTH or self._count > MOST_NODES:
            limit = f"more than {MOST_DEPTH} levels or {MOST_NODES} values"
            raise _refused("SPEC002", f"the document has {limit}", place, "split it with `include:`")
        kind = type(node).__name__
        if kind == "MappingNode":
            return Mapping(tuple(self._entries(node, depth)), place)
        if kind == "SequenceNode":
            return Sequence(tuple(self.read(child, depth + 1) for child in node.value), place)
        return Scalar(self._scalar(node, place), place)

    def _entries(self, node: Any, depth: int) -> Iterator[Entry]:
        first: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            key = key_node.value
            if type(key_node).__name__ != "ScalarNode" or key == "<<":
                self._forbid("a key must be plain text", place, "write the key as a name")
                continue
            value = self.read(value_node, depth + 1)
            if key in first:
                self.faults.append(_duplicate(key, place, first[key]))
                continue
            first[key] = place
            yield Entry(key, place, value)

    def _scalar(self, node: Any, place: Place) -> str | int | bool | None:
        tag = str(node.tag)
        if tag not in _PLAIN:
            self._forbid(f"the tag `{tag}` is not used in a spec", place, "remove the tag")
            return None
        match tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return _TRUTH.get(node.value.lower(), str(node.value))
            case "int":
                return _whole(node.value)
            case _:
                return str(node.value)

    def _place(self, node: Any) -> Place:
        start, end = node.start_mark, node.end_mark
        line, column = end.line + 1, end.column + 1
        if line > start.line + 1 and column == 1:  # a block ends where the next line starts; say the line before
            line, column = start.line + 1, start.column + 2
        return Place(self.file, start.line + 1, start.column + 1, line, column)

    def _forbid(self, message: str, place: Place, fix: str) -> None:
        self.faults.append(_fault("SPEC002", message, place, fix))


def _whole(text: str) -> int | str:
    try:
        return int(text.replace("_", ""), 0) if not text.startswith("0") or text == "0" else text
    except ValueError:
        return text


def _fault(code: str, message: str, place: Place | None, fix: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        message=message,
        labels=() if place is None else (Label(place),),
        why="a spec is read by people and checked by machines; both must see the same thing",
        fix=fix,
    )


def _refused(code: str, message: str, place: Place | None, fix: str) -> CannotAnswerError:
    return CannotAnswerError([_fault(code, message, place, fix)])


def _malformed(error: MarkedYAMLError, file: str) -> CannotAnswerError:
    mark = error.problem_mark or error.context_mark
    place = None if mark is None else Place(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    problem = " ".join(str(error.problem or error.context or "unreadable").split())
    return _refused("SPEC001", f"this is not YAML: {problem}", place, "correct the line; indentation is with spaces")


def _duplicate(key: str, place: Place, first: Place) -> Diagnostic:
    return Diagnostic(
        code="SPEC003",
        message=f"the key `{key}` stands twice",
        labels=(Label(place), Label(first, "first here")),
        why="one of the two would be ignored without a word",
        fix=f"remove or rename one `{key}`",
    )
