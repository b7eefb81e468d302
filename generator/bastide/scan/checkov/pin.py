"""The one version of checkov that the engine was proven with."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from bastide.model.diagnostic import CannotAnswerError, Diagnostic

PINNED = "3.3.30"
_UNCHECKED = "a verdict without the general rule set would pass what nobody looked at"


def installed_version() -> str | None:
    """Return the version of checkov in this environment without importing it, None when there is none."""
    try:
        return version("checkov")
    except PackageNotFoundError:
        return None


def require_pinned() -> None:
    """Refuse to scan without the pinned checkov.

    Raises CannotAnswerError: SCAN011 when checkov is missing, SCAN010 when it is another version.
    """
    found = installed_version()
    if found is None or not _is_there():
        raise CannotAnswerError([_missing()])
    if found != PINNED:
        raise CannotAnswerError([_other_version(found)])


def _is_there() -> bool:
    """Tell whether the package itself is there, and not just the record that it was installed."""
    try:
        return find_spec("checkov") is not None
    except (ImportError, ValueError):
        return False


def broken(error: Exception) -> Diagnostic:
    """Return the refusal for a checkov that is there and can't be imported."""
    return Diagnostic(
        code="SCAN011",
        message=f"`checkov` can't be imported: {type(error).__name__}: {error}",
        labels=(),
        why=_UNCHECKED,
        fix=f"pip install --force-reinstall 'checkov=={PINNED}'",
    )


def _missing() -> Diagnostic:
    return Diagnostic(
        code="SCAN011",
        message="`checkov` is not installed, so the code can't be checked against its rules",
        labels=(),
        why=_UNCHECKED,
        fix="pip install 'bastide[scan]'",
    )


def _other_version(found: str) -> Diagnostic:
    return Diagnostic(
        code="SCAN010",
        message=f"`checkov` {found} is installed; the scan is proven with {PINNED} only",
        labels=(),
        why="the repairs of its wrong results reach into its internals and would silently miss in another version",
        fix=f"pip install 'checkov=={PINNED}'",
    )
