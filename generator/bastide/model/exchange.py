"""The exchange between the two sides of a platform: which side a zone stands on, and what crosses between them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bastide.model.place import Place


class Side(StrEnum):
    """Which of the two networks a zone stands in; no address of one is reached from the other."""

    INNER = "inner"
    OUTER = "outer"


@dataclass(frozen=True, slots=True)
class Ferry:
    """What carries files one way between two object stores that stand on different sides.

    `types` are the file types that it carries, `largest_mb` their largest size in MiB.
    """

    name: str
    source: str
    destination: str
    types: tuple[str, ...]
    largest_mb: int
    why: str
    until: date | None
    place: Place
