"""`bastide verify`: whether a program and a tree declare the same, attribute by attribute."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
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


def verify(left: Path, right: Path, *, progress: Callable[[str], None]) -> Verified:
    """Compare what two sides declare; raises CannotAnswerError where one can't be read or declares nothing."""
    graphs = [_read(side, progress) for side in (left, right)]
    unknown = tuple(one for graph in graphs for one in graph.unknowns)
    return Verified(str(left), str(right), compare(*graphs), unknown)


def _read(side: Path, progress: Callable[[str], None]) -> Graph:
    require_resolvable(side)
    progress(f"reading {side}")
    with os_errors(side):
        graph = read(side)
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
