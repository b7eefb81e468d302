"""Terraform as it is about to be written: values with references, and blocks that know where each part came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bastide.graph.pulumi.sentinels import Step
from bastide.hcl.literal import Template, literal
from bastide.hcl.traversal import Traversal

Path: TypeAlias = tuple[Step, ...]
"""The keys and indexes that lead to a value in what the program registered, in Pulumi's names."""


@dataclass(frozen=True, slots=True)
class Json:
    """A value that stands in an attribute as a text in JSON: written with `jsonencode`, so that it can be read."""

    value: "Written"


Key: TypeAlias = str | Template
Written: TypeAlias = (
    "bool | int | float | str | list[Written] | dict[Key, Written] | Traversal | Template | Json | None"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An attribute: Terraform's name, its value, and where that stood."""

    name: str
    value: Written
    path: Path


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between a block's braces."""

    attributes: tuple[Entry, ...] = ()
    blocks: tuple["Nested", ...] = ()


@dataclass(frozen=True, slots=True)
class Nested:
    """A block in another one, its labels (of `dynamic` alone), and where it stood."""

    type: str
    body: Body
    path: Path
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a block was made from: a registration or an invoke by its number; neither for what is only ours."""

    registration: int | None = None
    invoke: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A block at the top of a file."""

    type: str
    labels: tuple[str, ...]
    body: Body
    origin: Origin = field(default_factory=Origin)


def text(blocks: Iterable[Declared]) -> str:
    """Return blocks as a file of Terraform."""
    return "\n".join(f"{_block(one.type, one.labels, one.body, '')}" for one in blocks)


def _block(kind: str, labels: tuple[str, ...], body: Body, indent: str) -> str:
    header = " ".join((kind, *(literal(label) for label in labels)))
    inner = f"{indent}  "
    lines = "".join(f"{inner}{one.name} = {expression(one.value, inner)}\n" for one in body.attributes)
    blocks = "".join(_block(one.type, one.labels, one.body, inner) for one in body.blocks)
    return f"{indent}{header} {{\n{lines}{blocks}{indent}}}\n"


def expression(value: Written, indent: str = "") -> str:
    """Return a value as an expression; ValueError for what HCL can't hold."""
    match value:
        case Json(inner):
            return f"jsonencode({expression(inner, indent)})"
        case dict():
            return _object(value, indent)
        case list():
            return _list(value, indent)
        case _:
            return literal(value)


def _object(value: Mapping[Key, Written], indent: str) -> str:
    if not value:
        return "{}"
    inner = f"{indent}  "
    lines = "".join(f"{inner}{_key(key)} = {expression(item, inner)}\n" for key, item in value.items())
    return f"{{\n{lines}{indent}}}"


def _key(key: Key) -> str:
    if isinstance(key, str):
        return literal(key)
    written = literal(key)
    return written if written.startswith('"') else f"({written})"


def _list(value: list[Written], indent: str) -> str:
    if not any(isinstance(item, list | dict | Json) for item in value):
        return f"[{', '.join(expression(item) for item in value)}]"
    inner = f"{indent}  "
    lines = "".join(f"{inner}{expression(item, inner)},\n" for item in value)
    return f"[\n{lines}{indent}]"
