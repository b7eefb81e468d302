"""What a program gets of this machine while it is recorded: no network, no credentials, no home."""

import os
import shutil
import subprocess
from pathlib import Path

SECONDS = 10


def isolation() -> tuple[str, ...]:
    """Return the command in front of the recorder's: name spaces without network, and processes that end with it.

    Nothing where the kernel does not allow it: then the program has the network that its user has.
    """
    unshare = shutil.which("unshare", path=f"{os.environ.get('PATH', '')}:/usr/bin:/bin")
    if unshare is None:
        return ()
    for flags in (("-r", "-n", "-p", "-f", "--kill-child"), ("-r", "-n")):
        done = subprocess.run(  # noqa: S603
            [unshare, *flags, "true"], capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
        if done.returncode == 0:
            return (unshare, *flags)
    return ()


def environment(python: Path, home: Path) -> dict[str, str]:
    """Return all of the recorder's environment: nothing of the user's but where programs are found."""
    return {
        "PATH": f"{python.parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(home),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PULUMI_ERROR_OUTPUT_STRING": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
