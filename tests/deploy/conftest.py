"""Skips the proof, saying why, where terraform or its provider is missing; fails there instead when it is required."""

import os

import pytest

from deploy.terraform import REQUIRED, missing


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("deploy") is None:
        return
    lacking = missing()
    if lacking and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is set, but {lacking}", pytrace=False)
    if lacking:
        pytest.skip(lacking)
