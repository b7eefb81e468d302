"""Two directories change places in one step, while nobody else writes beside them."""

import ctypes
import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def exchange(left: Path, right: Path) -> None:
    """Swap two directories on one file system, atomically where the kernel can (Linux renameat2(2)).

    Elsewhere two renames follow each other: between them the target is absent, but complete beside its place.
    Raises OSError.
    """
    if not _exchanged_by_kernel(left, right):
        aside = Path(tempfile.mkdtemp(prefix=f"{left.name}-", dir=left.parent)) / right.name
        right.rename(aside)
        left.rename(right)
        aside.rename(left)
        aside.parent.rmdir()


def _exchanged_by_kernel(left: Path, right: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(right))


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Hold the directory's lock, so that two runs can't replace one tree at the same time (flock(2))."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
