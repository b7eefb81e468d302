"""What a program is kept from: the caller's environment, the network, and outliving its run."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 10
_SEVERAL: Sequence[Sequence[str]] = (
    ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child=KILL"),
    ("unshare", "--user", "--map-root-user", "--net"),
)
"""From the strictest on: with process numbers of its own nothing that a program starts can outlive it."""


@dataclass(frozen=True, slots=True)
class Isolation:
    """How a program is started: what stands before its command, and what can't be kept from it."""

    prefix: tuple[str, ...]
    missing: str


def isolation() -> Isolation:
    """Return the strictest isolation that this machine allows."""
    for prefix in _SEVERAL:
        if _works(prefix):
            return Isolation(tuple(prefix), "")
    missing = (
        "the program ran with the machine's network: the kernel allows no network namespace, or `unshare` is missing"
    )
    return Isolation((), missing)


def _works(prefix: Sequence[str]) -> bool:
    try:
        command = (*prefix, "true")
        return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def environment(home: Path, path: str = "/usr/local/bin:/usr/bin:/bin") -> Mapping[str, str]:
    """Return the whole environment of a program: nothing of the caller's, no credentials, the same each time."""
    return {
        "PATH": path,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PULUMI_ERROR_OUTPUT_STRING": "1",
        "PULUMI_SKIP_UPDATE_CHECK": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "GRPC_VERBOSITY": "NONE",
        "GRPC_ENABLE_FORK_SUPPORT": "0",
    }
