"""Public programs: where they come from, and one of them in a folder of its own.

BASTIDE_PULUMI_EXAMPLES names a git directory that holds the pinned commit, or a folder with that commit's files.
Without it they are taken from the cache, which `python -m pulumi_corpus.examples` fills with git and a network.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from pulumi_corpus.corpus import Program, pinned

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build/pulumi-examples.git"
VARIABLE = "BASTIDE_PULUMI_EXAMPLES"
SECONDS = 600


def source() -> Path | None:
    """Return where the public programs are, if they are anywhere."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    return CACHE if CACHE.is_dir() else None


def unpacked(program: Program, origin: Path, folder: Path) -> Path:
    """Put a program into a folder that does not exist yet."""
    if (origin / program.name).is_dir():
        return shutil.copytree(origin / program.name, folder)
    _, commit = pinned()
    archive = _git(origin, "archive", "--format=tar", commit, program.name)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder.parent / "archive", filter="data")
    return Path(shutil.move(folder.parent / "archive" / program.name, folder))


def fetch() -> None:
    """Fill the cache with the pinned commit."""
    repository, commit = pinned()
    CACHE.mkdir(parents=True, exist_ok=True)
    _git(CACHE, "init", "--quiet", "--bare", ".")
    _git(CACHE, "fetch", "--quiet", "--depth=1", f"https://github.com/{repository}", commit)


def _git(folder: Path, *arguments: str) -> bytes:
    command = ("git", "-C", str(folder), "-c", f"safe.directory={folder}", *arguments)
    return subprocess.run(command, check=True, capture_output=True, timeout=SECONDS).stdout


def main() -> None:
    """Fetch what is not there; say why where that is not possible."""
    if source() is not None:
        return
    try:
        fetch()
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(CACHE, ignore_errors=True)
        said = (getattr(error, "stderr", None) or str(error).encode()).decode().strip()
        sys.stderr.write(f"the public programs can't be fetched: {said}\n")


if __name__ == "__main__":
    main()
