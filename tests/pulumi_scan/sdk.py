"""The interpreter that has the Pulumi SDKs."""

import os
from pathlib import Path

import pytest


def interpreter(root):
    """Return it; the test is skipped if there is none."""
    given = os.environ.get("BASTIDE_PULUMI_PYTHON")
    python = Path(given) if given else root / ".venv-pulumi/bin/python"
    if given is None and not python.exists():
        pytest.skip("BASTIDE_PULUMI_PYTHON is not set, and there is no .venv-pulumi: `make pulumi-test` makes it")
    return python
