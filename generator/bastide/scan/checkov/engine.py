"""Run checkov's terraform checks over the `.tf` files of one directory."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.lean_import import import_checkov
from bastide.scan.checkov.pin import broken, require_pinned
from bastide.scan.checkov.report import Cause, CheckovRecord, CheckovReport, CheckovResult
from bastide.scan.checkov.seal import sealed

__all__ = ["Cause", "CheckovRecord", "CheckovReport", "CheckovResult", "names", "run"]

# checkov keeps its registries, caches and now our patches in module globals.
_ONE_AT_A_TIME = Lock()


def run(root: Path, *, accelerated: bool = True) -> CheckovReport:
    """Scan the `.tf` files directly in `root`: offline, silent, leaving the process as it was.

    `accelerated=False` gives the same report through checkov's own slow code. Raises CannotAnswerError: SCAN010
    and SCAN011 for a checkov that is absent, broken or another, SCAN012 when checkov itself breaks off, SCAN013 for
    a `root` that is no directory.
    """
    require_pinned()
    if not root.is_dir():
        raise CannotAnswerError([_no_directory(root)])
    with _ONE_AT_A_TIME, sealed():
        session = _session(lean=accelerated)
        try:
            report: CheckovReport = session.scan(root.resolve(), accelerated=accelerated)
        except Exception as error:
            raise CannotAnswerError([_broke_off(root, error)]) from error
    return report


def names() -> Mapping[str, str]:
    """Return what checkov calls each of its checks, by id; raises CannotAnswerError as `run` does without a checkov."""
    require_pinned()
    with _ONE_AT_A_TIME, sealed():
        try:
            import_checkov()
            known: Mapping[str, str] = importlib.import_module("bastide.scan.checkov.names").names()
        except Exception as error:
            raise CannotAnswerError([broken(error)]) from error
    return known


def _session(*, lean: bool) -> Foreign:
    try:
        if lean:
            import_checkov()
        return importlib.import_module("bastide.scan.checkov.session")
    except Exception as error:
        raise CannotAnswerError([broken(error)]) from error


def _no_directory(root: Path) -> Diagnostic:
    return Diagnostic(
        code="SCAN013",
        message=f"`{root}` is not a directory",
        labels=(),
        why="nothing was evaluated, and no evidence is never a pass",
        fix="name the directory that holds the `.tf` files",
    )


def _broke_off(root: Path, error: Exception) -> Diagnostic:
    return Diagnostic(
        code="SCAN012",
        message=f"checkov broke off while scanning `{root}`: {type(error).__name__}: {error}",
        labels=(),
        why="what it found until then is incomplete, so no verdict is possible",
        fix="checkov -d DIR --framework terraform --skip-download  # shows whether it breaks without bastide too",
    )
