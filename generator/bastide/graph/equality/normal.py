"""Values in one normal form, however they were written."""

import json
import re
from collections.abc import Mapping
from itertools import groupby
from typing import TypeAlias

from bastide.model.graph import Encoded, Joined, Reference, Unknown

Normal: TypeAlias = "bool | int | float | str | list[Normal] | dict[str, Normal] | Written | None"


class Written(str):
    """What stands for something that is not a literal, as Terraform would write it; never equal to a text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Written) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Written, str(self)))


def normal(value: object, data: Mapping[str, str]) -> Normal:
    """Return a value with nulls left out of its objects and references to data sources by what these are asked."""
    if isinstance(value, dict):
        return {str(name): normal(one, data) for name, one in value.items() if one is not None}
    if isinstance(value, (tuple, list)):
        return [normal(one, data) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.startswith('"'):
        return _quoted(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return _written(value, data)


def _quoted(text: str) -> Normal:
    """A text encoded as JSON is a text in quotes: whether code encodes it or holds it encoded is the same value."""
    try:
        decoded = json.loads(text)
    except ValueError:
        return text
    return Written(f"jsonencode({shown(decoded)})") if isinstance(decoded, str) else text


def _written(value: object, data: Mapping[str, str]) -> Written:
    match value:
        case Reference():
            return Written(_reference(value, data))
        case Joined(parts):
            known = [normal(part, data) for part in parts]
            return _document(known) or _joined(known)
        case Encoded(inner):
            return Written(f"jsonencode({shown(normal(inner, data))})")
        case Unknown(text):
            return Written(f"unknown: {text}")
        case _:
            message = f"{type(value).__name__} is no value of a graph"
            raise TypeError(message)


def _document(parts: list[Normal]) -> Written | None:
    """Return a template that holds a list or an object encoded as JSON as the encoding of it, None for any other.

    What it refers to stands there as a text: an id or an ARN, which needs no escape.
    """
    text = "".join(_mark(number) if isinstance(part, Written) else _text(part) for number, part in enumerate(parts))
    if text[:1] not in ("[", "{"):
        return None
    try:
        decoded = json.loads(text)
    except ValueError:
        return None
    marked = {_mark(number): part for number, part in enumerate(parts) if isinstance(part, Written)}
    return Written(f"jsonencode({shown(_unmarked(decoded, marked))})")


def _mark(number: int) -> str:
    """Return what stands for a part in a text: a character that no code holds, and its number."""
    return f"\uf8ff{number}\uf8ff"


def _unmarked(value: Normal, marked: Mapping[str, Written]) -> Normal:
    if isinstance(value, dict):
        return {name: _unmarked(one, marked) for name, one in value.items()}
    if isinstance(value, list):
        return [_unmarked(one, marked) for one in value]
    if not isinstance(value, str) or "\uf8ff" not in value:
        return value
    pieces: list[Normal] = [marked.get(piece, piece) for piece in _MARKED.split(value) if piece]
    return pieces[0] if len(pieces) == 1 else _joined(pieces)


_MARKED = re.compile("(\uf8ff\\d+\uf8ff)")


def same(left: Normal, right: Normal) -> bool:
    """Tell whether two leaves are one value to Terraform, which turns a number or truth value into text and back.

    Source: https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
    """
    if isinstance(left, Written) or isinstance(right, Written):
        return left == right
    return type(left) is type(right) and left == right if _alike(left, right) else _text(left) == _text(right)


def shown(value: Normal) -> str:
    """Return a value on one line, keys in order, the way Terraform would write it."""
    match value:
        case Written():
            return str(value)
        case dict():
            inside = ", ".join(
                f"{json.dumps(name, ensure_ascii=False)} = {shown(value[name])}" for name in sorted(value)
            )
            return "{" + inside + "}"
        case list():
            return "[" + ", ".join(map(shown, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _reference(value: Reference, data: Mapping[str, str]) -> str:
    if value.address in data:
        return data[value.address] + str(Reference("", value.path, value.place))
    return str(value)


def _joined(parts: list[Normal]) -> Written:
    """Return a template with neighbouring texts as one: where it was cut makes no difference."""
    pieces: list[str] = []
    for written, group in groupby(parts, key=lambda part: isinstance(part, Written)):
        if written:
            pieces += [f"${{{part}}}" for part in group]
        else:
            pieces.append("".join(_text(part) for part in group).replace("${", "$${"))
    return Written('"' + "".join(pieces) + '"')


def _alike(left: Normal, right: Normal) -> bool:
    return type(left) is type(right) or left is None or right is None


def _text(value: Normal) -> str:
    return value if isinstance(value, str) else json.dumps(value)
