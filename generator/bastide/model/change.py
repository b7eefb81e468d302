"""What changed between two trees, and whether it weakens."""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.place import Place


class Aspect(StrEnum):
    """What a trait is about."""

    PATH = "path"
    GRANT = "grant"
    KEY = "key"
    LOCK = "lock"
    RETENTION = "retention"
    EXPOSURE = "exposure"
    RECORD = "record"
    NEED = "need"


class Direction(StrEnum):
    """What a change does to the protection, worst first."""

    WEAKENS = "weakens"
    UNCLEAR = "unclear"
    STRENGTHENS = "strengthens"


@dataclass(frozen=True, slots=True)
class Trait:
    """One comparable fact about a tree.

    `subject` names what it is about and is the same in both trees. `strength` orders values (more is stronger), None
    where values can only be equal or not. `value` is for people. A trait that is absent has the strength of `missing`.
    """

    aspect: Aspect
    subject: str
    value: str
    strength: float | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the trait before and after, None where there is none."""

    direction: Direction
    before: Trait | None
    after: Trait | None

    @property
    def trait(self) -> Trait:
        """The trait as it is now, or as it was if it is gone."""
        trait = self.after or self.before
        if trait is None:
            message = "a change has at least one side"
            raise ValueError(message)
        return trait
