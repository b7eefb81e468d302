"""A class is a floor: what each one adds is written down, and taking any of it out of the code is found."""

import os
import shutil
from collections.abc import Mapping
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

import pytest

from bastide.app.proving import prover
from bastide.model.finding import Outcome
from bastide.scan.judge import judge
from classes import stores
from classes.losses import kept
from classes.stores import Loss

HERE = Path(__file__).parent
STEPS = tuple(pairwise(stores.CLASSES))


@pytest.fixture(scope="session")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("classes")
    return {name: stores.stack(name, folder) for name in stores.CLASSES}


@pytest.mark.parametrize(("lower", "higher"), STEPS)
def test_what_a_class_adds_is_written_down(lower: str, higher: str, trees: Mapping[str, Path]) -> None:
    page = HERE / f"{lower}-to-{higher}.diff"
    lines = unified_diff(stores.listing(trees[lower]), stores.listing(trees[higher]), lower, higher, n=0, lineterm="")
    text = "\n".join(line for line in lines if not line.startswith("@@")) + "\n"
    if os.environ.get("BASTIDE_UPDATE"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text, "BASTIDE_UPDATE=1 pytest tests/classes renews it; read the change"


@pytest.fixture(scope="module")
def unnoticed(trees: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Loss]]:
    """The settings of the core stores that can be taken out without a finding of ours, by name without label."""
    folder = tmp_path_factory.mktemp("losses")
    missed: dict[str, list[Loss]] = {}
    for number, loss in enumerate(stores.losses(trees["core"])):
        if stores.plain(loss.what) in missed:
            continue  # one that goes unnoticed says it of its kind
        copy = loss.taken(trees["core"], folder / str(number))
        if not rules_tell(copy) and not told(copy):
            missed[stores.plain(loss.what)] = [loss]
        shutil.rmtree(copy)
    return missed


def rules_tell(tree: Path) -> bool:
    """Whether the rules alone notice something: most of it, in half the time that the proofs take."""
    verdict = judge(tree, today=stores.TODAY, progress=lambda _: None, checkov=False, prover=None)
    return bool(verdict.having(Outcome.FAIL) or verdict.having(Outcome.UNKNOWN))


def told(tree: Path, *, checkov: bool = False) -> set[str]:
    verdict = judge(tree, today=stores.TODAY, progress=lambda _: None, checkov=checkov, prover=prover)
    found = (*verdict.having(Outcome.FAIL), *verdict.having(Outcome.UNKNOWN))
    return {*(one.code for one in found), *(one.code for one in verdict.problems)}


@pytest.mark.parametrize("data_class", stores.CLASSES)
def test_nothing_is_found_in_what_a_class_makes(data_class: str, trees: Mapping[str, Path]) -> None:
    assert told(trees[data_class], checkov=True) == set()


def test_whatever_lowers_a_core_store_is_found(unnoticed: Mapping[str, list[Loss]]) -> None:
    allowed = kept()
    assert sorted(setting for setting in unnoticed if not allowed.excused(setting)) == []


def test_every_excuse_is_needed(unnoticed: Mapping[str, list[Loss]]) -> None:
    patterns = (*kept().reasons, *kept().by_checkov)
    assert [one.pattern for one in patterns if not any(map(one.fullmatch, unnoticed))] == []


def test_what_is_left_to_checkov_is_found_by_checkov(
    unnoticed: Mapping[str, list[Loss]], trees: Mapping[str, Path], tmp_path: Path
) -> None:
    for pattern, check in kept().by_checkov.items():
        loss = next(one for setting, losses in unnoticed.items() if pattern.fullmatch(setting) for one in losses)
        assert check in told(loss.taken(trees["core"], tmp_path / check), checkov=True), loss.what
