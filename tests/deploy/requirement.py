"""Skips what is marked `deploy` where terraform or its provider is missing; fails there where it is required."""

import os

import pytest

from deploy.terraform import REQUIRED, missing


def settle(item: pytest.Item) -> None:
    """Skip or fail a test that needs terraform, where there is none."""
    if item.get_closest_marker("deploy") is None:
        return
    lacking = missing()
    if lacking and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is set, but {lacking}", pytrace=False)
    if lacking:
        pytest.skip(lacking)
