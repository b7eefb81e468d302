"""Which interpreter has the SDK that a program wants."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError
from bastide.record import faults
from bastide.record.project import Project

VARIABLE = "BASTIDE_PULUMI_PYTHON"
SECONDS = 60


def interpreter(project: Project, named: Path | None) -> Path:
    """Return the interpreter that was named, else the first that has the SDK.

    Tried are the project's virtual environment, `.venv` and `venv` beside the program, the one that
    `BASTIDE_PULUMI_PYTHON` names, and our own. Raises CannotAnswerError (PUL005).
    """
    tried = [named] if named else list(_likely(project))
    for path in tried:
        if path.is_file() and _has_sdk(path):
            return path.absolute()
    raise CannotAnswerError([faults.no_interpreter(", ".join(f"`{path}`" for path in tried))])


def _likely(project: Project) -> Iterator[Path]:
    for name in (project.virtualenv, ".venv", "venv"):
        if name:
            yield project.folder / name / "bin/python"
    if os.environ.get(VARIABLE):
        yield Path(os.environ[VARIABLE])
    yield Path(sys.executable)


def _has_sdk(path: Path) -> bool:
    look = "import importlib.util as u, sys; sys.exit(not (u.find_spec('pulumi') and u.find_spec('grpc')))"
    try:
        done = subprocess.run(  # noqa: S603 - an interpreter of the user's
            [path, "-c", look], capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
