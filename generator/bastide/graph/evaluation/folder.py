"""One directory of Terraform text, sorted by what its blocks declare, nothing in it worked out."""

from dataclasses import dataclass, field
from pathlib import Path

from bastide.graph.files import read_files
from bastide.graph.terraform import SILENT, left_in_place, unknown_kind
from bastide.hcl.parse import ParseError, parse
from bastide.model.graph import Attribute, Block, Unknown

SETTINGS = "a variable file sets variables and is not evaluated"


@dataclass
class Folder:
    """What a directory declares; `broken` if a file can't be read, and then nothing else counts."""

    files: list[str] = field(default_factory=list)
    resources: dict[str, Block] = field(default_factory=dict)
    modules: dict[str, Block] = field(default_factory=dict)
    variables: dict[str, Block] = field(default_factory=dict)
    locals: dict[str, Attribute] = field(default_factory=dict)
    outputs: dict[str, Block] = field(default_factory=dict)
    providers: list[Block] = field(default_factory=list)
    settings: dict[str, Attribute] = field(default_factory=dict)
    unknowns: list[Unknown] = field(default_factory=list)
    broken: bool = False


def read_folder(path: Path, shown: str, *, root: bool) -> Folder:
    """Return what a directory declares; `shown` is how places name it. Variable files count in the root only."""
    sources = read_files(path)
    folder = Folder(broken=bool(sources.problems))
    for name, text in sources.texts.items():
        _parse(text, f"{shown}/{name}" if shown else name, folder)
    for unknown in sorted(sources.unknowns, key=lambda one: (not one.text.startswith("terraform."), one.text)):
        if unknown.reason != SETTINGS or (root and not _set(path / unknown.text, folder)):
            folder.unknowns.append(unknown)
    return folder


def _set(file: Path, folder: Folder) -> bool:
    """Read a variable file; they come in the order in which the later one wins, `terraform.tfvars` first."""
    if file.suffix == ".json":
        return False
    try:
        body = parse(file.read_bytes().decode("utf-8"), file.name)
    except (ParseError, OSError, ValueError):
        return False
    folder.settings |= body.attributes
    return not body.blocks


def _parse(text: str, file: str, folder: Folder) -> None:
    try:
        body = parse(text, file)
    except ParseError:
        folder.broken = True
        return
    folder.files.append(file)
    for block in body.blocks:
        _sort(block, folder)


def _sort(block: Block, folder: Folder) -> None:
    match block.type, block.labels:
        case "resource", (kind, name):
            _declare(f"{kind}.{name}", block, folder.resources, folder)
        case "data", (kind, name):
            _declare(f"data.{kind}.{name}", block, folder.resources, folder)
        case "module", (name,):
            _declare(name, block, folder.modules, folder)
        case "variable", (name,):
            _declare(name, block, folder.variables, folder)
        case "output", (name,):
            _declare(name, block, folder.outputs, folder)
        case _:
            _sort_rest(block, folder)


def _sort_rest(block: Block, folder: Folder) -> None:
    match block.type:
        case "provider":
            folder.providers.append(block)
        case "locals":
            folder.broken |= bool(folder.locals.keys() & block.attributes.keys())
            folder.locals |= block.attributes
        case "removed":
            folder.unknowns += left_in_place(block)
        case kind if kind not in SILENT:
            folder.unknowns.append(unknown_kind(block))
        case _:
            pass


def _declare(name: str, block: Block, among: dict[str, Block], folder: Folder) -> None:
    """Note a block by its name; Terraform refuses a second one."""
    folder.broken |= name in among
    among[name] = block
