"""Reads what the founding paper asks for, and where each part of it has its place: docs/reference/requirements.yaml."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs/reference/requirements.yaml"
COUNT = 88


class Kind(StrEnum):
    """Who answers for a requirement, and by what."""

    BUILD = "build"
    REPRESENT = "represent"
    OPERATOR = "operator"
    INHERIT = "inherit"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: where the paper says it, what is asked in our words, and its places or why it has none.

    `open` is what is missing where a place does a part of it; `note` says what differs from the first reading;
    `corrected` says why its class is another one than at first.
    """

    id: str
    at: str
    kind: Kind
    quote: str
    asked: str
    place: tuple[str, ...] = ()
    open: str = ""
    why_not: str = ""
    note: str = ""
    corrected: str = ""


def read(path: Path = LIST) -> tuple[Requirement, ...]:
    """Return the requirements in a file; raise TypeError, KeyError or ValueError on an entry of another shape."""
    raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tuple(_one(entry) for entry in raw["requirements"])


def _one(entry: dict[str, object]) -> Requirement:
    given = dict(entry)
    kind = Kind(str(given.pop("class")))
    place = given.pop("place", ())
    if not isinstance(place, list | tuple):
        raise TypeError(place)
    texts = {key: str(value).strip() for key, value in given.items()}
    return Requirement(**texts, kind=kind, place=tuple(map(str, place)))
