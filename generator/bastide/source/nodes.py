"""A YAML document as a tree in which every key and value knows where it stands."""

from dataclasses import dataclass
from typing import TypeAlias

from bastide.model.place import Place

Plain: TypeAlias = "bool | int | float | str | None"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as YAML 1.2 reads it; `text` is what the author wrote, without quotes and escapes.

    An unsound one stands for something that a spec may not use: its fault is told already.
    """

    value: Plain
    place: Place
    text: str = ""
    sound: bool = True


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


Node: TypeAlias = Scalar | Sequence | Mapping


def data(node: Node) -> object:
    """Return a node as plain Python data, as any YAML 1.2 reader would load it."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [data(item) for item in node.items]
        case Mapping():
            return {entry.key: data(entry.node) for entry in node.entries}
