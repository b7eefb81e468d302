"""Tier two: the example is applied to an emulator, a second plan is empty, and the destroy leaves nothing."""

from pathlib import Path

import pytest

from deploy import examples, proof
from deploy.not_served import read


@pytest.mark.deploy
def test_the_example_is_applied_unchanged_and_destroyed(tmp_path: Path) -> None:
    stacks = examples.generated(tmp_path / "examples")
    proof.applied_to_an_emulator(stacks[examples.APPLIED], tmp_path, read())
