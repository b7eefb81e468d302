"""What stands for the outputs of a class, by the types that the SDK's classes declare."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from bastide.record.child.stand_ins import MARK, REST
from bastide.record.child.values import SIGNATURE, UNKNOWN

_DEEPEST = 5
_SEVERAL = 3
_NUMBERS = (int, float, bool)
"""What the SDK checks in a function's results, and passes on unchecked from a resource's outputs."""
_OWN = frozenset(("id", "urn"))
_cache: dict[type, dict[str, Any]] = {}


def resource_outputs(cls: type) -> dict[str, Any]:
    """Return the types of a resource class's outputs by Pulumi's names; a subclass has those of the SDK's class."""
    from pulumi import _types  # noqa: PLC0415 - only where the SDK is loaded

    found = _cache.get(cls)
    if found is None:
        found = {}
        for one in cls.__mro__:
            try:
                found = dict(_types.resource_types(one))
                break
            except (NameError, TypeError, AttributeError):  # a class of the program's own, where types can't be found
                continue
        _cache[cls] = found = {name: kind for name, kind in found.items() if name not in _OWN}
    return found


def results(kind: type | None) -> dict[str, Any]:
    """Return the types of a function's results by Pulumi's names."""
    from pulumi import _types  # noqa: PLC0415 - only where the SDK is loaded

    if kind is None or not _types.is_output_type(kind):
        return {}
    if kind not in _cache:
        _cache[kind] = dict(_types.output_type_types(kind))
    return _cache[kind]


class Shape:
    """Makes values of a type. `prompt`: the program gets them at once, so that nothing in them may be unknown.

    Without `watched`, nobody watches what the program does with them: then numbers are unknown, and there is no mapping
    that has every key.
    """

    def __init__(self, *, prompt: bool, watched: bool = True) -> None:
        self._prompt = prompt
        self._watched = watched
        self._nothing = None if prompt else UNKNOWN

    def text(self, kind: Any) -> bool:
        """Tell whether a type is that of texts."""
        return _plain(kind) is str

    def fits(self, given: Any, kind: Any) -> bool:
        """Tell whether a message of the protocol may be of a type, as far as the SDK would look."""
        kind, which = _plain(kind), given.WhichOneof("kind")
        if which == "string_value":
            return kind is str or given.string_value == UNKNOWN or not isinstance(kind, type)
        origin = typing.get_origin(kind)
        sequence = isinstance(origin, type) and issubclass(origin, Sequence)
        wanted = {"list_value": sequence, "struct_value": not sequence and kind not in (str, *_NUMBERS)}
        return wanted.get(which, not sequence)

    def value(self, path: str, kind: Any, depth: int = 0) -> Any:
        """Return what stands for a value of a type; `path` is its name without the marks."""
        kind = _plain(kind)
        if kind is str or (kind in _NUMBERS and self._watched and not self._prompt):
            return f"~[{path}]~"
        if isinstance(kind, type) and _is_output(kind):
            return self._object(path, kind, depth)
        origin = typing.get_origin(kind)
        if origin is None or not isinstance(origin, type):
            return self._nothing
        if issubclass(origin, Mapping):
            return {REST: f"~[{path}]~"} if self._prompt and self._watched else self._nothing
        return self._list(path, kind, depth) if issubclass(origin, Sequence) else self._nothing

    def complete(self, given: Any, path: str, kind: Any, depth: int = 0) -> None:
        """Add to what was given, a message of the protocol, the texts that only deploying adds to its objects."""
        kind, which = _plain(kind), given.WhichOneof("kind")
        if which == "string_value" and MARK in given.string_value and _is_enumeration(kind):
            given.string_value = UNKNOWN  # the SDK would look for it among the enumeration's members
        elif which == "list_value":
            inner = (typing.get_args(kind) or (None,))[0]
            for index, one in enumerate(given.list_value.values):
                self.complete(one, f"{path}[{index}]", inner, depth)
        elif which == "struct_value" and isinstance(kind, type) and _is_output(kind) and depth <= _DEEPEST:
            self._complete_fields(given.struct_value.fields, path, kind, depth)

    def _complete_fields(self, fields: Any, path: str, kind: type, depth: int) -> None:
        if SIGNATURE in fields:
            return
        for name, inner in results(kind).items():
            if name in fields:
                self.complete(fields[name], f"{path}.{name}", inner, depth + 1)
            elif _plain(inner) is str:
                fields[name].string_value = f"~[{path}.{name}]~"

    def _object(self, path: str, kind: type, depth: int) -> Any:
        return dict(self._fields(path, kind, depth)) if depth < _DEEPEST else self._nothing

    def _fields(self, path: str, kind: type, depth: int) -> typing.Iterator[tuple[str, Any]]:
        for name, inner in results(kind).items():
            yield name, self.value(f"{path}.{name}", inner, depth + 1)

    def _list(self, path: str, kind: Any, depth: int) -> Any:
        inner = _plain((typing.get_args(kind) or (None,))[0])
        count = _SEVERAL if self._prompt and inner is str else 1
        items = [self.value(f"{path}[{index}]", inner, depth) for index in range(count)]
        return self._nothing if items[0] in (None, UNKNOWN) else items


def _plain(kind: Any) -> Any:
    """Return a type without its being optional, or an output."""
    from pulumi import Output  # noqa: PLC0415 - only where the SDK is loaded

    while typing.get_origin(kind) in (typing.Union, Output):
        kinds = [one for one in typing.get_args(kind) if one is not type(None)]
        kind = str if str in kinds else kinds[0]
    return kind


def is_number(kind: Any) -> bool:
    """Tell whether a type is that of numbers or truth values."""
    return kind is not None and _plain(kind) in _NUMBERS


def _is_enumeration(kind: Any) -> bool:
    return inspect.isclass(kind) and issubclass(kind, Enum)


def _is_output(kind: type) -> bool:
    from pulumi import _types  # noqa: PLC0415 - only where the SDK is loaded

    return inspect.isclass(kind) and _types.is_output_type(kind)
