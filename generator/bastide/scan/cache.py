"""Keep finished verdicts by the content that they were made from, so that an unchanged tree is not scanned again.

Nothing here imports checkov. An entry is trusted only if it belongs to this user, stands in a directory that nobody
else can write to, and matches its own digest; anything else counts as absent. The cache never makes a scan fail.
"""

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from bastide import __version__
from bastide.scan.checkov.pin import installed_version

LARGEST: Final = 64 * 1024 * 1024
_MAGIC: Final = b"bastide verdict 1"
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_SUFFIX: Final = ".verdict"
_PART: Final = ".part"
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


def default_directory() -> Path:
    """Return `$XDG_CACHE_HOME/bastide`, or `~/.cache/bastide` when that is not an absolute path."""
    configured = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(configured) if configured.startswith("/") else Path.home() / ".cache"
    return base / "bastide"


def key(*, rules: str, files: Mapping[str, bytes], intent: bytes, today: date) -> str:
    """Return the digest of everything that a verdict depends on.

    `rules` is the digest of our rule set, `files` every file that is judged by its path in the tree, `intent` the
    declared intent (empty when there is none), `today` the day that waivers are measured against. The versions of
    bastide and of the installed checkov are added.
    """
    digest = hashlib.sha256()
    for part in _parts(rules, files, intent, today):
        # A length before each part: no two lists of parts are written the same way.
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(rules: str, files: Mapping[str, bytes], intent: bytes, today: date) -> Iterable[bytes]:
    yield from (text.encode() for text in (__version__, installed_version() or "", rules, today.isoformat()))
    yield intent
    for path in sorted(files):
        yield os.fsencode(path)
        yield files[path]


def load(name: str, directory: Path) -> bytes | None:
    """Return what was stored under a key, None when it is absent or can't be trusted."""
    _require_key(name)
    try:
        if not _is_ours(directory.lstat(), stat.S_ISDIR):
            return None
        content = _read(directory / f"{name}{_SUFFIX}")
    except OSError:
        return None
    header, found, payload = content.partition(b"\n")
    return payload if found and header == _header(name, payload) else None


def store(name: str, payload: bytes, directory: Path, *, largest: int = LARGEST) -> None:
    """Keep a payload under a key; the oldest entries go when the directory holds more than `largest` bytes.

    A directory that can't be written to or is not ours alone keeps nothing, without an error.
    """
    _require_key(name)
    with suppress(OSError):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(directory.lstat(), stat.S_ISDIR):
            _write(directory, name, payload)
            _shrink(directory, largest)


def _require_key(name: str) -> None:
    if not _KEY.fullmatch(name):
        message = f"`{name}` is not a key of this cache"
        raise ValueError(message)


def _header(name: str, payload: bytes) -> bytes:
    digest = hashlib.sha256(name.encode() + payload).hexdigest()
    return b" ".join((_MAGIC, name.encode(), digest.encode()))


def _is_ours(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    return is_kind(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE


def _read(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        return file.read() if _is_ours(os.fstat(file.fileno()), stat.S_ISREG) else b""


def _write(directory: Path, name: str, payload: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=directory, suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_header(name, payload) + b"\n" + payload)
        Path(temporary).replace(directory / f"{name}{_SUFFIX}")
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _shrink(directory: Path, largest: int) -> None:
    # What a killed run left half-written counts, and goes, like the rest.
    ours = [path for path in directory.iterdir() if path.suffix in {_SUFFIX, _PART}]
    entries = sorted(((path.stat().st_mtime_ns, path.name, path) for path in ours), reverse=True)
    kept = 0
    for _, _, path in entries:
        kept += path.stat().st_size
        if kept > largest:
            path.unlink(missing_ok=True)
