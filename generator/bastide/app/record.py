"""`bastide record`: what a Pulumi program registers, as a file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import Run
from bastide.model.diagnostic import CannotAnswerError
from bastide.record import faults
from bastide.record.session import record as answer


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording as text, how many resources it holds, and whether the program came to its end."""

    text: str
    resources: int
    finished: bool
    fault: Mapping[str, Any] | None
    doubts: int


def record(program: Path, run: Run, *, literal: bool, progress: Callable[[str], None]) -> Recorded:
    """Run a program and return its recording; raises CannotAnswerError where it may not or can't be run."""
    require_resolvable(program)
    if not run.allowed:
        raise CannotAnswerError([faults.not_allowed(str(program))])
    progress(f"running {program} under the Pulumi SDK (no network, recorded only)")
    with os_errors(program):
        found = answer(
            program, python=run.python, config=run.config, stack=run.stack, seconds=run.seconds, literal=literal
        )
    resources = sum(bool(one.get("custom")) for one in found["registrations"])
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    return Recorded(text, resources, found["ended"] == "finished", found["fault"], len(found["opaque"]))
