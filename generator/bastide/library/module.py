"""Modules: the capabilities that a platform team asks for, each described by its `module.yaml`."""

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
    root = _mapping(parse(path.read_text(encoding="utf-8"), str(path)), path)
    if root.keys() != _KEYS:
        message = f"{path}: the keys must be {', '.join(sorted(_KEYS))}"
        raise ModuleError(message)
    inputs = {name: _mapping(node, path) for name, node in _mapping(root["inputs"], path).items()}
    return Module(
        id=_text(root["id"], path),
        title=_text(root["title"], path),
        summary=_text(root["summary"], path),
        controls=_texts(root["controls"], path),
        emits=_texts(root["emits"], path),
        checks=_texts(root["checks"], path),
        inputs={name: {key: _text(node, path) for key, node in given.items()} for name, given in inputs.items()},
        folder=folder,
    )


def _mapping(node: Node, path: Path) -> dict[str, Node]:
    if not isinstance(node, Mapping):
        message = f"{path}:{node.place.line}: a map is needed here"
        raise ModuleError(message)
    return {entry.key: entry.node for entry in node.entries}


def _texts(node: Node, path: Path) -> tuple[str, ...]:
    if not isinstance(node, Sequence):
        message = f"{path}:{node.place.line}: a list is needed here"
        raise ModuleError(message)
    return tuple(_text(item, path) for item in node.items)


def _text(node: Node, path: Path) -> str:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        message = f"{path}:{node.place.line}: text is needed here"
        raise ModuleError(message)
    return node.value
