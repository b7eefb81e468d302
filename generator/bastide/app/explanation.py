"""The page of a code, whoever wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.controls.catalog import by_rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code's page: its name, the bad pattern in a phrase, its sections, and severity and cure where it has them."""

    code: str
    name: str
    title: str
    severity: str
    sections: Mapping[str, str]
    fix: str


def serving(code: str) -> Mapping[str, str]:
    """Return the section that names the controls whose evidence rests on a check; none where none does."""
    serves = "\n".join(f"{one.id} {one.title.en}" for one in by_rule().get(code, ()))
    return {"Controls": serves} if serves else {}
