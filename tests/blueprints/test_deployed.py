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
    (tmp_path / "valid").mkdir()
    city = stacks["city-platform"]
    proof.validated_together({"city-platform": city}, tmp_path / "valid")
    planned = {**stacks, "city-platform": starts.small_city(tmp_path)}  # 1 resource in 4: the other districts repeat it
    changes = proof.planned_together(planned, tmp_path / "planned")
    wanted = {f"module.{name}.{address}" for name, tree in planned.items() for address in examples.addresses(tree)}
    proof.creates_exactly(changes, frozenset(wanted))
    assert types(planned["city-platform"]) == types(city)


def types(tree: Path) -> set[str]:
    """Return the resource types of a tree."""
    return {address.partition(".")[0] for address in examples.addresses(tree)}
