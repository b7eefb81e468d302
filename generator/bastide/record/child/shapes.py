"""The shape of what a resource or lookup answers, from its SDK's types, and texts in that shape that name it."""

from __future__ import annotations

import typing
from enum import Enum
from typing import Any

from bastide.record.child.values import UNKNOWN

DEEPEST = 4
"""Levels of nested objects that are followed: types refer to themselves."""
SEVERAL = 3
"""Elements that a list of a lookup's answer gets: programs take the first two or three zones."""

Shape = Any
"""`text`, `unknown` (numbers, truth values, enumerations), `[shape]` of a list, `{name: shape}` of an object."""


def shape(kind: Any, depth: int = 0) -> Shape:
    """Return the shape of a type; what is not understood is a text."""
    from pulumi import _types as sdk  # noqa: PLC0415 - the program's own SDK

    kind = _bare(kind)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind in (int, float, bool) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return "unknown"
    if origin is dict or "Mapping" in str(origin):
        return {}
    if inside and origin is not None:
        return [shape(inside[0], depth)]
    if isinstance(kind, type) and sdk.is_output_type(kind) and depth < DEEPEST:
        return {name: shape(one, depth + 1) for name, one in sdk.output_type_types(kind).items()}
    return "text"


def members(kinds: dict[str, Any]) -> dict[str, Shape]:
    """Return the shapes of named types."""
    return {name: shape(one) for name, one in kinds.items()}


def filled(said: Shape, path: str, *, several: int = 1, unknown: Any = UNKNOWN) -> Any:
    """Return a value of a shape whose texts name where they stand: `~[3.endpoint]~`."""
    if isinstance(said, dict):
        return {name: filled(one, f"{path}.{name}", several=several, unknown=unknown) for name, one in said.items()}
    if isinstance(said, list):
        count = several if said and said[0] == "text" else 1
        return [filled(said[0], f"{path}[{number}]", several=several, unknown=unknown) for number in range(count)]
    return unknown if said == "unknown" else f"~[{path}]~"


def _bare(kind: Any) -> Any:
    while typing.get_origin(kind) is typing.Union:
        inside = [one for one in typing.get_args(kind) if one is not type(None)]
        kind = inside[0] if inside else str
    return kind
