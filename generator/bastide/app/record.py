"""`bastide record`: what a Pulumi program registers, written down."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import Run
from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place
from bastide.record import faults
from bastide.record.events import FINISHED, TIMED_OUT
from bastide.record.session import record as recorded


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording as text, how much it holds, and why it is not whole (None if it is)."""

    text: str
    resources: int
    opaque: int
    fault: Diagnostic | None


def record(folder: Path, run: Run, *, literal: bool, progress: Callable[[str], None]) -> Recorded:
    """Execute the program in a folder as `run` says and return its recording.

    With `literal`, functions on outputs work on what was put in. Raises CannotAnswerError (PUL001) for a program that
    may not run, and with what the recorder says where it can't.
    """
    require_resolvable(folder)
    if not run.allowed:
        raise faults.not_allowed(folder)
    progress(f"running {folder} under the Pulumi SDK (recorded only, nothing is deployed)")
    with os_errors(folder):
        found = recorded(
            folder, python=run.python, config=run.config, stack=run.stack, seconds=run.seconds, literal=literal
        )
    resources = sum(bool(one.get("custom")) for one in found["registrations"])
    text = json.dumps(_kept_hidden(found), indent=1, ensure_ascii=True) + "\n"
    return Recorded(text, resources, len(found["opaque"]), _fault(folder, found))


HIDDEN: Mapping[str, Any] = {"$secret": True}


def _kept_hidden(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a recording as it may be kept: with nothing in it that the program marks as a secret."""
    registrations = [{**one, "inputs": _without(one["inputs"], set(one["secrets"]))} for one in found["registrations"]]
    outputs = _without(found["outputs"], set(found["outputSecrets"]))
    return {**found, "registrations": registrations, "outputs": outputs}


def _without(value: Any, secrets: set[str], path: str = "") -> Any:
    if path in secrets:
        return HIDDEN
    if isinstance(value, dict):
        return {name: _without(one, secrets, f"{path}.{name}" if path else name) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, secrets, f"{path}[{index}]") for index, one in enumerate(value)]
    return value


def _fault(folder: Path, found: Mapping[str, Any]) -> Diagnostic | None:
    if found["ended"] == FINISHED:
        return None
    said = found["fault"]
    line = said["line"]
    place = Place(str(folder / said["file"]), line, 1, line, 1) if said["file"] and line else None
    return faults.partial(said["message"], place, timed_out=found["ended"] == TIMED_OUT)
