"""The last committed output of an example before the one that is committed now."""

import io
import subprocess
import tarfile
from pathlib import Path

from deploy.examples import ROOT


def previous(tree: str, into: Path) -> Path | None:
    """Unpack a committed tree (`examples/NAME/stack`) as it was before its last change; None without such a history."""
    commits = _git("log", "-2", "--format=%H", "--", tree)
    found = commits.decode().split() if commits else []
    archive = _git("archive", found[-1], tree) if len(found) > 1 else b""
    if not archive:
        return None
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(into, filter="data")
    return into / tree


def _git(*arguments: str) -> bytes:
    command = ("git", "-C", str(ROOT), *arguments)
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""
