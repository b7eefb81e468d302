"""Starts the two children, reads what they say, and leaves nothing of them behind."""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PDEATHSIG = 1
_LOOK = 0.1
"""Seconds between two looks at how many processes a program has started."""
_GRACE = 2.0
_MOST_PROCESSES = 256
_MOST_BYTES = 512 * 1024 * 1024
_KEPT = 64 * 1024
"""Bytes of what a program prints that are kept: the last ones."""
_libc = ctypes.CDLL(None)


@dataclass
class Channel:
    """What one pipe said: all of it, or its end."""

    descriptor: int
    whole: bool
    data: bytearray = field(default_factory=bytearray)
    open: bool = True

    def read(self) -> int:
        """Take what is there; returns how many bytes came."""
        try:
            got = os.read(self.descriptor, 1 << 18)
        except BlockingIOError:
            return 0
        except OSError:
            got = b""
        if not got:
            self.open = False
            return 0
        self.data += got
        if not self.whole and len(self.data) > 2 * _KEPT:
            del self.data[:-_KEPT]
        return len(got)


def start(
    command: Sequence[str], env: Mapping[str, str], *, pipes: Sequence[int] = (), folder: Path
) -> subprocess.Popen[bytes]:
    """Start a child that dies with us, in a process group of its own, with nothing to read."""
    return subprocess.Popen(  # noqa: S603 - the command is ours; what it runs was allowed
        command,
        env=dict(env),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=pipes,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs here
    )


def _die_with_parent() -> None:
    _libc.prctl(_PDEATHSIG, signal.SIGKILL)


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and whatever it has started."""
    family = _family(child.pid)
    with contextlib.suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
    for number in family:
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)
    child.wait()


def _family(root: int, most: int = 100_000) -> list[int]:
    """Return the numbers of the processes below one."""
    found: list[int] = []
    waiting = [root]
    while waiting and len(found) <= most:
        number = waiting.pop()
        with contextlib.suppress(OSError, ValueError):
            for task in Path(f"/proc/{number}/task").iterdir():
                children = [int(one) for one in (task / "children").read_text(encoding="ascii").split()]
                found += children
                waiting += children
    return found


class Watch:
    """Reads channels until a program has ended, its time is over or it goes beyond a limit."""

    def __init__(self, child: subprocess.Popen[bytes], until: float) -> None:
        self._child = child
        self._until = until
        self._selector = selectors.DefaultSelector()
        self._bytes = 0
        self.timed_out = False
        self.beyond = ""

    def add(self, descriptor: int, *, whole: bool) -> Channel:
        """Read a pipe from now on."""
        os.set_blocking(descriptor, False)
        channel = Channel(descriptor, whole)
        self._selector.register(descriptor, selectors.EVENT_READ, channel)
        return channel

    def wait(self) -> None:
        """Return when the program is over, one way or another; everything said until then has been read."""
        looked = 0.0
        while self._child.poll() is None and not self.beyond:
            now = time.monotonic()
            if now >= self._until:
                self.timed_out = True
                break
            if now - looked >= _LOOK:
                looked = now
                self._count()
            self._read(min(_LOOK, self._until - now))
        self._rest()

    def _count(self) -> None:
        if len(_family(self._child.pid, _MOST_PROCESSES)) > _MOST_PROCESSES:
            self.beyond = f"it started more than {_MOST_PROCESSES} processes"

    def _read(self, seconds: float) -> int:
        got = 0
        for key, _ in self._selector.select(max(0.0, seconds)):
            channel: Channel = key.data
            got += channel.read()
            if not channel.open:
                self._selector.unregister(channel.descriptor)
        self._bytes += got
        if self._bytes > _MOST_BYTES:
            self.beyond = f"it said more than {_MOST_BYTES >> 20} MiB"
        return got

    def _rest(self) -> None:
        """Read what is still in the pipes; whoever else holds them open is not waited for."""
        until = time.monotonic() + _GRACE
        while self._selector.get_map() and time.monotonic() < until and not self.beyond and self._read(0.0):
            pass
