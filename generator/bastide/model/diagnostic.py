"""What we tell a user whose input can't be used: what, where, why, fix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bastide.model.place import Place


class Severity(StrEnum):
    """How much a diagnostic or finding matters; never part of its code."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A place and what to say under its underline (may be empty)."""

    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in the user's input, in four parts.

    `labels` holds the primary place first; it is empty only when the fault has no place in a text (a missing
    file). `message` is one fact with names in backticks and no full stop; `why` states the harm or the clause;
    `fix` can be typed.
    """

    code: str
    message: str
    labels: tuple[Label, ...]
    why: str
    fix: str


class CannotAnswerError(Exception):
    """The user's input or environment makes an answer impossible (exit code 2); holds every reason at once.

    `sources` may hold the text of files that the reasons point at, by the name that their places use.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None) -> None:
        self.diagnostics = tuple(diagnostics)
        self.sources = dict(sources or {})
        super().__init__("; ".join(f"{d.code}: {d.message}" for d in self.diagnostics))
