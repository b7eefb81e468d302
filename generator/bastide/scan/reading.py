"""Reads all that a verdict is made from: the code, what it was generated from, and what it should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bastide.facts.case import Case
from bastide.graph import read as stack
from bastide.model.diagnostic import Diagnostic
from bastide.scan.intent import read_intent
from bastide.scan.manifest import beside_a_file, read_manifest
from bastide.scan.other_roots import without_roots_of_their_own
from bastide.scan.refusal import nothing_to_judge


@dataclass(frozen=True)
class Evidence:
    """What was read of a tree, and every reason why no verdict on it is possible.

    `terraform` is what a program declares as files of Terraform, None for what isn't a program.
    """

    case: Case
    refusals: tuple[Diagnostic, ...]
    terraform: Mapping[str, str] | None = field(default=None, repr=False)


def read(tree: stack.Tree) -> Evidence:
    """Return what a stack declares, with what stands beside it; never raises for what the files say."""
    graph = stack.read(tree)
    folder = stack.folder_of(tree)
    intent, broken = read_intent(folder)
    manifest = read_manifest(folder)
    if stack.kind_of(tree) in (stack.Kind.PLAN, stack.Kind.RECORDED):
        manifest = beside_a_file(manifest)
    graph = without_roots_of_their_own(graph, folder, manifest)
    case = Case(graph, intent, stack.texts(tree, graph), manifest.wanted, manifest.found)
    empty = () if graph.resources or graph.problems else (nothing_to_judge(str(tree)),)
    refusals = (*graph.problems, *graph.partial, *broken, *manifest.faults, *empty)
    return Evidence(case, refusals, stack.terraform(tree))
