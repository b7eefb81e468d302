"""The shape of a spec, written once: the parser and the JSON Schema are both made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
ZONE = rf"{NAME}(@{NAME})?"
DURATION = r"[1-9][0-9]{0,5}(m|h|d|mo|y)"
TRAFFIC = r"(tcp|udp)/[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?|icmp/[0-9]{1,3}"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
LINE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029][^\x00-\x1f\x7f-\x9f\u2028\u2029]*"
"""One line of text that isn't blank and holds no control character."""

_NOT_IN_TAGS = (
    r"""!"#$%&'()*,;<>?\[\\\]^`{|}~"""
    r"\u0000-\u001f\u007f-\u00a9\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\ud800-\uf8ff\ufe00-\ufe0f\ufeff"
    f"\\ufff0-\\uffff{chr(0x1F000)}-{chr(0x1FAFF)}{chr(0xE0000)}-{chr(0x10FFFF)}"
)
"""Blocks without a letter or digit, escaped so that Python and JavaScript read them alike; `freetext` is exact."""

_BLANKS = r" \u1680\u3000"
_TAG_PATTERN = f"(?!aws:)[^{_BLANKS}{_NOT_IN_TAGS}]([^{_NOT_IN_TAGS}]*[^{_BLANKS}{_NOT_IN_TAGS}])?"


@dataclass(frozen=True, slots=True)
class Text:
    """A string that matches a pattern as a whole; `form` says in words what that is.

    `free` text is for people (and must not speak to scanners); a `tag` must suit AWS's tags as well.
    """

    form: str
    pattern: str
    longest: int = 200
    example: str = ""
    free: bool = False
    tag: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; with `or_one`, a single item may stand without its brackets; `unique` ones hold no item twice."""

    item: "Shape"
    least: int = 0
    most: int = 100
    or_one: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map whose keys are names."""

    value: "Shape"
    most: int
    longest: int = 24


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its value's shape, whether it must be there, what it is for, and a value as example."""

    shape: "Shape"
    doc: str
    required: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys, at least `least` of them; any other key is an error.

    A `fragile` one means something else if a part of it is left out, so that it is kept whole or not at all.
    """

    keys: Mapping[str, Key] = field(hash=False)
    least: int = 0
    fragile: bool = False

    def required(self) -> tuple[str, ...]:
        """Return the keys that must be there."""
        return tuple(name for name, key in self.keys.items() if key.required)


Shape: TypeAlias = "Text | Choice | Flag | Whole | ListOf | MapOf | Record"

name = Text("a name of lower-case letters, digits and single hyphens", NAME, 24, "civil-affairs")
zone = Text("a zone, or `zone@agency`", ZONE, 49, "data@civil-affairs")
zones = ListOf(zone, least=1, most=64, or_one=True, unique=True)
names = ListOf(name, unique=True)
line = Text("one line of text", LINE, 200, "citizens reach the portal", free=True)
tag = Text(
    "one line of letters, digits, blanks and `+ - = . _ : / @`", _TAG_PATTERN, 128, "data-bureau", free=True, tag=True
)
date = Text("a date", DATE, 10, "2027-03-31")
duration = Text("a duration of `m`, `h`, `d`, `mo` or `y`", DURATION, 8, "35d")
cidr = Text("an IPv4 block", r"[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}", 18, "10.40.0.0/16")
region = Text("a region's name", r"[a-z]{2}(-[a-z]+)+-[0-9]", 24, "ap-southeast-1")
