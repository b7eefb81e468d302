"""What a kind of fault in an input is, and the kinds that any YAML file can have."""

from dataclasses import dataclass

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault; `why` states the harm or the clause, `shape` whether the JSON Schema sees it too."""

    code: str
    name: str
    why: str
    shape: bool = False

    def fault(self, message: str, *places: Place | Label, fix: str) -> Diagnostic:
        """Return a fault of this kind, pointing at places, the primary one first."""
        labels = tuple(place if isinstance(place, Label) else Label(place) for place in places)
        return Diagnostic(code=self.code, message=message, labels=labels, why=self.why, fix=fix)


MALFORMED = Code("SPEC001", "malformed-yaml", "what isn't YAML has no meaning, and none is guessed")
BEYOND = Code(
    "SPEC002", "yaml-beyond-the-spec", "aliases, tags and depth are how a small file becomes a huge or a hidden one"
)
DUPLICATE = Code("SPEC003", "duplicate-key", "one of the two would be ignored without a word")
UNREADABLE = Code("SPEC010", "unreadable-file", "what can't be read can't be checked")
HIDDEN = Code(
    "SPEC018", "hidden-character", "where a character can't be seen, people and tools read two different texts"
)
TOO_MANY = Code("SPEC019", "too-many-faults", "a list that nobody reads to its end helps nobody")

CODES = (MALFORMED, BEYOND, DUPLICATE, UNREADABLE, HIDDEN, TOO_MANY)
"""The kinds of this floor, by number."""


def short(text: str, room: int = 40) -> str:
    """Return a user's text for a message: one line, cut to `room` characters."""
    line = " ".join(text[: 2 * room].split())
    return line if len(line) <= room and len(text) <= 2 * room else f"{line[: room - 1]}…"
