"""Expressions as trees: what the parser reads over, for whoever wants to work it out."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, `true`, `false` or `null`."""

    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Name:
    """The first word of a traversal."""

    word: str


@dataclass(frozen=True, slots=True)
class Get:
    """`source.key` or `source[key]`."""

    source: "Tree"
    key: "Tree"


@dataclass(frozen=True, slots=True)
class Splat:
    """`source[*]` or `source.*`, with the steps that are taken in each element."""

    source: "Tree"
    steps: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `spread` where the last argument has `...`."""

    name: str
    arguments: tuple["Tree", ...]
    spread: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One operator with one or two operands."""

    sign: str
    operands: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`condition ? yes : no`."""

    condition: "Tree"
    yes: "Tree"
    no: "Tree"


@dataclass(frozen=True, slots=True)
class Sequence:
    """`[a, b]`."""

    items: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """`{a = b}`."""

    entries: tuple[tuple["Tree", "Tree"], ...]


@dataclass(frozen=True, slots=True)
class For:
    """A for expression; `key` is None for one that makes a list. `grouped` where the value has `...`."""

    names: tuple[str, ...]
    source: "Tree"
    key: "Tree | None"
    value: "Tree"
    condition: "Tree | None"
    grouped: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A quoted text with interpolations."""

    parts: tuple["Tree", ...]


Tree: TypeAlias = Literal | Name | Get | Splat | Call | Operation | Choice | Sequence | Mapping | For | Template
