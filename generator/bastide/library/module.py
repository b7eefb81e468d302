"""Modules: the capabilities that a platform team asks for, each described by its `module.yaml`."""

from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from bastide.source.yamldoc import Mapping, Node, Scalar, Sequence, parse

CLOUD = "aws"
DESCRIPTION = "module.yaml"
_KEYS = {"id", "title", "summary", "controls", "emits", "checks", "inputs"}


@dataclass(frozen=True, slots=True)
class Module:
    """What a module says of itself; `inputs` maps each template to its inputs and their descriptions."""

    id: str
    title: str
    summary: str
    controls: tuple[str, ...]
    emits: tuple[str, ...]
    checks: tuple[str, ...]
    inputs: Map[str, Map[str, str]]
    folder: Path


class ModuleError(ValueError):
    """A `module.yaml` that isn't one: a fault of the library, not of a user."""


def modules(library: Path) -> tuple[Module, ...]:
    """Return every module of the library, by id; raises ModuleError or CannotAnswerError for a broken one."""
    folders = sorted(path.parent for path in (library / "modules" / CLOUD).glob(f"*/{DESCRIPTION}"))
    return tuple(read(folder) for folder in folders)


def read(folder: Path) -> Module:
    """Return the module in a folder."""
    path = folder / DESCRIPTION
    root = mapping(parse(path.read_text(encoding="utf-8"), str(path)), path, _KEYS)
    inputs = {name: mapping(node, path) for name, node in mapping(root["inputs"], path).items()}
    return Module(
        id=text(root["id"], path),
        title=text(root["title"], path),
        summary=text(root["summary"], path),
        controls=_texts(root["controls"], path),
        emits=_texts(root["emits"], path),
        checks=_texts(root["checks"], path),
        inputs={name: {key: text(node, path) for key, node in given.items()} for name, given in inputs.items()},
        folder=folder,
    )


def mapping(node: Node, path: Path, keys: Collection[str] | None = None) -> dict[str, Node]:
    """Return a map's nodes by key; ModuleError where there is none, or where its keys are not the given ones."""
    if not isinstance(node, Mapping):
        message = f"{path}:{node.place.line}: a map is needed here"
        raise ModuleError(message)
    found = {entry.key: entry.node for entry in node.entries}
    if keys is not None and found.keys() != set(keys):
        message = f"{path}: the keys must be {', '.join(sorted(keys))}"
        raise ModuleError(message)
    return found


def _texts(node: Node, path: Path) -> tuple[str, ...]:
    if not isinstance(node, Sequence):
        message = f"{path}:{node.place.line}: a list is needed here"
        raise ModuleError(message)
    return tuple(text(item, path) for item in node.items)


def text(node: Node, path: Path) -> str:
    """Return a scalar's text; raises ModuleError for anything else."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        message = f"{path}:{node.place.line}: text is needed here"
        raise ModuleError(message)
    return node.value
