"""How a platform makes sure that what it lost comes back: restore tests, and a network for them in the DR region."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Restoring:
    """A restore test every so many months (a divisor of twelve); `notify` is a channel of `logging.alerts`.

    `availability_zones` are letters of the DR region, whose own may differ from those of the primary one.
    """

    test_months: int
    notify: str
    availability_zones: tuple[str, ...]
    place: Place
