"""Runs programs of the corpus, untouched or with a fault: recorded under their SDK, then judged."""

import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bastide.app.proving import prover
from bastide.bridge.load import bridges
from bastide.graph.read import Recorded
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.record.session import record
from bastide.scan.judge import judge
from pulumi_corpus.blame import lines
from pulumi_corpus.corpus import PROGRAMS, Fault, Program, plant
from pulumi_corpus.examples import source, unpacked

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 12, 1)
SECONDS = 120
STACK = "dev"
AT_ONCE = 2
"""Each run needs a processor of its own for most of its time."""


@dataclass(frozen=True)
class Run:
    """What came of one program, untouched or with a fault in it."""

    name: str
    ended: str
    fault: str
    registered: int
    unmapped: tuple[str, ...]
    """Types of the SDKs that we know and that the map has no counterpart for."""

    evaluated: int
    unknowns: tuple[str, ...]
    problems: tuple[str, ...]
    findings: tuple[tuple[str, str, str, int], ...]
    """Each failed finding: its code, resource, file and line."""

    legitimate: Mapping[str, frozenset[tuple[str, int]]]
    """For a fault: by expected code, the lines to blame."""

    seconds: float

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each code failed."""
        return dict(sorted(Counter(code for code, *_ in self.findings).items()))


def interpreter() -> Path | None:
    """Return the Python that has the SDKs, if there is one."""
    given = os.environ.get("BASTIDE_PULUMI_PYTHON")
    python = Path(given) if given else ROOT / ".venv-pulumi/bin/python"
    return python if python.exists() else None


def importable(packages: tuple[str, ...]) -> bool:
    """Tell whether the interpreter with the SDKs has packages."""
    python = interpreter()
    if python is None or not packages:
        return python is not None
    command = (str(python), "-c", f"import {', '.join(packages)}")
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run_all(tasks: Iterable[tuple[Program, Fault | None]]) -> Iterator[Run]:
    """Run programs with a fault each or with none, some at once; results in the order of the tasks."""
    listed = list(tasks)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(AT_ONCE, mp_context=context) as pool:
        yield from pool.map(_run, listed)


def _run(task: tuple[Program, Fault | None]) -> Run:
    program, fault = task
    with tempfile.TemporaryDirectory() as scratch:
        folder = _copied(program, Path(scratch) / "program")
        planted = None if fault is None else plant(fault, folder)
        started = time.monotonic()
        recording = _recorded(program, folder)
        verdict = _judged(folder, recording)
        seconds = time.monotonic() - started
        codes = {} if fault is None else {one.partition(" ")[0] for one in fault.expect}
        legitimate = {code: lines(fault, code, planted, folder) for code in codes} if fault and planted else {}
    return Run(
        name=program.name if fault is None else fault.id,
        ended=recording["ended"],
        fault=(recording.get("fault") or {}).get("message", ""),
        registered=len(recording["registrations"]),
        unmapped=tuple(sorted(set(_unmapped(recording)))),
        evaluated=verdict.evaluated,
        unknowns=tuple(f"{one.place.file}:{one.place.line}: {one.text}: {one.reason}" for one in verdict.unknowns),
        problems=tuple(one.message for one in verdict.problems),
        findings=tuple(_said(one) for one in verdict.having(Outcome.FAIL)),
        legitimate=legitimate,
        seconds=seconds,
    )


def _unmapped(recording: Mapping[str, Any]) -> Iterator[str]:
    known = {one.provider: one.by_token for one in bridges()}
    for one in recording["registrations"]:
        package = one["type"].partition(":")[0]
        if one["custom"] and package in known and one["type"] not in known[package]:
            yield one["type"]


def _copied(program: Program, folder: Path) -> Path:
    if (PROGRAMS / program.name).is_dir():
        return shutil.copytree(PROGRAMS / program.name, folder, ignore=shutil.ignore_patterns("__pycache__"))
    origin = source()
    assert origin is not None
    return unpacked(program, origin, folder)


def _recorded(program: Program, folder: Path) -> Mapping[str, Any]:
    return record(folder, python=interpreter(), config=program.config, stack=STACK, seconds=SECONDS)


def _judged(folder: Path, recording: Mapping[str, Any]) -> Verdict:
    return judge(Recorded(folder, recording), today=TODAY, progress=lambda _: None, prover=prover)


def _said(finding: Finding) -> tuple[str, str, str, int]:
    place = finding.place
    return (finding.code, finding.resource, place.file if place else "", place.line if place else 0)
