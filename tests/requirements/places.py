"""Finds a place that a requirement names: each kind of place is looked up where it would have to be."""

import ast
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from typer.main import get_command

from bastide.app.explain import index, rules
from bastide.cli.main import app
from bastide.spec.keys import root
from bastide.spec.shape import ListOf, MapOf, Record, Shape
from requirements.requirement import ROOT

EXAMPLE = ROOT / "examples/cloud-window/stack"


def missing(place: str) -> str:
    """Return why a place does not exist; empty if it does."""
    kind, _, name = place.partition(":")
    if kind not in _KINDS:
        return f"`{place}`: no kind of place is called `{kind}`"
    return "" if name and _KINDS[kind](name) else f"`{place}`: no such {kind}"


def is_evidence(place: str) -> bool:
    """Return whether a place shows that something is so: a test, a planted fault or a refused spec."""
    return place.partition(":")[0] in ("test", "planted", "refused")


def path_of(place: str) -> Path | None:
    """Return the file or folder that shows a place to a reader, from the root; None if there is nothing to link."""
    kind, _, name = place.partition(":")
    return _PATHS[kind](name) if kind in _PATHS else None


@cache
def _rule_pages() -> Mapping[str, str]:
    return {rule.meta.code: f"docs/rules/{rule.word}.md" for rule in rules()}


@cache
def _faults() -> frozenset[str]:
    return frozenset(page.code for page in index()) - frozenset(_rule_pages())


@cache
def _verbs() -> frozenset[str]:
    return frozenset(getattr(get_command(app), "commands", {}))


@cache
def _tests(path: str) -> frozenset[str]:
    """Return the names of the test functions in a file; none where the file is missing."""
    file = ROOT / path
    if not file.is_file() or not file.name.startswith("test_"):
        return frozenset()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return frozenset(one.name for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def _is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    return function in _tests(path)


def _is_key(path: str) -> bool:
    """Return whether a path leads to a key of the spec, `*` standing for a name."""
    shape: Shape | None = root
    for word in path.split("."):
        shape = _step(shape, word)
    return shape is not None


def _step(shape: "Shape | None", word: str) -> "Shape | None":
    inner = shape.item if isinstance(shape, ListOf) else shape
    if isinstance(inner, MapOf):
        return inner.value if word == "*" else None
    if isinstance(inner, Record):
        return inner.keys[word].shape if word in inner.keys else None
    return None


def _is_mistake(name: str) -> bool:
    return (ROOT / "tests/specs/fail" / f"{name}.err").is_file()


_PATHS: Mapping[str, Callable[[str], Path]] = {
    "module": lambda name: Path("modules/aws", name),
    "blueprint": lambda name: Path("blueprints", name),
    "rule": lambda name: Path(_rule_pages()[name]),
    "test": lambda name: Path(name.partition("::")[0]),
    "planted": lambda name: Path("tests/faults/patches", f"{name}.patch"),
    "refused": lambda name: Path("tests/specs/fail", f"{name}.err"),
    "file": lambda name: Path("examples/cloud-window/stack", name),
    "page": Path,
    "code": Path,
}

_KINDS: Mapping[str, Callable[[str], bool]] = {
    "module": lambda name: (ROOT / "modules/aws" / name / "module.yaml").is_file(),
    "blueprint": lambda name: (ROOT / "blueprints" / name / "blueprint.yaml").is_file(),
    "rule": lambda name: name in _rule_pages(),
    "fault": lambda name: name in _faults(),
    "spec": _is_key,
    "verb": lambda name: name in _verbs(),
    "test": _is_test,
    "planted": lambda name: (ROOT / "tests/faults/patches" / f"{name}.patch").is_file(),
    "refused": _is_mistake,
    "file": lambda name: (EXAMPLE / name).is_file(),
    "page": lambda name: name.startswith("docs/") and (ROOT / name).is_file(),
    "code": lambda name: name.startswith(("generator/", "modules/")) and (ROOT / name).is_file(),
}
