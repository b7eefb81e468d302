"""One fault for each control, planted in a generated stack, and the controls that it turns."""

import atexit
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bastide.app.generate import generate
from bastide.app.proving import prover_module, worked_out
from bastide.controls.assess import assess
from bastide.controls.catalog import by_id, catalog
from bastide.controls.ground import Ground
from bastide.facts.case import Case
from bastide.model.control import OUTSIDE, Kind, Status
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding
from bastide.model.proof import Proof
from bastide.scan.judge import judge
from bastide.source import nodes
from bastide.source.yamldoc import parse
from modules import examples

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FAULTS = HERE / "faults"
EXAMPLE = "cloud-window"
TODAY = date(2026, 12, 1)
SPEC, MANIFEST = "platform.yaml", "manifest.json"
KEYS = {"stack", "edits", "turns", "checkov", "why"}


@dataclass(frozen=True, slots=True)
class Edit:
    """In `file`, the first text that `find` (a regular expression) matches is replaced; `add` stands at its end.

    `platform.yaml` is the spec: then the stack is generated from the changed one.
    """

    file: str
    find: str
    replace: str
    add: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is changed in which stack, and the controls that change, with their new word.

    `stack` is the committed example or a module's. With `checkov` its checks are made too. `why` says why others turn
    with the control.
    """

    control: str
    stack: str
    edits: tuple[Edit, ...]
    turns: Mapping[str, str]
    checkov: bool
    why: str


def faults() -> dict[str, Fault]:
    """Return the fault of each control, by its id; AssertionError where a file says anything else."""
    found: dict[str, Fault] = {}
    for path in sorted(FAULTS.glob("*.yaml")):
        entries = nodes.data(parse(path.read_text(encoding="utf-8"), path.name))
        assert isinstance(entries, dict), path.name
        found |= {str(control): _fault(str(control), entry) for control, entry in entries.items()}
    return found


def _fault(control: str, entry: Any) -> Fault:
    assert set(entry) <= KEYS, f"{control}: {sorted(set(entry) - KEYS)}"
    edits = tuple(
        Edit(one["file"], one.get("find", ""), one.get("replace", ""), one.get("add", "")) for one in entry["edits"]
    )
    return Fault(
        control=control,
        stack=entry.get("stack", EXAMPLE),
        edits=edits,
        turns=entry["turns"],
        checkov=entry.get("checkov", False),
        why=entry.get("why", ""),
    )


@cache
def stack(name: str) -> Path:
    """Return a generated stack: the committed example, or that of a module's example."""
    if name == EXAMPLE:
        return ROOT / "examples" / EXAMPLE / "stack"
    folder = mkdtemp(prefix="bastide-controls-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return examples.stack(name, Path(folder))


def planted(fault: Fault, into: Path) -> Path:
    """Copy a stack with its fault; the manifest takes the change for generated, so that no control turns for that."""
    copy = _from_spec(fault, into) or shutil.copytree(stack(fault.stack), into / "stack")
    for edit in fault.edits:
        if edit.file != SPEC:
            path = copy / edit.file
            path.write_text(_edited(fault.control, edit, path.read_text(encoding="utf-8")), encoding="utf-8")
            if edit.file != MANIFEST:
                _agree(copy, edit.file)
    return copy


def _from_spec(fault: Fault, into: Path) -> Path | None:
    edits = [edit for edit in fault.edits if edit.file == SPEC]
    if not edits:
        return None
    source = ROOT / "examples" / EXAMPLE / SPEC if fault.stack == EXAMPLE else examples.EXAMPLES[fault.stack]
    text = source.read_text(encoding="utf-8")
    for edit in edits:
        text = _edited(fault.control, edit, text)
    folder = into / "spec"
    ignored = shutil.ignore_patterns("stack", "pulumi", "*.j2", "*.md")
    shutil.copytree(source.parent, folder, ignore=ignored)
    (folder / SPEC).write_text(text, encoding="utf-8")
    return generate(folder / SPEC, output=into / "stack", today=TODAY, discard_edits=False).tree


def _edited(control: str, edit: Edit, text: str) -> str:
    if not edit.find:
        return text + edit.add
    changed, number = re.subn(edit.find, edit.replace, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert number == 1, f"{control}: `{edit.file}` has nothing like `{edit.find}`"
    return changed + edit.add


def _agree(tree: Path, file: str) -> None:
    manifest = tree / MANIFEST
    text = manifest.read_text(encoding="utf-8")
    wanted = json.loads(text)["files"][file]["sha256"]
    manifest.write_text(text.replace(wanted, hashlib.sha256((tree / file).read_bytes()).hexdigest()), encoding="utf-8")


def ground(tree: Path, *, checkov: bool) -> Ground:
    """Judge and prove a stack."""
    proofs: list[tuple[Case, Proof | None]] = []

    def prover(case: Case) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
        known = worked_out(tree, case)
        proven = prover_module().prove_all(known)
        proofs.append((known, None if proven.evidence is None else proven.evidence.proof))
        return proven.findings, proven.refusals

    verdict = judge(tree, today=TODAY, progress=lambda _: None, checkov=checkov, prover=prover)
    ((case, proof),) = proofs
    return Ground(case, verdict, proof)


def words(tree: Path, *, checkov: bool) -> dict[str, Status]:
    """Return what is said of each control; without checkov, of what rests on other evidence too."""
    found = assess(ground(tree, checkov=checkov))
    return {one.control.id: one.status for one in found.rulings if checkov or not _by_checkov_alone(one.control.id)}


@cache
def sound(name: str, *, checkov: bool) -> Mapping[str, Status]:
    """Return what is said of each control of a stack as it was generated."""
    return words(stack(name), checkov=checkov)


def with_static_evidence() -> Iterator[str]:
    """Yield the controls of which code alone can show something."""
    for control in catalog().controls:
        if any(one.kind not in OUTSIDE for one in control.evidence):
            yield control.id


@cache
def _by_checkov_alone(control: str) -> bool:
    kinds = {one.kind for one in by_id()[control].evidence} - OUTSIDE
    return kinds == {Kind.CHECKOV}
