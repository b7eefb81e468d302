"""Read a stack from whatever holds it: a directory of Terraform text, or a plan in JSON."""

from collections.abc import Mapping
from pathlib import Path

from bastide.graph.evaluation.expand import expanded
from bastide.graph.files import MAX_BYTES, read_files
from bastide.graph.plan_json import planned_part, read_plan
from bastide.graph.terraform import read_tree
from bastide.model.graph import Graph


def is_plan(path: Path) -> bool:
    """Tell whether a path is read as a plan in JSON: whatever exists and is no directory."""
    return path.exists() and not path.is_dir()


def folder_of(path: Path) -> Path:
    """Return the directory that a stack's files, and what was declared of it, stand in."""
    return path.parent if is_plan(path) else path


def read(path: Path) -> Graph:
    """Return the graph of a directory of Terraform text, or of a file with a plan; never raises for what they hold."""
    return read_plan(path) if is_plan(path) else read_tree(path)


def worked_out(path: Path, graph: Graph) -> Graph:
    """Return a stack's graph with local modules read, copies made and expressions worked out; a plan's is so already.

    Rules that judge the text as it stands must not use it.
    """
    return graph if is_plan(path) else expanded(path, graph)


def texts(path: Path, graph: Graph) -> Mapping[str, str]:
    """Return the text of every file that Terraform would read, those too that the graph leaves out, by name.

    A plan's is that of its planned values, in its place in the file.
    """
    if is_plan(path):
        return {} if graph.problems else {path.name: planned_part(path.read_bytes().decode("utf-8-sig"))}
    found = dict(read_files(path).texts)
    for name in {unknown.place.file for unknown in graph.unknowns} - set(found):
        file = path / name
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_BYTES:
            found[name] = file.read_bytes().decode("utf-8", "surrogateescape")
    return found
