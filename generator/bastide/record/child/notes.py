"""What the runner tells the parent, one JSON object a line on a pipe of its own."""

from __future__ import annotations

import json
import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bastide.record.child.places import Places

_MOST_TEXT = 500
_MOST_NOTES = 2000
INSIDE: ContextVar[bool] = ContextVar("inside", default=False)
"""Whether a function that the program gave to `apply` is running."""


class Notes:
    """Writes notes; the same one twice is written once."""

    def __init__(self, pipe: int, places: Places) -> None:
        self.places = places
        self._pipe = pipe
        self._said: set[str] = set()

    def opaque(self, kind: str, text: str, place: list[Any] | None = None) -> None:
        """Note something that can't be seen through, at a place or at the line that runs now."""
        frames = [self.places.here() if place is None else place]
        if len(self._said) < _MOST_NOTES:
            self._once(
                {"event": "opaque", "kind": kind, "text": shortened(text), "frames": [one for one in frames if one]}
            )

    def sdks(self, versions: dict[str, str]) -> None:
        """Note which packages the program used."""
        self._once({"event": "sdks", "versions": versions})

    def ended(self, fault: BaseException | None) -> None:
        """Note how the run ended; the last note."""
        if fault is None:
            self._once({"event": "ended", "fault": None})
            return
        place = self.places.of_error(fault)
        said = {"message": shortened(described(fault)), "frames": [place] if place else []}
        self._once({"event": "ended", "fault": said})

    def _once(self, note: dict[str, Any]) -> None:
        text = json.dumps(note, ensure_ascii=True)
        if text not in self._said:
            self._said.add(text)
            view = memoryview(text.encode("ascii") + b"\n")
            while view:
                view = view[os.write(self._pipe, view) :]


def described(error: BaseException) -> str:
    """Return what an error says, after its kind."""
    kind = type(error).__name__
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - a program's own class may do anything
        said = ""
    return said if kind == "Ended" else f"{kind}: {said}".removesuffix(": ")


def shortened(text: str) -> str:
    """Return a text on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_TEXT else f"{line[:_MOST_TEXT]}..."
