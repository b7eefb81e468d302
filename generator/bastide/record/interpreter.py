"""Which Python runs a program: the one that has its SDK."""

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bastide.record import faults
from bastide.record.isolation import environment, isolation
from bastide.record.project import Project

VARIABLE = "BASTIDE_PULUMI_PYTHON"
"""The environment variable that names an interpreter with the SDKs."""
_NEEDED = ("pulumi", "grpc")
_ASK = f"import importlib.util as u, sys; sys.exit(not all(u.find_spec(name) for name in {_NEEDED!r}))"
_SECONDS = 30
_BESIDE = ".venv-pulumi"


def interpreter(project: Project, named: Path | None) -> Path:
    """Return an interpreter with the SDK: the named one, else the program's, the environment's or our own.

    Raises CannotAnswerError (PUL006, PUL007).
    """
    if named is not None:
        if not _able(named):
            raise faults.wrong_interpreter(named)
        return _absolute(named)
    found = next((path for path in _candidates(project) if path.is_file() and _able(path)), None)
    if found is not None:
        return _absolute(found)
    if all(importlib.util.find_spec(name) for name in _NEEDED):
        return Path(sys.executable)
    raise faults.no_interpreter()


def _candidates(project: Project) -> Iterator[Path]:
    folder = project.folder
    named = os.environ.get(VARIABLE)
    places = [folder / project.virtualenv] if project.virtualenv else []
    yield from (_python(place) for place in (*places, folder / ".venv", folder / "venv"))
    if named:
        yield Path(named)
    yield from (_python(parent / _BESIDE) for parent in (folder.resolve(), *folder.resolve().parents))


def _python(environment: Path) -> Path:
    return environment / "bin" / "python"


def _absolute(path: Path) -> Path:
    """Return the path from the root; a link stays what it is, because an environment is known by it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` follows links


def _able(python: Path) -> bool:
    """Ask an interpreter, which may be a program's own and run what it likes: it gets no more than a program does."""
    command = (*isolation().prefix, str(_absolute(python)), "-I", "-c", _ASK)
    with tempfile.TemporaryDirectory(prefix="bastide-") as home:
        try:
            done = subprocess.run(  # noqa: S603
                command,
                env=environment(Path(home)),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0
