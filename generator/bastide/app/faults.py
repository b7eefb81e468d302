"""What the operating system refuses, as diagnostics: the user's environment, never our bug.

APP001 a file or folder can't be used. APP002 the answer can't be written. APP003 the output would swallow the spec.
APP004 a code is not known. APP005 a module is not known. APP008 a blueprint is not known. APP009 it is no starting
point, or a file is in its way. APP010 a report of a previous run can't be compared with. APP011
the output of a review site holds something else. APP012 somebody has written in the pack that stands there.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic


@contextmanager
def os_errors(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal inside the block into CannotAnswerError (APP001) about `path`.

    A closed pipe is left alone: it says something about the reader, not about a file.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotAnswerError([unusable(path, error)]) from error


def unusable(path: Path, error: OSError) -> Diagnostic:
    """Return the fault for a file or folder that the operating system refuses."""
    named = path if error.filename is None else Path(os.fsdecode(error.filename))
    return Diagnostic(
        code="APP001",
        message=f"`{named}` can't be used: {reason(error)}",
        labels=(),
        why="without it there is no answer, and nothing was changed",
        fix=f"ls -ld '{named}'",
    )


def reason(error: OSError) -> str:
    """Return what the operating system says, without numbers and paths."""
    return (error.strerror or str(error) or type(error).__name__).lower()


def require_resolvable(path: Path) -> None:
    """Raise CannotAnswerError (APP001) if symbolic links at or above `path` lead in a circle."""
    try:
        path.resolve()
    except (OSError, RuntimeError) as error:
        raise CannotAnswerError([_circle(path)]) from error


def unknown_name(code: str, kind: str, name: str, known: Iterable[str], *, fix: str) -> CannotAnswerError:
    """Return the error for a name that is not one of the known ones, with the nearest as suggestion."""
    near = get_close_matches(name, sorted(known), n=3)
    hint = f"; did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    message = f"there is no {kind} `{name}`{hint}"
    return CannotAnswerError([Diagnostic(code, message, (), "an answer about something else would mislead", fix)])


def _circle(path: Path) -> Diagnostic:
    return Diagnostic(
        code="APP001",
        message=f"`{path}` can't be used: symbolic links lead in a circle",
        labels=(),
        why="without it there is no answer, and nothing was changed",
        fix=f"namei -l '{path}'",
    )
