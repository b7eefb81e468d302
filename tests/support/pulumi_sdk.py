"""The interpreter that has the Pulumi SDKs, for tests that run programs."""

import os
from pathlib import Path

import pytest

VARIABLE, REQUIRED = "BASTIDE_PULUMI_PYTHON", "BASTIDE_REQUIRE_PULUMI"


def interpreter(root: Path) -> Path:
    """Return it, or skip the test with a reason; fail it where programs have to be run."""
    python = Path(os.environ.get(VARIABLE) or root / ".venv-pulumi/bin/python")
    if not python.is_file():
        leave = pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip
        leave(f"{VARIABLE} is not set and there is no .venv-pulumi: `make pulumi-test` makes it")
    return python
