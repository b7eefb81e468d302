"""How long records live, and who is told: the log terms and alert channels of a platform."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class LogTerm:
    """How long a log stream lives, and whether it can be altered meanwhile."""

    stream: str
    keep_days: int
    immutable: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Logging:
    """Log streams by name (`audit`, `session`, `network`, `access`) and alert channels (name, e-mail address).

    `normalise` lets every source be read in one schema.
    """

    terms: tuple[LogTerm, ...]
    alerts: tuple[tuple[str, str], ...]
    normalise: bool = False

    def term(self, stream: str) -> LogTerm:
        """Return the term of a stream; KeyError if the spec has none (the loader sees to all four)."""
        for term in self.terms:
            if term.stream == stream:
                return term
        raise KeyError(stream)
