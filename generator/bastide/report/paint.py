"""Optional colour; every word reads the same without it."""

from dataclasses import dataclass

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_RED = "\x1b[1;31m"
_YELLOW = "\x1b[1;33m"
_GREEN = "\x1b[1;32m"
_BLUE = "\x1b[1;34m"


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text in ANSI colour where `on`; the text itself must already be visible."""

    on: bool = False

    def bad(self, text: str) -> str:
        """Return text marked as an error or a failure."""
        return self._with(_RED, text)

    def doubtful(self, text: str) -> str:
        """Return text marked as waived, unknown or not judged."""
        return self._with(_YELLOW, text)

    def good(self, text: str) -> str:
        """Return text marked as a pass."""
        return self._with(_GREEN, text)

    def frame(self, text: str) -> str:
        """Return text marked as part of the frame: arrows, gutters, `why:` and `fix:`."""
        return self._with(_BLUE, text)

    def strong(self, text: str) -> str:
        """Return text marked as a heading."""
        return self._with(_BOLD, text)

    def _with(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self.on and text else text


PLAIN = Paint()
