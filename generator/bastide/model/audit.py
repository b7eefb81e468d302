"""What is audited of a running platform: the areas, how often, and who hears of it."""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.place import Place


class Area(StrEnum):
    """A key area of an audit, as the reform's text names them."""

    ARCHITECTURE = "architecture"
    DATA = "data"
    ACCESS = "access"
    OPERATIONS = "operations"


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit every so many months (a divisor of twelve); `notify` is a channel of `logging.alerts`."""

    every_months: int
    notify: str
    packs: tuple[Area, ...]
    place: Place
