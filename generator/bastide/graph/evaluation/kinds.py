"""What kind of value an operator or a function of Terraform wants, and the two ways in which it may not get it."""

from collections.abc import Collection
from typing import NoReturn, TypeGuard

from bastide.model.graph import Encoded, Joined, Reference, Unknown, Value

MAX_TEXT = 100_000
ZONES = "data.aws_availability_zones"
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


class StandIn(str):
    """A key that only AWS knows: the name of a zone, which differs from those of all other zones."""

    __slots__ = ("reference",)

    reference: Reference

    @classmethod
    def of(cls, reference: Reference) -> "StandIn":
        """Return the key that stands for a reference."""
        made = cls(str(reference))
        made.reference = reference
        return made


def is_zone(value: Value) -> TypeGuard[Reference]:
    """Tell whether a value is the name or id of one zone of a data source's list."""
    if not isinstance(value, Reference) or len(value.path) != 2:  # noqa: PLR2004 - names[0]
        return False
    kind = value.address.rpartition(".")[0]
    named = value.path[0] in ("names", "zone_ids") and isinstance(value.path[1], int)
    return named and (kind == ZONES or kind.endswith(f".{ZONES}"))


def key(value: Value) -> str:
    """Return a value as an object's key."""
    return StandIn.of(value) if is_zone(value) else text(value)


def unkeyed(found: str) -> Value:
    """Return what a key is as a value."""
    return found.reference if isinstance(found, StandIn) else found


def absent(found: str, among: Collection[str]) -> NoReturn:
    """Raise the error that an object has no such key, or that it can't be told whether it has."""
    if among and (isinstance(found, StandIn) or any(isinstance(one, StandIn) for one in among)):
        opaque("which zones there are is only known when Terraform runs")
    invalid(f"there is no element `{found}`")


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
    if (one is None and surely_there(other)) or (other is None and surely_there(one)):
        return False
    if isinstance(one, Reference) and isinstance(other, Reference) and one.address == other.address:
        if one.path == other.path:
            return True
        if is_zone(one) and is_zone(other) and one.path[0] == other.path[0]:
            return False
    left, right = known(one), known(other)
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return left == right


def surely_there(value: Value) -> bool:
    """Tell whether a value is surely not null: a resource, its id, a text, a list."""
    match value:
        case Reference():
            return not value.path or value.path[-1] in ("id", "arn")
        case Unknown() | None:
            return False
        case _:
            return True


def _bounded(found: str) -> str:
    if len(found) > MAX_TEXT:
        opaque("the text is too long")
    return found
