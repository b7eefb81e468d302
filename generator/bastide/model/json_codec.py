"""Frozen data to plain JSON values and back, strictly: the one place that handles untyped JSON.

Dates are ISO 8601, enums their values, tuples lists, dataclasses objects with every field present.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: object) -> object:
    """Return a frozen value as JSON data; TypeError for anything that has no strict form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return cast("object", value.value)
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case tuple():
            return [encode(item) for item in value]
        case Mapping():
            return {str(key): encode(item) for key, item in value.items()}
        case _:
            message = f"{type(value).__name__} has no JSON form"
            raise TypeError(message)


def decode(kind: type[T], data: object) -> T:
    """Return JSON data as a value of that dataclass; ValueError names every missing or unknown key and wrong type.

    A field with a default may be missing: data of an older version is read as that version meant it.
    """
    faults: list[str] = []
    value = _decode(kind, data, kind.__name__, faults)
    if faults:
        raise ValueError("; ".join(faults))
    return cast("T", value)


def _decode(kind: Any, data: object, path: str, faults: list[str]) -> object:
    if is_dataclass(kind):
        return _record(cast("type", kind), data, path, faults)
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind), data, path, faults)
    if origin in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not type(None))
        return None if data is None else _decode(inner, data, path, faults)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], data, path, faults)
    return _scalar(kind, data, path, faults)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the fields of a dataclass with their types, in order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _optional(kind: type) -> frozenset[str]:
    """Return the fields that have a default: what an older version wrote lacks them, and means just that."""
    return frozenset(
        one.name for one in fields(kind) if one.default is not MISSING or one.default_factory is not MISSING
    )


def _record(kind: type, data: object, path: str, faults: list[str]) -> object:
    if not isinstance(data, dict):
        faults.append(f"`{path}` is not an object")
        return None
    hints = _hints(kind)
    names = list(hints)
    missing = [name for name in names if name not in data and name not in _optional(kind)]
    unknown = sorted(str(key) for key in data if key not in names)
    faults += [f"`{path}` lacks `{name}`" for name in missing]
    faults += [f"`{path}` has the unknown key `{name}`" for name in unknown]
    values = {name: _decode(hints[name], data[name], f"{path}.{name}", faults) for name in names if name in data}
    return None if faults else kind(**values)


def _tuple(kinds: tuple[Any, ...], data: object, path: str, faults: list[str]) -> object:
    if not isinstance(data, list):
        faults.append(f"`{path}` is not a list")
        return None
    endless = len(kinds) == 2 and kinds[1] is Ellipsis  # noqa: PLR2004 - the shape of `tuple[X, ...]`
    if not endless and len(kinds) != len(data):
        faults.append(f"`{path}` has {len(data)} items, not {len(kinds)}")
        return None
    wanted = [kinds[0]] * len(data) if endless else list(kinds)
    pairs = enumerate(zip(wanted, data, strict=True))
    return tuple(_decode(kind, item, f"{path}[{index}]", faults) for index, (kind, item) in pairs)


def _mapping(kind: Any, data: object, path: str, faults: list[str]) -> object:
    if not isinstance(data, dict):
        faults.append(f"`{path}` is not an object")
        return None
    return {str(key): _decode(kind, item, f"{path}.{key}", faults) for key, item in data.items()}


def _scalar(kind: Any, data: object, path: str, faults: list[str]) -> object:
    try:
        if kind is date and isinstance(data, str):
            return date.fromisoformat(data)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(data)
    except ValueError:
        faults.append(f"`{path}` is not a {kind.__name__}: {data!r}")
        return None
    # bool is an int in Python, but a count is never `true`.
    if type(data) is not kind:
        faults.append(f"`{path}` is not a {kind.__name__}: {data!r}")
    return data
