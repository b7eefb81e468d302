"""Reads the report of a previous run, to say what has changed since."""

from pathlib import Path

from bastide.app.faults import os_errors
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.report.changes import Previous, read


def previous(path: Path) -> Previous:
    """Return a kept report of `--format json`; raises CannotAnswerError (APP001, APP010) where it isn't one."""
    with os_errors(path):
        content = path.read_bytes()
    try:
        return read(content.decode("utf-8"))
    except ValueError as error:
        raise CannotAnswerError([_no_report(path, error)]) from error


def _no_report(path: Path, error: ValueError) -> Diagnostic:
    told = "it isn't UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    return Diagnostic(
        code="APP010",
        message=f"`{path}` can't be compared with: {told}",
        labels=(),
        why="what changed can only be said against a report that was kept",
        fix="keep one with `bastide report STACK --format json --output report.json` and name it",
    )
