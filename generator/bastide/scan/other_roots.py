"""Folders that were generated as roots of their own: applied apart, in another account, and judged apart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bastide.graph.terraform import UNCALLED
from bastide.model.graph import Graph
from bastide.scan.manifest import Manifest


def without_roots_of_their_own(graph: Graph, folder: Path, manifest: Manifest) -> Graph:
    """Return a graph without its doubts about folders that hold nothing but generated, unedited Terraform.

    No module calls them, so that nothing of theirs belongs to this stack.
    """
    unknowns = tuple(
        one for one in graph.unknowns if one.reason != UNCALLED or not _is_generated(folder, one.text, manifest)
    )
    return graph if unknowns == graph.unknowns else replace(graph, unknowns=unknowns)


def _is_generated(folder: Path, directory: str, manifest: Manifest) -> bool:
    return all(
        name in manifest.wanted and manifest.wanted[name] == manifest.found.get(name)
        for name in _terraform(folder, directory)
    )


def _terraform(folder: Path, directory: str) -> Iterator[str]:
    """Yield every file of a folder that Terraform, or OpenTofu, would take into account, by its path in the tree."""
    for path in sorted((folder / directory).iterdir()):
        if path.name.endswith((".tf", ".tf.json", ".tofu", ".tofu.json", ".tfvars", ".tfvars.json")):
            yield path.relative_to(folder).as_posix()
