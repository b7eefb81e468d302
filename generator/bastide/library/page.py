"""The generated part of a module's README: its example, and its inputs, resource types and controls as tables."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bastide.library.module import Module

BEGIN, END = "<!-- begin: generated -->", "<!-- end: generated -->"


def refreshed(page: str, module: Module, controls: Mapping[str, Mapping[str, object]]) -> str:
    """Return a README with its generated part made anew; ValueError if the markers are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{module.id}: the README lacks `{BEGIN}` and `{END}`"
        raise ValueError(message)
    body = "\n".join(_lines(module, controls))
    return f"{before}{BEGIN}\n{body}\n{END}{after}"


def control_titles(library: Path) -> dict[str, dict[str, object]]:
    """Return the controls that modules may cite, by id."""
    loaded: dict[str, dict[str, object]] = json.loads(
        (library / "modules" / "controls.json").read_text(encoding="utf-8")
    )
    return loaded


def _lines(module: Module, controls: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    yield from _example(module)
    yield "## Controls"
    yield ""
    yield "| control | what it asks | clauses of GB/T 22239 level 3 |"
    yield "| --- | --- | --- |"
    for control in module.controls:
        clauses = controls[control].get("mlps3", [])
        shown = ", ".join(str(clause) for clause in clauses) if isinstance(clauses, list) else ""
        yield f"| {control} | {controls[control]['title']} | {shown} |"
    if module.emits:
        yield ""
        yield "## Resource types"
        yield ""
        yield ", ".join(f"`{kind}`" for kind in module.emits)
    if module.checks:
        yield ""
        yield "## Checks that its code must pass"
        yield ""
        yield ", ".join(f"`{check}`" for check in module.checks)
    yield from _inputs(module)


def _example(module: Module) -> Iterator[str]:
    """A spec that shows the module: the tests generate it, scan it, and hold it against the inventory beside it."""
    example = module.folder / "example.yaml"
    if not example.is_file():
        return
    yield "## Example"
    yield ""
    yield "`bastide generate example.yaml` makes, among others, what [inventory.yaml](inventory.yaml) lists."
    yield ""
    yield "```yaml"
    yield example.read_text(encoding="utf-8").rstrip("\n")
    yield "```"
    yield ""


def _inputs(module: Module) -> Iterator[str]:
    for template, inputs in module.inputs.items():
        yield ""
        yield f"## Inputs of `{template}`"
        yield ""
        yield "| input | what it is |"
        yield "| --- | --- |"
        yield from (f"| `{name}` | {description} |" for name, description in inputs.items())
