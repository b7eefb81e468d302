"""The examples of this checkout, and stacks made from them."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bastide.app.generate import generate
from bastide.graph.plan_json import read_plan
from bastide.graph.terraform import read_tree
from bastide.model.graph import Reference, Value

ROOT = Path(__file__).resolve().parents[2]
SPECS = {path.parent.name: path for path in sorted((ROOT / "examples").glob("*/platform.yaml"))}
APPLIED = "cloud-window"
"""The example that is applied to the emulator."""

# The examples hold flows and waivers that lapse; the day of the proof must not decide it.
TODAY = date(2026, 12, 1)


def committed() -> Mapping[str, Path]:
    """Return the committed stack of each example, by name."""
    return {name: spec.parent / "stack" for name, spec in SPECS.items()}


def generated(into: Path) -> Mapping[str, Path]:
    """Generate the stack of each example from a copy of its spec in a folder, and return the stacks by name."""
    return dict(_generated(into))


def _generated(into: Path) -> Iterator[tuple[str, Path]]:
    for name, spec in SPECS.items():
        folder = shutil.copytree(spec.parent, into / name, ignore=shutil.ignore_patterns("stack"))
        yield name, generate(folder / spec.name, output=None, today=TODAY, discard_edits=False).tree


def addresses(tree: Path) -> frozenset[str]:
    """Return the address of every managed resource that our own reader finds in a tree."""
    return frozenset(found.address for found in read_tree(tree).resources if found.mode == "resource")


def disagreements(tree: Path, plan: Path) -> list[str]:
    """Return the addresses, and the literal or referring attributes, that text and plan don't have in common.

    `provider` and what only Terraform reads are not in a plan's values.
    """
    text, planned = read_tree(tree), read_plan(plan)
    found = sorted(set(text.by_address) ^ set(planned.by_address))
    for one in text.resources:
        for name, attribute in one.body.attributes.items():
            known = isinstance(attribute.value, str | int | bool | dict | Reference)
            if known and name not in ("provider", "depends_on"):
                other = planned.by_address[one.address].get(name)
                if _plain(attribute.value) != _plain(other):
                    found.append(f"{one.address}.{name}: {_plain(attribute.value)} is {_plain(other)}")
    return found


def _plain(value: Value) -> str:
    """Return a value as text; Terraform reads `true` as "true" where the provider wants a text."""
    return str(value).lower() if isinstance(value, bool) else str(value)
