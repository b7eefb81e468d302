"""The real provider takes and plans whatever a team starts from."""

from pathlib import Path

import pytest

from blueprints import starts
from deploy import examples, proof


@pytest.mark.deploy
def test_every_blueprint_is_formatted_valid_and_planned_as_its_graph(tmp_path: Path) -> None:
    stacks = starts.stacks(tmp_path / "starts")
    proof.formatted(tmp_path / "starts")
    (tmp_path / "planned").mkdir()
    changes = proof.planned_together(stacks, tmp_path / "planned")
    wanted = {f"module.{name}.{address}" for name, tree in stacks.items() for address in examples.addresses(tree)}
    proof.creates_exactly(changes, frozenset(wanted))
