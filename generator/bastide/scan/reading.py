"""Reads all that a verdict is made from: the code, what it was generated from, and what it should be."""

from dataclasses import dataclass
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph import read as stack
from bastide.model.diagnostic import Diagnostic
from bastide.scan.intent import read_intent
from bastide.scan.manifest import for_plan, read_manifest
from bastide.scan.refusal import nothing_to_judge


@dataclass(frozen=True)
class Evidence:
    """What was read of a tree, and every reason why no verdict on it is possible."""

    case: Case
    refusals: tuple[Diagnostic, ...]


def read(tree: Path) -> Evidence:
    """Return what a directory holds, or a plan with what stands beside it; never raises for what the files say."""
    graph = stack.read(tree)
    folder = stack.folder_of(tree)
    intent, broken = read_intent(folder)
    manifest = for_plan(read_manifest(folder)) if stack.is_plan(tree) else read_manifest(folder)
    case = Case(graph, intent, stack.texts(tree, graph), manifest.wanted, manifest.found)
    empty = () if graph.resources or graph.problems else (nothing_to_judge(str(tree)),)
    return Evidence(case, (*graph.problems, *broken, *manifest.faults, *empty))
