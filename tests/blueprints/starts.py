"""The stack that each blueprint starts with."""

import re
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


def small_city(into: Path, districts: tuple[str, ...] = ("liwan", "yuexiu")) -> Path:
    """Return the tree of the city's blueprint with two of its eleven districts, which are all alike."""
    spec = start("city-platform", into / "small-city", {}, today=TODAY).spec
    for file in (spec.parent / "districts").glob("*.yaml"):
        if file.stem not in districts:
            file.unlink()
    text = spec.read_text("utf-8")
    figures = re.compile(r"uses: \[[^\]]+-health-figures\]")
    assert len(figures.findall(text)) == 1
    spec.write_text(figures.sub(f"uses: [{', '.join(f'{one}-health-figures' for one in districts)}]", text), "utf-8")
    return generate(spec, output=None, today=TODAY, discard_edits=False).tree


def stacks(into: Path) -> Mapping[str, Path]:
    """Return the tree of every blueprint, by name."""
    return {name: stack(name, into) for name in STARTS}
