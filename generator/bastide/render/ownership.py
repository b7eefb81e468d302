"""Which files of a tree are ours, by its manifest, and which of them somebody edited."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render.digest import sha256
from bastide.source.plain_file import read_plain

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Ownership:
    """The files that a manifest lists (path to SHA-256); `manifest` is None when the tree has none."""

    manifest: bytes | None
    digests: dict[str, str]

    def edited(self, tree: Path) -> list[str]:
        """Return the listed files whose content is no longer what was generated; a deleted one loses nothing."""
        present = ((path, tree / path) for path in self.digests)
        return sorted(
            path for path, file in present if file.is_file() and sha256(file.read_bytes()) != self.digests[path]
        )


def ownership(tree: Path) -> Ownership:
    """Read a tree's manifest; raises CannotAnswerError (GEN004) if it is broken, OSError if it is unreadable."""
    try:
        content = read_plain(tree / MANIFEST)
    except FileNotFoundError:
        return Ownership(None, {})
    try:
        return Ownership(content, _digests(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotAnswerError([_broken(tree, f"{type(error).__name__}: {error}")]) from error


def _digests(content: bytes) -> dict[str, str]:
    digests = {str(path): str(entry["sha256"]) for path, entry in json.loads(content)["files"].items()}
    if any(not _stays(path) for path in digests):
        message = "a listed path leaves the tree"
        raise ValueError(message)
    return digests


def _stays(path: str) -> bool:
    """Whether a listed path is a plain one below the tree."""
    parts = PurePosixPath(path).parts
    return bool(parts) and "/".join(parts) == path and not path.startswith("/") and ".." not in parts


def _broken(tree: Path, reason: str) -> Diagnostic:
    return Diagnostic(
        code="GEN004",
        message=f"`{tree.name}/{MANIFEST}` can't be understood: {reason}",
        labels=(),
        why="without the manifest nobody can tell generated files from edited ones",
        fix=f"restore `{MANIFEST}` from version control, or generate into an empty directory",
    )
