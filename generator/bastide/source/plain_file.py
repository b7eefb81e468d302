"""A file's bytes, for those who must neither wait for a pipe nor read a device that never ends."""

import errno
import os
import stat
from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""Bytes: a declaration, manifest or lock of a thousand agencies takes a tenth of it."""


def read_plain(path: Path) -> bytes:
    """Return the bytes of an ordinary file; OSError for anything else, and for one of more than `MOST_BYTES`."""
    # Not to block is what lets a pipe be opened at all, and then be told from a file.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        if found.st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES >> 20} MiB", str(path))
        return file.read()
