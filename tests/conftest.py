"""What every test needs: the root of the checkout, and properties that CI draws the same way each time.

A developer's run draws new examples each time and finds new faults; a submission is judged on the same ones, so that it
never fails for a fault that was there before.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from deploy.requirement import settle

gc.set_threshold(50_000, 20, 50)  # what tests keep (trees, checkov, verdicts) is large to look through

settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parents[1]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what a later step of CI runs, and ask for terraform where a test is marked `deploy`."""
    for marker in os.environ.get("BASTIDE_LATER", "").split():
        if item.get_closest_marker(marker) is not None:
            pytest.skip(f"BASTIDE_LATER leaves `{marker}` to a later step")
    settle(item)
