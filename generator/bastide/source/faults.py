"""What is wrong with a text before it is a spec at all."""

import re

from ruamel.yaml.error import MarkedYAMLError

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|\r(?!\n)"
)
"""Control characters, line breaks that editors don't show, and marks that reorder or hide text (Unicode TR 36)."""

_READ_THE_SAME = "a spec is read by people and checked by machines; both must see the same thing"


def too_large(file: str, limit: int) -> Diagnostic:
    """Return the fault of a file beyond the limit, in characters."""
    return _fault("SPEC002", f"`{file}` is longer than {limit} characters", None, "split it with `include:`")


def forbidden(message: str, place: Place, fix: str) -> Diagnostic:
    """Return the fault of YAML that a spec may not use."""
    return _fault("SPEC002", message, place, fix)


def hidden_characters(text: str, file: str, most: int) -> list[Diagnostic]:
    """Return a fault for each character that people can't see, `most` of them at the most."""
    found = []
    for match in HIDDEN.finditer(text):
        message = f"the character U+{ord(match[0]):04X} can't be seen"
        found.append(forbidden(message, place_of(text, match.start(), file), "remove it"))
        if len(found) == most:
            break
    return found


def place_of(text: str, index: int, file: str) -> Place:
    """Return the place of one character."""
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Place(file, line, column, line, column + 1)


def malformed(error: MarkedYAMLError, file: str) -> Diagnostic:
    """Return the fault of text that isn't YAML, where the parser stopped."""
    mark = error.problem_mark or error.context_mark
    place = None if mark is None else Place(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    problem = " ".join(str(error.problem or error.context or "unreadable").split())
    return _fault("SPEC001", f"this is not YAML: {problem}", place, "correct the line; indentation is with spaces")


def unreadable(file: str, text: str, error: Exception) -> Diagnostic:
    """Return the fault of text that makes the parser give up without saying where."""
    index = getattr(error, "position", None)
    place = place_of(text, index, file) if isinstance(index, int) else None
    problem = " ".join(str(error).split())[:120]
    return _fault("SPEC001", f"`{file}` is not YAML: {problem}", place, "save it as UTF-8 text")


def duplicate(key: str, place: Place, first: Place) -> Diagnostic:
    """Return the fault of a key that stands twice."""
    shown = key if len(key) <= 40 else f"{key[:37]}..."  # noqa: PLR2004 - enough to recognise it
    return Diagnostic(
        code="SPEC003",
        message=f"the key `{shown}` stands twice",
        labels=(Label(place), Label(first, "first here")),
        why="one of the two would be ignored without a word",
        fix=f"remove or rename one `{shown}`",
    )


def _fault(code: str, message: str, place: Place | None, fix: str) -> Diagnostic:
    return Diagnostic(code, message, () if place is None else (Label(place),), why=_READ_THE_SAME, fix=fix)
