"""Writes one file whole or not at all."""

import errno
import os
import stat
from pathlib import Path

from bastide.app.faults import reason
from bastide.model.diagnostic import CannotAnswerError, Diagnostic


def write(path: Path, text: str) -> None:
    """Make `path` hold `text` (UTF-8); whoever reads it meanwhile sees the old file or the new one.

    A link is followed, a new file gets the usual permissions, an old one keeps its own. A device or pipe is written
    to, never replaced. Raises CannotAnswerError (APP002).
    """
    content = text.encode("utf-8", "backslashreplace")
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
        else:
            _swap(target, content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotAnswerError([_refused(path, error)]) from error


def _swap(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.is_symlink():  # what can't be resolved any further leads in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    staging = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            staging.chmod(mode)
        staging.replace(target)
    except BaseException:
        staging.unlink(missing_ok=True)
        raise


def _refused(path: Path, error: OSError) -> Diagnostic:
    return Diagnostic(
        code="APP002",
        message=f"`{path}` can't be written: {reason(error)}",
        labels=(),
        why="an answer that nobody receives is no answer; what was there before is unchanged",
        fix="choose a file in a folder that exists and that you may write to",
    )
