"""Starts one of the two children: `python start.py bastide.record.child.runner JOB`.

Makes this folder importable under its full name without running, or even finding, the rest of the package.
"""

import importlib
import sys
import types
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKAGES = ("bastide", "bastide.record", "bastide.record.child")


def main() -> None:
    """Import the module that the first argument names, and run it with the second."""
    sys.path[:] = [entry for entry in sys.path if entry and Path(entry).resolve() != _HERE]
    for name, folder in zip(_PACKAGES, (_HERE.parents[1], _HERE.parent, _HERE)):  # noqa: B905 - `strict` came with 3.10
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    importlib.import_module(sys.argv[1]).main(sys.argv[2])


if __name__ == "__main__":
    main()
