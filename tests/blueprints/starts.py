"""The stack that each blueprint starts with."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bastide.app.blueprints import start
from bastide.app.generate import generate
from bastide.library.blueprint import blueprints
from bastide.library.locate import library_root

STARTS = tuple(one.id for one in blueprints(library_root()) if not one.is_profile)

# Blueprints hold shares and waivers that lapse; the day of the test must not decide it.
TODAY = date(2026, 12, 1)


def stack(name: str, into: Path) -> Path:
    """Start from a blueprint in a folder, generate its stack and return the tree."""
    spec = start(name, into / name, {}, today=TODAY).spec
    return generate(spec, output=None, today=TODAY, discard_edits=False).tree


def stacks(into: Path) -> Mapping[str, Path]:
    """Return the tree of every blueprint, by name."""
    return {name: stack(name, into) for name in STARTS}
