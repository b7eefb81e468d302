"""The interpreter that has the Pulumi SDKs, for tests that run programs."""

import os
from pathlib import Path

import pytest

VARIABLE = "BASTIDE_PULUMI_PYTHON"


def interpreter(root: Path) -> Path:
    """Return it, or skip the test with a reason."""
    python = Path(os.environ.get(VARIABLE) or root / ".venv-pulumi/bin/python")
    if not python.is_file():
        pytest.skip(f"{VARIABLE} is not set and there is no .venv-pulumi: `make pulumi-test` makes it")
    return python
