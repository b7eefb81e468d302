"""A top-level key of a spec that one capability brings along: its shape, rules, example and full form in one place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.spec.draft import Draft
from bastide.spec.shape import Key, MapOf

Full: TypeAlias = Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Section:
    """One section; a map of names may stand in any part of a spec, a record of settings in the page and its profile.

    `word` says what one entry is called. `check` yields every breach of a rule, `full` returns the section as
    `expand` writes it (None or nothing: it is left out). `agencies` lets an agency's own file hold entries. `around` is
    the rest of a spec that the example stands in, where it doesn't suit the reference's other examples.
    """

    name: str
    word: str
    key: Key
    example: str
    check: Callable[[Draft, date], Iterator[Diagnostic]]
    full: Callable[[Platform], Full]
    agencies: bool = False
    around: str = ""

    @property
    def is_map(self) -> bool:
        """Whether the section is a map of names, else a record of settings."""
        return isinstance(self.key.shape, MapOf)
