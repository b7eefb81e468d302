"""`bastide blueprints` and `bastide init`: starting points, and the spec that a team makes of one."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.app import outfile
from bastide.app.faults import os_errors, unknown_name
from bastide.app.planning import planned
from bastide.app.schema import schema
from bastide.library.blueprint import SPEC, Blueprint, blueprints
from bastide.library.locate import library_root
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.spec.patch import patched

UNKNOWN_BLUEPRINT = "APP008"
SCHEMA = Path(".bastide") / "schema-v1.json"
"""Where `init` keeps the spec's schema, which the first line of each blueprint points an editor at."""


@dataclass(frozen=True, slots=True)
class Started:
    """The spec that was written, and every file beside it, relative to its folder."""

    spec: Path
    files: tuple[Path, ...]


def listed() -> tuple[Blueprint, ...]:
    """Return every blueprint of the library, by id; raises CannotAnswerError where the library is missing or broken."""
    library = library_root()
    with os_errors(library):
        return blueprints(library)


def shown(name: str) -> tuple[Blueprint, str]:
    """Return a blueprint and the text of its README; raises CannotAnswerError (APP008) for an unknown one."""
    found = _named(name)
    readme = found.folder / "README.md"
    with os_errors(readme):
        return found, readme.read_text(encoding="utf-8")


def start(name: str, folder: Path, values: Mapping[tuple[str, ...], str], *, today: date) -> Started:
    """Write a blueprint's spec into a folder, with a team's own `values` by their path in it.

    Nothing that exists is overwritten, and nothing is left behind where the spec with those values isn't sound. Raises
    CannotAnswerError: APP008 for an unknown blueprint, APP009 for a profile or for a file in the way, and the faults
    of the spec.
    """
    found = _named(name)
    if found.is_profile:
        raise CannotAnswerError([_profile(found)])
    with os_errors(found.folder):
        texts = {Path(file): (found.folder / file).read_text(encoding="utf-8") for file in found.files}
    texts[Path(SPEC)] = patched(texts[Path(SPEC)], values)
    texts[SCHEMA] = schema()
    taken = [folder / file for file in texts if os.path.lexists(folder / file)]
    if taken:
        raise CannotAnswerError([_in_the_way(path) for path in taken])
    with _undone(folder, texts):
        for file, text in texts.items():
            with os_errors(folder / file):
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
            outfile.write(folder / file, text)
        planned(folder / SPEC, today=today)
    return Started(folder / SPEC, tuple(texts))


def _named(name: str) -> Blueprint:
    found = {one.id: one for one in listed()}
    if name not in found:
        raise unknown_name(UNKNOWN_BLUEPRINT, "blueprint", name, found, fix="bastide blueprints list")
    return found[name]


@contextmanager
def _undone(folder: Path, texts: Mapping[Path, str]) -> Iterator[None]:
    """Take back what was written inside the block if it fails; folders that were there before stay."""
    before = {path for file in texts for path in (folder / file).parents if path.exists()}
    try:
        yield
    except BaseException:
        for file in texts:
            (folder / file).unlink(missing_ok=True)
        made = {path for file in texts for path in (folder / file).parents} - before
        for path in sorted(made, key=lambda one: len(one.parts), reverse=True):
            if path.is_dir():
                path.rmdir()
        raise


def _profile(found: Blueprint) -> Diagnostic:
    return Diagnostic(
        code="APP009",
        message=f"`{found.id}` is a profile: specs name it, nobody copies it",
        labels=(),
        why="a copy would stay behind when the profile is raised",
        fix=f"bastide init minimal, whose spec says `profile: {found.id}`",
    )


def _in_the_way(path: Path) -> Diagnostic:
    return Diagnostic(
        code="APP009",
        message=f"`{path}` exists already",
        labels=(),
        why="writing over it would lose somebody's work",
        fix="name an empty folder, or move that file away",
    )
