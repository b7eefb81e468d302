"""Where verdicts on unchanged trees are kept."""

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """Return the folder (XDG base directories), None if there is no home directory."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "bastide"
    home = os.path.expanduser("~")  # noqa: PTH111 - `Path.home()` raises where there is none
    return Path(home) / ".cache" / "bastide" if Path(home).is_absolute() else None
