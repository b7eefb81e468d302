"""The examples of this checkout, and stacks made from them."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bastide.app.generate import generate
from bastide.graph.plan_json import read_plan
from bastide.graph.terraform import read_tree
from bastide.model.graph import Joined, Reference, Unknown, Value

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
                if not _agree(attribute.value, other):
                    found.append(f"{one.address}.{name}: {_plain(attribute.value)} is {_plain(other)}")
    return found


def _agree(written: Value, planned: Value) -> bool:
    """Tell whether text and plan say the same; a map with one entry that isn't known yet may be unknown as a whole.

    Of such a map the plan says which names it is made of, where there is one, and nothing where there are several; of
    one whose entries it tells apart it says which entry is made of what isn't known.
    """
    if isinstance(written, dict) and isinstance(planned, dict):
        return written.keys() == planned.keys() and all(_agree(one, planned[name]) for name, one in written.items())
    if isinstance(written, Joined) and isinstance(planned, Unknown):
        return bool(set(_names(written)))
    names = set(_names(written))
    if isinstance(written, dict) and isinstance(planned, Reference):
        return {str(planned)} == names
    if isinstance(written, dict) and isinstance(planned, Unknown):
        return len(names) > 1
    return _plain(written) == _plain(planned)


def _names(value: Value) -> Iterator[str]:
    """Yield what a value refers to."""
    inner: Iterable[Value] = ()
    if isinstance(value, Reference):
        yield str(value)
    elif isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, Joined):
        inner = value.parts
    for one in inner:
        yield from _names(one)


def _plain(value: Value) -> str:
    """Return a value as text, without places; Terraform reads `true` as "true" where the provider wants a text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_plain(one)}' for key, one in sorted(value.items()))}}}"
    return "".join(map(_plain, value.parts)) if isinstance(value, Joined) else str(value)
