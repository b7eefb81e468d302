"""Tier one: every example is formatted, valid to the provider, and planned offline as exactly its graph."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from deploy import examples, proof

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return examples.generated(tmp_path_factory.mktemp("examples"))


@pytest.mark.parametrize("name", examples.SPECS)
def test_an_example_is_formatted(name: str, stacks: Mapping[str, Path]) -> None:
    proof.formatted(stacks[name])


def test_all_examples_are_valid_to_the_provider(stacks: Mapping[str, Path], tmp_path: Path) -> None:
    proof.validated_together(stacks, tmp_path)


@pytest.mark.parametrize("name", examples.SPECS)
def test_the_plan_of_an_example_creates_its_graph_and_nothing_else(
    name: str, stacks: Mapping[str, Path], tmp_path: Path
) -> None:
    changes = proof.planned_offline(stacks[name], tmp_path / "plan")
    proof.creates_exactly(changes, examples.addresses(stacks[name]))
    assert examples.disagreements(stacks[name], proof.plan_in_json(tmp_path / "plan")) == []
