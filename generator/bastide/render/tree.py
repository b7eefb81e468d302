"""A stack's directory: replaced whole or not at all, and never over somebody's edit.

The new tree is built beside the old one, takes the user's own files along as hard links, and the two change places
in one system call. A run that is killed leaves either the old tree or the new one, never a mixture.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render.exchange import exchange, exclusive
from bastide.render.ownership import MANIFEST, Ownership, ownership


@dataclass(frozen=True, slots=True)
class Changes:
    """The paths by which a tree on disk and a stack differ, each sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.changed or self.removed)


def differences(target: Path, files: Mapping[str, bytes]) -> Changes:
    """Compare a tree with a stack, the user's own files aside; raises CannotAnswerError (GEN003, GEN004)."""
    with _explained(target):
        owned = ownership(target)
        on_disk = {path: (target / path).read_bytes() for path in files if (target / path).is_file()}
        left = {path for path in owned.digests if path not in files and (target / path).is_file()}
    return Changes(
        added=tuple(sorted(path for path in files if path not in on_disk)),
        changed=tuple(sorted(path for path, content in on_disk.items() if content != files[path])),
        removed=tuple(sorted(left)),
    )


def replace(target: Path, files: Mapping[str, bytes], *, discard_edits: bool = False) -> Changes:
    """Make the tree at `target` the given stack and return what changed.

    Raises CannotAnswerError: GEN001 if a generated file was edited (unless edits are to be discarded), GEN002 if a
    file would be written over one that is not ours, GEN003 if the disk refuses, GEN004 if the manifest is broken.
    """
    with _explained(target):
        target = Path(os.path.realpath(target))  # Path.resolve raises RuntimeError on a loop before Python 3.13
        target.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(target.parent):
            owned = ownership(target)
            _refuse_losses(target, files, owned, discard_edits=discard_edits)
            changes = differences(target, files)
            if changes:
                _swap(target, files, owned)
    return changes


def _refuse_losses(target: Path, files: Mapping[str, bytes], owned: Ownership, *, discard_edits: bool) -> None:
    ours = {*owned.digests, MANIFEST} if owned.manifest is not None else set()
    foreign = sorted(
        path for path in files if _blocked(target, path) or (path not in ours and _other(target / path, files[path]))
    )
    if foreign:
        raise CannotAnswerError([_not_ours(target, path) for path in foreign])
    edited = owned.edited(target)
    if edited and not discard_edits:
        raise CannotAnswerError([_edited(target, path) for path in edited])


def _blocked(tree: Path, path: str) -> bool:
    """Whether a folder of ours is not one: what a link leads to is not ours to fill or replace."""
    folders = [tree / parent for parent in PurePosixPath(path).parents][:-1]
    return any(os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()) for folder in folders)


def _other(path: Path, content: bytes) -> bool:
    """Whether something else stands there; the very file that would be written is no loss, manifest or not."""
    return os.path.lexists(path) and not (path.is_file() and not path.is_symlink() and path.read_bytes() == content)


def _swap(target: Path, files: Mapping[str, bytes], owned: Ownership) -> None:
    prefix = f".{target.name}.bastide-"
    for leftover in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(leftover)
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        for path, content in files.items():
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_bytes(content)
        if target.is_dir():
            _take_along(target, staging, owned)
            shutil.copymode(target, staging)
            exchange(staging, target)
        else:
            staging.chmod(0o777 & ~_umask())
            staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _take_along(target: Path, staging: Path, owned: Ownership) -> None:
    """Link what is the user's own into the new tree; folders of ours may hold files of theirs."""
    ours = {target / path for path in (*owned.digests, MANIFEST)}

    def left_out(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(folder) / name in ours]

    shutil.copytree(target, staging, symlinks=True, ignore=left_out, copy_function=_link, dirs_exist_ok=True)
    _remove_empty(staging, {Path(path).parent for path in owned.digests})


def _remove_empty(staging: Path, folders: set[Path]) -> None:
    """Remove the folders that held files of ours and now hold nothing."""
    for folder in sorted(folders - {Path()}, reverse=True):
        if (staging / folder).is_dir() and not any((staging / folder).iterdir()):
            (staging / folder).rmdir()


def _link(source: str | Path, destination: str | Path) -> None:
    try:
        os.link(source, destination, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, destination, follow_symlinks=False)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotAnswerError([_refused(target, error)]) from error


def _edited(target: Path, path: str) -> Diagnostic:
    return Diagnostic(
        code="GEN001",
        message=f"`{target.name}/{path}` was edited after it was generated",
        labels=(),
        why="generating again would lose that edit",
        fix=f"move the edit into a file of your own in `{target.name}/`, or run again with `--discard-edits`",
    )


def _not_ours(target: Path, path: str) -> Diagnostic:
    return Diagnostic(
        code="GEN002",
        message=f"`{target.name}/{path}` exists and was not generated by Bastide",
        labels=(),
        why="writing over it would lose somebody's work",
        fix="choose another directory with `--output`, or move that file away",
    )


def _refused(target: Path, error: OSError) -> Diagnostic:
    return Diagnostic(
        code="GEN003",
        message=f"`{target.name}` can't be written: {error.strerror or error}",
        labels=(),
        why="the tree is replaced whole or not at all; nothing was changed",
        fix="choose a writable directory with `--output`",
    )
