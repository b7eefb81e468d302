"""One directory of Terraform text, sorted by what its blocks declare, nothing in it worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bastide.graph.files import read_files
from bastide.hcl.parse import ParseError, parse
from bastide.model.diagnostic import Diagnostic
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
    problems: list[Diagnostic] = field(default_factory=list)


def read_folder(path: Path, shown: str, *, root: bool) -> Folder:
    """Return what a directory declares; `shown` is how places name it. Variable files count in the root only."""
    sources = read_files(path)
    folder = Folder(problems=list(sources.problems))
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
    except ParseError as error:
        folder.problems.append(error.diagnostic)
        return
    folder.files.append(file)
    for block in body.blocks:
        _sort(block, folder)


def _sort(block: Block, folder: Folder) -> None:
    named: Mapping[str, dict[str, Block]] = {
        "module": folder.modules,
        "variable": folder.variables,
        "output": folder.outputs,
    }
    match block.type, block.labels:
        case "resource", (kind, name):
            folder.resources[f"{kind}.{name}"] = block
        case "data", (kind, name):
            folder.resources[f"data.{kind}.{name}"] = block
        case ("module" | "variable" | "output") as kind, (name,):
            named[kind][name] = block
        case "provider", _:
            folder.providers.append(block)
        case "locals", _:
            folder.locals |= block.attributes
        case _:
            pass
