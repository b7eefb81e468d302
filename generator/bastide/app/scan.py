"""`bastide scan`: what a stack really allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import NOT_RUN, Run, subject
from bastide.app.proving import prover, worked_out
from bastide.app.scan_cache import cache_folder
from bastide.model.finding import Verdict
from bastide.scan.judge import judge


@dataclass(frozen=True, slots=True)
class Scanned:
    """A verdict, and the text of the files that its report quotes."""

    verdict: Verdict
    sources: Mapping[str, str]


def scan(path: Path, *, today: date, cached: bool, progress: Callable[[str], None], run: Run = NOT_RUN) -> Scanned:
    """Judge a Terraform tree, a plan, or a Pulumi program run as `run` says; `progress` hears what is going on.

    Raises CannotAnswerError where there is nothing to judge or nothing to judge with.
    """
    require_resolvable(path)
    with os_errors(path):
        tree = subject("scan", path, run, progress)
        folder = cache_folder() if cached else None
        found = judge(
            tree, today=today, progress=progress, prover=lambda case: prover(worked_out(tree, case)), cache=folder
        )
        return Scanned(found, sources.of_verdict(tree, found))
