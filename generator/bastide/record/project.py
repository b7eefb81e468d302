"""What a folder says about the Pulumi program in it: `Pulumi.yaml`, and `Pulumi.<stack>.yaml`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError
from bastide.record import faults
from bastide.source import nodes, yamldoc
from bastide.source.plain_file import read_plain

_NAMES = ("Pulumi.yaml", "Pulumi.yml")
DEFAULT = "dev"


class Language(StrEnum):
    """What a program is written in."""

    PYTHON = "python"
    NODEJS = "nodejs"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A configuration value that is encrypted, and where it stands."""

    key: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """A program: the folder of its project file, its main file or folder, and its configuration by full key."""

    folder: Path
    name: str
    stack: str
    language: Language
    main: Path
    virtualenv: str
    typescript: bool
    config: Mapping[str, str]
    secrets: Sequence[str]
    hidden: Sequence[Hidden]


def read_project(folder: Path, *, stack: str, config: Mapping[str, str]) -> Project:
    """Read a folder's project and stack file; `config` overrides them.

    Without a name the stack is the only one that has a file, `dev` where none has or that one is among several. Raises
    CannotAnswerError (PUL002 to PUL005, PUL011).
    """
    file = next((folder / name for name in _NAMES if (folder / name).is_file()), None)
    if file is None:
        raise faults.no_project(folder)
    said = _mapping(file)
    runtime, options = _runtime(said.get("runtime"))
    name = _text(said.get("name")) or folder.resolve().name
    language = _language(runtime)
    configured = _Configuration(name)
    configured.project(file, said.get("config"))
    stack = stack or _only_stack(folder, file.suffix)
    chosen = folder / f"Pulumi.{stack}{file.suffix}"
    if chosen.is_file():
        configured.stack(chosen, _mapping(chosen).get("config"))
    for key, value in config.items():
        configured.put(key, value)
    return Project(
        folder=folder,
        name=name,
        stack=stack,
        language=language,
        main=_main(folder, _text(said.get("main")), language),
        virtualenv=_text(options.get("virtualenv")) if options else "",
        typescript=options is None or _text(options.get("typescript")) != "false",
        config=configured.values,
        secrets=sorted(configured.secrets),
        hidden=configured.hidden,
    )


def _only_stack(folder: Path, suffix: str) -> str:
    """Return the stack to run as when none is named: with another one's configuration the verdict would be on that."""
    names = sorted(path.name.removeprefix("Pulumi.").removesuffix(suffix) for path in folder.glob(f"Pulumi.?*{suffix}"))
    if DEFAULT in names or not names:
        return DEFAULT
    if len(names) > 1:
        raise faults.which_stack(folder, names)
    return names[0]


@dataclass
class _Configuration:
    """Configuration by full key; a key without a namespace is the project's own."""

    project_name: str
    values: dict[str, str] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)

    def put(self, key: str, value: str) -> None:
        """Set a value given as text; what was hidden under its key counts no more."""
        full = self._full(key)
        self.values[full] = value
        self.hidden = [one for one in self.hidden if one.key != full]

    def project(self, file: Path, said: nodes.Node | None) -> None:
        """Take the defaults that a project declares."""
        for entry in said.entries if isinstance(said, nodes.Mapping) else ():
            declared = entry.node
            value = declared
            if isinstance(declared, nodes.Mapping):
                value = declared.get("value") or declared.get("default") or nodes.Scalar(None, declared.place)
            self._take(file, entry.key, value)

    def stack(self, file: Path, said: nodes.Node | None) -> None:
        """Take the values of a stack."""
        for entry in said.entries if isinstance(said, nodes.Mapping) else ():
            self._take(file, entry.key, entry.node)

    def _take(self, file: Path, key: str, node: nodes.Node) -> None:
        full = self._full(key)
        if _encrypted(node):
            self.secrets.add(full)
            self.values.pop(full, None)
            self.hidden.append(Hidden(full, file.name, node.place.line))
        elif isinstance(node, nodes.Scalar):
            if node.value is not None:
                self.put(key, node.text)
        else:
            self.put(key, json.dumps(nodes.data(node), ensure_ascii=False))

    def _full(self, key: str) -> str:
        return key if ":" in key else f"{self.project_name}:{key}"


def _encrypted(node: nodes.Node) -> bool:
    """Tell whether a value, or anything in it, is kept encrypted."""
    match node:
        case nodes.Mapping():
            return node.get("secure") is not None or any(_encrypted(entry.node) for entry in node.entries)
        case nodes.Sequence():
            return any(_encrypted(item) for item in node.items)
        case _:
            return False


def _mapping(file: Path) -> nodes.Mapping:
    try:
        text = read_plain(file).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise faults.unusable_file(file, str(getattr(error, "strerror", None) or "it is no UTF-8 text")) from error
    try:
        root = yamldoc.parse(text, file.name)
    except CannotAnswerError as error:
        first = error.diagnostics[0]
        raise faults.unusable_file(file, first.message, first.labels[0].place if first.labels else None) from error
    if not isinstance(root, nodes.Mapping):
        raise faults.unusable_file(file, "it is no mapping", root.place)
    return root


def _runtime(node: nodes.Node | None) -> tuple[str, nodes.Mapping | None]:
    if isinstance(node, nodes.Mapping):
        options = node.get("options")
        return _text(node.get("name")), options if isinstance(options, nodes.Mapping) else None
    return _text(node), None


def _language(runtime: str) -> Language:
    try:
        return Language(runtime)
    except ValueError as error:
        raise faults.other_language(runtime) from error


def _main(folder: Path, said: str, language: Language) -> Path:
    """Return the main file of a Python program, the folder or file of one for Node.js."""
    path = folder / said if said else folder
    if language is Language.PYTHON and path.is_dir():
        path = path / "__main__.py"
    if not path.exists():
        raise faults.no_main(path)
    return path


def _text(node: nodes.Node | None) -> str:
    return node.text if isinstance(node, nodes.Scalar) else ""
