"""The catalog, compiled from `controls/*.yaml` of the checkout into one JSON file of the package."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bastide.model.control import Catalog, Control
from bastide.model.json_codec import decode

FILE = Path(__file__).with_name("catalog.json")


@cache
def catalog() -> Catalog:
    """Return the catalog; ValueError if the package's own file isn't one."""
    return decode(Catalog, json.loads(FILE.read_text(encoding="utf-8")))


@cache
def by_id() -> Mapping[str, Control]:
    """Return every control by its id (`BND-16`)."""
    return {control.id: control for control in catalog().controls}


@cache
def by_rule() -> Mapping[str, tuple[Control, ...]]:
    """Return the controls whose evidence rests on a check, by the check's code."""
    found: dict[str, list[Control]] = {}
    for control in catalog().controls:
        for code in sorted({code for evidence in control.evidence for code in evidence.rules}):
            found.setdefault(code, []).append(control)
    return {code: tuple(controls) for code, controls in found.items()}
