"""Anonymous network namespaces: nothing but an open descriptor keeps each alive."""

import ctypes
import os
import signal
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_PARENT_DEATH = 1
_OWN = "/proc/thread-self/ns/net"
_libc = ctypes.CDLL(None, use_errno=True)


def isolate() -> None:
    """Leave the machine's own network for good: all that this process does from now on happens elsewhere.

    Without root's powers it first enters a user namespace of its own. OSError where the kernel permits neither. The
    process dies with the one that started it.
    """
    _check(_libc.prctl(_PARENT_DEATH, signal.SIGKILL))
    try:
        _check(_libc.unshare(_NEW_NET))
    except PermissionError:
        _become_root()


def fresh() -> int:
    """Enter a new, empty network namespace and return a descriptor of it."""
    _check(_libc.unshare(_NEW_NET))
    return os.open(_OWN, os.O_RDONLY | os.O_CLOEXEC)


def enter(descriptor: int) -> None:
    """Enter a network namespace."""
    _check(_libc.setns(descriptor, _NEW_NET))


def set_kernel(name: str, value: int) -> None:
    """Set a network parameter of the namespace that this process is in; OSError if it may not be set."""
    Path("/proc/sys/net", name).write_text(f"{value}\n", encoding="ascii")


def _become_root() -> None:
    user, group = os.geteuid(), os.getegid()
    _check(_libc.unshare(_NEW_USER | _NEW_NET))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")


def _check(result: int) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
