"""Copies of stores without what identifies people, for whoever needs the figures and not the persons."""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.place import Place


class Use(StrEnum):
    """What a workload does with data: serve the people it is about, or work on it for another purpose."""

    SERVICE = "service"
    ANALYTICS = "analytics"
    AI = "ai"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Mask:
    """A masked copy of one object store in another, made again every `hours`.

    `keep` are the fields copied as they are, `hash` those copied as keyed digests; all others are dropped.
    """

    name: str
    source: str
    target: str
    keep: tuple[str, ...]
    hash: tuple[str, ...]
    hours: int
    why: str
    place: Place
