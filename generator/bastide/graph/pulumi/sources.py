"""The texts of a program's own files."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from bastide.graph.pulumi.recording import Recording

PROJECTS = ("Pulumi.yaml", "Pulumi.yml")
_CODE = (".py", ".ts", ".js", ".mjs", ".cjs")
_FOREIGN = frozenset({"node_modules", "venv", "env", "__pycache__", "site-packages"})
_LARGEST, _MOST = 4_000_000, 4000


def is_program(folder: Path) -> bool:
    """Tell whether a directory holds a Pulumi program."""
    return any((folder / name).is_file() for name in PROJECTS)


def sources_of(folder: Path) -> Mapping[str, str]:
    """Return the text of every file of a program by its path: its code, and its configuration; not what it installs."""
    return dict(_texts(folder, sorted(_own(folder))[:_MOST]))


def named_sources(folder: Path, recording: Recording) -> Mapping[str, str]:
    """Return the texts of the files that a recording names, of those that stand below a folder."""
    named = {one.file for one in recording.registrations}
    named |= {one.file for one in recording.invokes} | {one.file for one in recording.opaque}
    wanted = (name for name in {*named, recording.program} if name.endswith(_CODE))
    return dict(_texts(folder, sorted(wanted)))


def _own(folder: Path) -> Iterator[str]:
    for directory, names, files in os.walk(folder):
        here = Path(directory)
        names[:] = [name for name in names if name not in _FOREIGN and _is_own(here / name)]
        for name in files:
            top = here == folder and name.startswith("Pulumi.") and name.endswith((".yaml", ".yml"))
            if top or name.endswith(_CODE):
                yield (here / name).relative_to(folder).as_posix()


def _is_own(folder: Path) -> bool:
    return not folder.name.startswith(".") and not (folder / "pyvenv.cfg").exists()


def _texts(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        text = _text(folder, name)
        if text is not None:
            yield name, text


def _text(folder: Path, name: str) -> str | None:
    """Return a file's text, None for what is no plain file below the folder."""
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        return None
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except (OSError, ValueError, RuntimeError):
        return None
