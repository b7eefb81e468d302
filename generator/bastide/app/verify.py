"""`bastide verify`: whether a program and a tree declare the same, attribute by attribute."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import NOT_RUN, Run, subject
from bastide.graph.equality.compare import compare
from bastide.graph.read import read
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.difference import Comparison
from bastide.model.graph import Graph, Unknown

EMPTY = "APP007"


@dataclass(frozen=True, slots=True)
class Verified:
    """The two sides as they were named, what was compared, and what of either can't be."""

    left: str
    right: str
    comparison: Comparison
    unknown: tuple[Unknown, ...]


def verify(left: Path, right: Path, *, progress: Callable[[str], None], run: Run = NOT_RUN) -> Verified:
    """Compare what two sides declare; a program's directory is recorded first, each output standing for itself.

    Raises CannotAnswerError where a side can't be read, may not be run or declares nothing.
    """
    graphs = [_read(side, progress, replace(run, literal=False)) for side in (left, right)]
    unknown = tuple(one for graph in graphs for one in graph.unknowns)
    return Verified(str(left), str(right), compare(*graphs), unknown)


def _read(side: Path, progress: Callable[[str], None], run: Run) -> Graph:
    require_resolvable(side)
    with os_errors(side):
        tree = subject("verify", side, run, progress)
        progress(f"reading {side}")
        graph = read(tree)
        problems = graph.problems or graph.partial or (() if graph.resources else (_nothing(side),))
        if problems:
            raise CannotAnswerError(problems, sources.of_diagnostics(side, problems))
        return graph


def _nothing(side: Path) -> Diagnostic:
    return Diagnostic(
        EMPTY,
        f"`{side}` declares no resource",
        (),
        "two sides that say nothing are no proof that they say the same",
        "name a directory of Terraform, a plan in JSON or a recorded program",
    )
