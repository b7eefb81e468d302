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
    "!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~"
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in ((0, 0x1F), (0x7F, 0xBF), (0x2000, 0x2BFF)))
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in ((0xD800, 0xF8FF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)))
    + f"{chr(0xFFF0)}-{chr(0xFFFF)}{chr(0x1F000)}-{chr(0x1FFFF)}{chr(0xE0000)}-{chr(0x10FFFF)}"
)
"""What AWS refuses in tag values, and symbols such as emoji; letters of any script may stay (EC2 user guide, tags)."""

_TAG_PATTERN = f"(?!aws:)[^ {_NOT_IN_TAGS}]([^{_NOT_IN_TAGS}]*[^ {_NOT_IN_TAGS}])?"


@dataclass(frozen=True, slots=True)
class Text:
    """A string that matches a pattern as a whole; `form` says in words what that is."""

    form: str
    pattern: str
    longest: int = 200
    example: str = ""


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
    """A list; with `or_one`, a single item may stand without its brackets."""

    item: "Shape"
    least: int = 0
    most: int = 1000
    or_one: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map whose keys are names."""

    value: "Shape"
    longest: int = 24


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its value's shape, whether it must be there, and what it is for."""

    shape: "Shape"
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys; any other key is an error."""

    keys: Mapping[str, Key] = field(hash=False)


Shape: TypeAlias = "Text | Choice | Flag | Whole | ListOf | MapOf | Record"

name = Text("a name of lower-case letters, digits and single hyphens", NAME, 24, "civil-affairs")
zone = Text("a zone, or `zone@agency`", ZONE, 49, "data@civil-affairs")
zones = ListOf(zone, least=1, most=64, or_one=True)
names = ListOf(name, most=200)
line = Text("one line of text", LINE, 200)
tag = Text(
    "one line of letters, digits, spaces and `+ - = . _ : / @`, which is what AWS takes in a tag",
    _TAG_PATTERN,
    128,
    "municipal-data-bureau",
)
date = Text("a date", DATE, 10, "2027-03-31")
duration = Text("a duration of `m`, `h`, `d`, `mo` or `y`", DURATION, 8, "35d")
cidr = Text("an IPv4 block", r"[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}", 18, "10.40.0.0/16")
region = Text("a region's name", r"[a-z]{2}(-[a-z]+)+-[0-9]", 24, "ap-southeast-1")
