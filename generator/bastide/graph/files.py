"""Which files make up a Terraform root, and which of them we can't take into account."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.graph import Unknown
from bastide.model.place import Place

MAX_BYTES = 50_000_000
_NOT_JUDGED = "what can't be read can't be judged, so no verdict is possible"


@dataclass(slots=True)
class Sources:
    """The texts of a root by file name, in order of name, with what was not read and why."""

    texts: dict[str, str] = field(default_factory=dict)
    unknowns: list[Unknown] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    directories: list[str] = field(default_factory=list)


def read_files(root: Path) -> Sources:
    """Read the `*.tf` files of a directory; never raises, never follows a link out of the tree."""
    sources = Sources()
    if not root.is_dir():
        sources.problems.append(
            Diagnostic("SCAN004", f"`{root}` is not a directory", (), _NOT_JUDGED, "give the directory of a stack")
        )
        return sources
    try:
        paths = sorted(root.iterdir(), key=lambda path: path.name)
    except OSError as error:
        sources.problems.append(_unreadable(root.name, f"the directory can't be listed: {error.strerror}"))
        return sources
    for path in paths:
        _take(root, path, sources)
    _require_some(root, sources)
    sources.directories = list(_directories(root))
    return sources


def start_of(file: str) -> Place:
    """Return the place that stands for a whole file."""
    return Place(file, 1, 1, 1, 1)


def _take(root: Path, path: Path, sources: Sources) -> None:
    name = path.name
    reason = _why_not_evaluated(name)
    if _ignored(name) or (not reason and not name.endswith(".tf")) or _is_directory(path):
        return
    if reason:
        sources.unknowns.append(Unknown(name, reason, start_of(name)))
        return
    fault = _read(root, path, sources)
    if fault:
        sources.problems.append(_unreadable(name, fault))


def _ignored(name: str) -> bool:
    """Tell whether Terraform passes over the file: hidden, or an editor's backup."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def _why_not_evaluated(name: str) -> str:
    stem = name.removesuffix(".json").removesuffix(".tf")
    if name.endswith((".tf", ".tf.json")) and (stem == "override" or stem.endswith("_override")):
        return "an override file changes other blocks and is not evaluated"
    if name.endswith(".tf.json"):
        return "JSON configuration is not evaluated"
    if name.endswith((".tofu", ".tofu.json")):
        return "OpenTofu reads it, in place of the `.tf` file of that name, and it is not evaluated"
    if name.removesuffix(".json").endswith(".auto.tfvars") or name in ("terraform.tfvars", "terraform.tfvars.json"):
        return "a variable file sets variables and is not evaluated"
    return ""


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _read(root: Path, path: Path, sources: Sources) -> str:
    """Add a file's text; returns what is wrong with it, or nothing."""
    try:
        target = path.resolve(strict=True)
        status = target.stat()
        if not target.is_relative_to(root.resolve()):
            return "it is a link to a place outside the tree"
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return "it is not a regular file" if status.st_size <= MAX_BYTES else "it is larger than 50 MB"
        sources.texts[path.name] = target.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return f"its byte {error.start + 1} is not UTF-8"
    except (OSError, RuntimeError) as error:
        return f"the system says: {getattr(error, 'strerror', None) or 'it links to itself'}"
    return ""


def _unreadable(file: str, fault: str) -> Diagnostic:
    message = f"`{file}` can't be read: {fault}"
    return Diagnostic("SCAN002", message, (Label(start_of(file)),), _NOT_JUDGED, f"replace `{file}` with a UTF-8 file")


def _require_some(root: Path, sources: Sources) -> None:
    if not (sources.texts or sources.problems):
        message = f"`{root}` holds no `.tf` file that can be evaluated"
        fix = "give the directory that holds the stack's `.tf` files"
        sources.problems.append(Diagnostic("SCAN004", message, (), _NOT_JUDGED, fix))


def _directories(root: Path) -> Iterator[str]:
    """Yield the sub-directories that hold Terraform files, as paths from the root; hidden ones and links are left."""
    for directory, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if Path(directory) != root and any(name.endswith((".tf", ".tf.json")) for name in files):
            yield Path(directory).relative_to(root).as_posix()
