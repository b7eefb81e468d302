"""What one agency lets another read, for a purpose and until a day."""

from dataclasses import dataclass
from datetime import date

from bastide.model.place import Place

LEVELS = ("province", "city", "district")
"""Levels of administration that a share may cross to, highest first."""


@dataclass(frozen=True, slots=True)
class Share:
    """A store of one agency that others read; `prefix` is the part of it that is shared, empty for all of it.

    `until` is its last day. `level` is the receivers' level of administration, empty where it is the owner's.
    """

    name: str
    store: str
    to: tuple[str, ...]
    purpose: str
    level: str
    prefix: str
    until: date
    place: Place
