"""A YAML document as a tree whose every key and value knows where it stands."""

from dataclasses import dataclass
from typing import TypeAlias

from bastide.model.place import Place

Plain: TypeAlias = "bool | int | float | str | None"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as YAML 1.2 reads it; `text` is what the author wrote, without quotes and escapes."""

    value: Plain
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values in order."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values in order; no key stands twice."""

    entries: tuple[Entry, ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping
