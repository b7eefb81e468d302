"""Where the library (modules and blueprints) stands on this machine."""

import os
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic

VARIABLE = "BASTIDE_LIBRARY"
FOLDERS = ("modules", "blueprints")

_PACKAGE = Path(__file__).resolve().parents[1]


def library_root() -> Path:
    """Return the folder that holds `modules/` and `blueprints/`.

    `BASTIDE_LIBRARY` wins and must be right: a team that names its own library never gets ours in silence. Then the
    installed wheel's `_library`, then the checkout. Raises CannotAnswerError (GEN090) where none holds both folders.
    """
    named = os.environ.get(VARIABLE)
    candidates = (Path(named),) if named else (_PACKAGE / "_library", _PACKAGE.parents[1])
    for candidate in candidates:
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise CannotAnswerError([_missing(named)])


def _missing(named: str | None) -> Diagnostic:
    """Return the fault: a wrong `BASTIDE_LIBRARY`, or an installation without its library."""
    if named:
        message = f"`{VARIABLE}` names `{named}`, which does not hold both `modules/` and `blueprints/`"
        fix = f"unset {VARIABLE}, or point it at a folder that holds both"
    else:
        message = "this installation has no library: `modules/` and `blueprints/` are missing"
        fix = "reinstall bastide, or set BASTIDE_LIBRARY to a folder that holds both"
    why = "templates and profiles are read from the library; without it nothing can be planned"
    return Diagnostic("GEN090", message, (), why, fix)
