"""What kind of value an operator or a function of Terraform wants, and the two ways in which it may not get it."""

from typing import NoReturn

from bastide.model.graph import Encoded, Joined, Reference, Unknown, Value

MAX_TEXT = 100_000
MAX_ITEMS = 10_000
MAX_NUMBER = 1 << 128


class OpaqueValueError(Exception):
    """What is asked for can't be worked out from the code."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class InvalidValueError(OpaqueValueError):
    """Terraform refuses this: `try` goes on with its next argument."""


def opaque(reason: str) -> NoReturn:
    """Raise OpaqueValueError."""
    raise OpaqueValueError(reason)


def invalid(reason: str) -> NoReturn:
    """Raise InvalidValueError."""
    raise InvalidValueError(reason)


def known(value: Value) -> Value:
    """Return a value that is not a stand-in for one; OpaqueValueError otherwise."""
    match value:
        case Unknown():
            raise OpaqueValueError(value.reason)
        case Reference():
            opaque(f"`{value}` is only known when the resource exists")
        case Joined() | Encoded():
            reason = "a part of the text is only known when resources exist"
            raise OpaqueValueError(reason)
        case _:
            return value


def truth(value: Value) -> bool:
    """Return a boolean."""
    found = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else known(value)
    if not isinstance(found, bool):
        invalid("it is not a boolean")
    return found


def number(value: Value) -> int | float:
    """Return a number, also one that is written as text."""
    found = known(value)
    if isinstance(found, str):
        try:
            return whole_or(float(found)) if not found.lstrip("-").isdigit() else int(found)
        except ValueError:
            invalid("it is not a number")
    if isinstance(found, bool) or not isinstance(found, int | float):
        invalid("it is not a number")
    return found


def whole(value: Value) -> int:
    """Return a whole number."""
    found = number(value)
    if found != int(found):
        invalid("it is not a whole number")
    return int(found)


def whole_or(value: float) -> int | float:
    """Return a number as a whole one where it is one."""
    return int(value) if isinstance(value, int) or value.is_integer() else value


def text(value: Value) -> str:
    """Return a text, also of what Terraform turns into one."""
    match known(value):
        case bool() as found:
            return "true" if found else "false"
        case str() as found:
            return _bounded(found)
        case int() as found:
            return str(found)
        case float() as found if found.is_integer():
            return str(int(found))
        case float():
            opaque("how a fraction is written as text is not worked out")
        case _:
            invalid("it is not a text")


def items(value: Value) -> tuple[Value, ...]:
    """Return the items of a list, or the values of an object in the order of its keys."""
    match known(value):
        case tuple() as found:
            if len(found) > MAX_ITEMS:
                opaque("it has too many items")
            return found
        case dict() as found:
            return tuple(found[key] for key in sorted(found))
        case _:
            invalid("it is not a list")


def entries(value: Value) -> dict[str, Value]:
    """Return the entries of an object."""
    found = known(value)
    if not isinstance(found, dict):
        invalid("it is not an object")
    return found


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are equal; OpaqueValueError when that can't be told."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    left, right = known(one), known(other)
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return left == right


def _bounded(found: str) -> str:
    if len(found) > MAX_TEXT:
        opaque("the text is too long")
    return found
