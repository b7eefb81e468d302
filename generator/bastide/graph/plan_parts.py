"""Walks a value of a plan together with what is unknown and sensitive in it, and with its expression."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A value with what the plan and the configuration say of it besides."""

    value: Any
    unknown: Any
    expression: Any
    sensitive: Any

    def member(self, name: str) -> "Part":
        """Return the part of one member of an object."""
        expression = _inner(self.expression, name)
        return Part(_member(self.value, name), _member(self.unknown, name), expression, _member(self.sensitive, name))

    def items(self) -> "Iterator[Part]":
        """Yield the part of each item of a list; each block with the one block of the configuration that fits it."""
        for index, value in enumerate(self.value):
            expression = _fitting(value, self.expression, len(self.value))
            yield Part(value, _item(self.unknown, index), expression, _item(self.sensitive, index))

    @property
    def given(self) -> bool:
        """Whether the configuration gives it."""
        return self.expression is not None

    @property
    def many(self) -> bool:
        """Whether it is a list, also where only what is sensitive in it tells."""
        return isinstance(self.value, list) or isinstance(self.sensitive, list)


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else value if value is True else None


def _inner(expression: Any, name: str) -> Any:
    """Return the expression of a member: its own, that of the whole, or an empty one where nothing is known of it."""
    if not isinstance(expression, Mapping) or not expression:
        return {}
    return expression if _is_whole(expression) else expression.get(name)


def _is_whole(expression: Mapping[str, Any]) -> bool:
    """Tell whether an expression is one attribute's, not the members of a block."""
    return "constant_value" in expression or isinstance(expression.get("references"), list)


def _item(value: Any, index: int) -> Any:
    if isinstance(value, list):
        return value[index] if index < len(value) else None
    return value if value is True else None


def names(part: Part) -> Iterator[str]:
    """Yield the members of an object, known and unknown ones."""
    given = part.value if isinstance(part.value, Mapping) else {}
    unknown = part.unknown if isinstance(part.unknown, Mapping) else {}
    yield from dict.fromkeys(chain(given, unknown))


def is_block(expression: Any) -> bool:
    """Tell whether the configuration writes it as a block: its members are expressions."""
    return isinstance(expression, Mapping) and bool(expression) and not _is_whole(expression)


def _fitting(value: Any, expression: Any, count: int) -> Any:
    """Return the expression of one item: of a list's as a whole, of blocks the one whose literals it has."""
    if not isinstance(expression, list):
        return expression
    if len(expression) == 1 and count == 1:
        return expression[0]
    fitting = [one for one in expression if _agrees(value, one)]
    return fitting[0] if len(fitting) == 1 else {}


def _agrees(value: Any, expression: Any) -> bool:
    if not isinstance(value, Mapping) or not isinstance(expression, Mapping):
        return False
    constants = (
        (name, one["constant_value"])
        for name, one in expression.items()
        if isinstance(one, Mapping) and "constant_value" in one
    )
    return all(value.get(name) == constant for name, constant in constants)
