"""How data is destroyed for good: by destroying the key that it lies under."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Destruction:
    """How many people must agree that a key is destroyed, and how many days it can still be had back."""

    approvals: int
    wait_days: int
    place: Place
