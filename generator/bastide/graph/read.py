"""Read a stack from whatever holds it: Terraform text, a plan in JSON, or what a Pulumi program declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from bastide.graph.evaluation.expand import expanded
from bastide.graph.files import MAX_BYTES, read_files
from bastide.graph.plan_json import planned_part, read_plan
from bastide.graph.terraform import read_tree
from bastide.model.graph import Graph

if TYPE_CHECKING:
    from bastide.graph.pulumi.read import Program


class Kind(StrEnum):
    """What holds a stack: a directory of Terraform, a plan, a program, or a file that says what one holds."""

    TERRAFORM = "terraform"
    PLAN = "plan"
    PROGRAM = "program"
    RECORDED = "recorded"


@dataclass(frozen=True, eq=False)
class Recorded:
    """A program's directory, and the recording (its JSON) of a run of it."""

    folder: Path
    recording: Mapping[str, Any]

    def __str__(self) -> str:
        """Return the directory, as it was named."""
        return str(self.folder)

    @cached_property
    def program(self) -> "Program":
        """What the program declares."""
        from bastide.graph.pulumi.folder import read_folder  # noqa: PLC0415 - only for Pulumi

        return read_folder(self.folder, self.recording)


Tree: TypeAlias = Path | Recorded
"""Whatever holds a stack."""


def kind_of(tree: Tree) -> Kind:
    """Return what a tree is."""
    if isinstance(tree, Recorded):
        return Kind.PROGRAM
    if not tree.exists() or tree.is_dir():
        return Kind.TERRAFORM
    return Kind.PLAN if _program(tree) is None else Kind.RECORDED


def is_plan(tree: Tree) -> bool:
    """Tell whether a tree is read as a plan in JSON: whatever is no directory and doesn't say what a program holds."""
    return kind_of(tree) is Kind.PLAN


def folder_of(tree: Tree) -> Path:
    """Return the directory that a stack's files, and what was declared of it, stand in."""
    if isinstance(tree, Recorded):
        return tree.folder
    return tree if kind_of(tree) is Kind.TERRAFORM else tree.parent


def read(tree: Tree) -> Graph:
    """Return the graph of a stack; never raises for what its files hold."""
    program = _program(tree)
    if program is not None:
        return program.graph
    assert isinstance(tree, Path)  # all else is a program
    return read_plan(tree) if is_plan(tree) else read_tree(tree)


def worked_out(tree: Tree, graph: Graph) -> Graph:
    """Return a stack's graph with local modules read, copies made and expressions worked out; but for text it is so.

    Rules that judge the text as it stands must not use it.
    """
    return expanded(tree, graph) if isinstance(tree, Path) and kind_of(tree) is Kind.TERRAFORM else graph


def texts(tree: Tree, graph: Graph) -> Mapping[str, str]:
    """Return the text of every file that is a source of the stack, those too that the graph leaves out, by name.

    A plan's is that of its planned values, in its place in the file.
    """
    program = _program(tree)
    if program is not None:
        return program.sources
    assert isinstance(tree, Path)  # all else is a program
    if is_plan(tree):
        return {} if graph.problems else {tree.name: planned_part(tree.read_bytes().decode("utf-8-sig"))}
    found = dict(read_files(tree).texts)
    for name in {unknown.place.file for unknown in graph.unknowns} - set(found):
        file = tree / name
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_BYTES:
            found[name] = file.read_bytes().decode("utf-8", "surrogateescape")
    return found


def terraform(tree: Tree) -> Mapping[str, str] | None:
    """Return what a program declares as files of Terraform by name, None for a tree that isn't a program's."""
    program = _program(tree)
    return None if program is None else program.terraform


def _program(tree: Tree) -> "Program | None":
    """Return what a program declares, None for anything else."""
    if isinstance(tree, Recorded):
        return tree.program
    if not tree.is_file():
        return None
    from bastide.graph.pulumi.files import read_file  # noqa: PLC0415 - only for files

    return read_file(tree)
