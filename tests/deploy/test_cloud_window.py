"""Tier two: the last output of the example is applied to an emulator, then upgraded to the new one, then destroyed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bastide.source import nodes
from bastide.source.yamldoc import parse
from deploy import examples, history, proof
from deploy.not_served import read
from deploy.terraform import Change

UPGRADES = Path(__file__).with_name("upgrades.yaml")
TREE = f"examples/{examples.APPLIED}/stack"


@pytest.mark.deploy
def test_the_example_is_applied_upgraded_and_destroyed(tmp_path: Path) -> None:
    new = examples.generated(tmp_path / "examples")[examples.APPLIED]
    old = history.previous(TREE, tmp_path / "history") or new
    changes = proof.upgraded_on_an_emulator(old, new, tmp_path, read())
    assert sorted(undeclared(changes)) == []


def undeclared(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the addresses of what a plan would destroy or replace without a declared reason; `moved` is no destroy."""
    declared = [re.compile(str(one["address"])) for one in declarations()]
    for change in changes:
        if "delete" in change.actions and not any(one.fullmatch(change.address) for one in declared):
            yield change.address


def declarations() -> list[dict[str, object]]:
    found = nodes.data(parse(UPGRADES.read_text(encoding="utf-8"), UPGRADES.name))
    assert isinstance(found, list)
    return found


def test_every_declared_destroy_has_a_reason() -> None:
    assert all(str(one["why"]).endswith(".") for one in declarations())


def test_a_destroy_and_a_replacement_are_told_and_a_new_resource_is_not() -> None:
    changes = (
        Change("aws_vpc.main", ("delete", "create")),
        Change("aws_eip.a", ("create",)),
        Change("aws_lb.x", ("delete",)),
    )
    assert sorted(undeclared(changes)) == ["aws_lb.x", "aws_vpc.main"]
