"""Python values as HCL literals: the one door through which anything from a spec enters generated code."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from ipaddress import IPv4Network
from typing import Self

from bastide.hcl.layout import rearrange
from bastide.hcl.traversal import IDENTIFIER, Address, Traversal

__all__ = ["HIDDEN", "Address", "Comment", "Only", "Template", "Traversal", "literal"]

LIST_WIDTH = 100
OBJECT_WIDTH = 72

# Explicit ranges, not Unicode categories: those change with the Python version, and so would our bytes.
HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
"""Controls, and what makes a reviewer see other text than the machine reads (bidi, invisible, tags), for a regex."""
_ESCAPED = re.compile(rf'["\\{HIDDEN}]|[$%](?=\{{)')
_NOT_IN_COMMENT = re.compile(f"[{HIDDEN}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "$": "$$", "%": "%%"}
_RESERVED_KEYS = frozenset({"for", "true", "false", "null"})


class Comment(str):
    """Text for a `# ...` line: line breaks, controls and invisible characters become one space."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Clean the text; ValueError if it holds half of a surrogate pair."""
        return super().__new__(cls, _NOT_IN_COMMENT.sub(" ", _checked(text)).strip())


@dataclass(frozen=True, slots=True)
class Template:
    """A string with references in it: `Template(Address("aws_s3_bucket", "x").arn, "/*")`."""

    parts: tuple[str | Traversal, ...]

    def __init__(self, *parts: str | Traversal) -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class Only:
    """The one element of a set that the provider fills, and what lies below it: `one(x.states).link[0].id`.

    A set has no index, so a bare traversal can't reach into it. Terraform stops where the set has a second element.
    """

    set: Traversal
    below: Traversal


def literal(value: object) -> str:
    """Write a value as HCL that `terraform fmt` leaves alone; TypeError for a type that has no HCL form.

    ValueError for what HCL can't hold: NaN, infinities, lone surrogates.
    """
    text = _write(value)
    return text if "\n" not in text else rearrange(text)


def _write(value: object) -> str:
    if value is None or isinstance(value, bool | int | float):
        return _scalar(value)
    if isinstance(value, Comment | Traversal):
        return str(value)
    if isinstance(value, Only):
        return f"one({value.set}).{value.below}"
    if isinstance(value, Template):
        return _template(value)
    if isinstance(value, str | date | IPv4Network):
        return _string(value)
    if isinstance(value, list | tuple):
        return _sequence([_write(item) for item in value], flat=_flat(value))
    if isinstance(value, dict):
        return _object([f"{_key(key)} = {_write(item)}" for key, item in value.items()], flat=_flat(value.values()))
    message = f"no HCL form for a value of type `{type(value).__name__}`"
    raise TypeError(message)


def _scalar(value: float | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not math.isfinite(value):
        message = f"HCL has no number for {value}"
        raise ValueError(message)
    return str(int(value)) if value == int(value) else repr(float(value))


def _checked(text: str) -> str:
    if _SURROGATE.search(text):
        message = "text holds half of a surrogate pair, which no file can store"
        raise ValueError(message)
    return text


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SHORT:
        return _SHORT[char]
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"  # noqa: PLR2004 - last BMP code


def _quoted(text: str) -> str:
    return _ESCAPED.sub(_escape, _checked(text))


def _string(value: str | date | IPv4Network) -> str:
    if isinstance(value, datetime):
        message = "no HCL form for a point in time: it would differ on every run"
        raise TypeError(message)
    return f'"{_quoted(value.value if isinstance(value, StrEnum) else str(value))}"'


def _template(template: Template) -> str:
    if len(template.parts) == 1 and isinstance(template.parts[0], Traversal):
        return str(template.parts[0])
    parts = [f"${{{part}}}" if isinstance(part, Traversal) else _template_text(part) for part in template.parts]
    return f'"{"".join(parts)}"'


def _template_text(text: str) -> str:
    # A dollar at the end of one part and a brace at the start of the next would open an interpolation.
    quoted = _quoted(text)
    return f"{quoted[:-1]}\\u{ord(quoted[-1]):04X}" if quoted.endswith(("$", "%")) else quoted


def _key(key: object) -> str:
    if not isinstance(key, str):
        message = f"an object key must be text, not `{type(key).__name__}`"
        raise TypeError(message)
    bare = IDENTIFIER.fullmatch(key) and key not in _RESERVED_KEYS
    return str(key) if bare else _string(key)


def _flat(items: Iterable[object]) -> bool:
    """Tell whether nothing but empty containers is nested."""
    return not any(isinstance(item, list | tuple | dict) and item for item in items)


def _sequence(items: list[str], *, flat: bool) -> str:
    if flat and _width(items) <= LIST_WIDTH:
        return f"[{', '.join(items)}]"
    lines = "\n".join(f"{item}," for item in items)
    return f"[\n{lines}\n]"


def _object(entries: list[str], *, flat: bool) -> str:
    if not entries:
        return "{}"
    if flat and _width(entries) <= OBJECT_WIDTH:
        return f"{{ {', '.join(entries)} }}"
    lines = "\n".join(entries)
    return f"{{\n{lines}\n}}"


def _width(items: list[str]) -> int:
    return sum(len(item) + 2 for item in items)
