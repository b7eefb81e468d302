"""Reads all that a verdict is made from: the code, what it was generated from, and what it should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph.files import MAX_BYTES, read_files
from bastide.graph.terraform import read_tree
from bastide.model.diagnostic import Diagnostic
from bastide.model.graph import Graph
from bastide.scan.intent import read_intent
from bastide.scan.manifest import read_manifest
from bastide.scan.refusal import nothing_to_judge


@dataclass(frozen=True)
class Evidence:
    """What was read of a tree, and every reason why no verdict on it is possible."""

    case: Case
    refusals: tuple[Diagnostic, ...]


def read(tree: Path) -> Evidence:
    """Return what a tree holds; never raises for what its files say."""
    graph = read_tree(tree)
    intent, broken = read_intent(tree)
    manifest = read_manifest(tree)
    case = Case(graph, intent, _texts(tree, graph), manifest.wanted, manifest.found)
    empty = () if graph.resources or graph.problems else (nothing_to_judge(str(tree)),)
    return Evidence(case, (*graph.problems, *broken, *manifest.faults, *empty))


def _texts(tree: Path, graph: Graph) -> Mapping[str, str]:
    """Return the text of every file that Terraform would read; those that the graph leaves out too."""
    texts = dict(read_files(tree).texts)
    for name in {unknown.place.file for unknown in graph.unknowns} - set(texts):
        path = tree / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            texts[name] = path.read_bytes().decode("utf-8", "surrogateescape")
    return texts
