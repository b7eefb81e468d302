"""Nothing of the corpus passes the proofs without a word."""

import shutil
from pathlib import Path

import pytest

from bastide.facts.case import Case
from bastide.graph.read import read, worked_out
from bastide.model.finding import Outcome
from bastide.prove.prover import prove_all
from bastide.prove.segmentation.zones_file import read_zones
from bastide.scan.intent import read_intent

HERE = Path(__file__).parent
STACK = HERE.parents[1] / "examples/cloud-window/stack"
ADDED = "added.tf"


def cases(folder):
    return [pytest.param(path, id=path.stem) for path in sorted((HERE / folder).glob("*.tf"))]


def said(tree, zones=None):
    """Return what the proofs say of a tree that is no pass, as `CODE OUTCOME ADDRESS`, and its unknown places."""
    intent, faults = read_intent(tree)
    case = Case(worked_out(tree, read(tree)), intent)
    proven = prove_all(case, None if zones is None else read_zones(zones.read_text(), zones.name))
    assert (faults, proven.refusals, case.graph.problems) == ((), (), ())
    found = (one for one in proven.findings if one.outcome is not Outcome.PASS)
    return {f"{one.code} {one.outcome} {one.resource}" for one in found} | {
        f"unknown {unknown.place.file}" for unknown in case.graph.unknowns
    }


def wanted(path):
    lines = (line.removeprefix("# expect: ") for line in path.read_text().splitlines() if line.startswith("# expect: "))
    return {f"unknown {ADDED}" if line == "unknown" else line for line in lines}


@pytest.fixture
def stack(tmp_path):
    return shutil.copytree(STACK, tmp_path / "stack", ignore=shutil.ignore_patterns("manifest.json"))


@pytest.fixture
def ground(tmp_path):
    shutil.copy(HERE / "ground.tf", tmp_path)
    return tmp_path


def test_before_nothing_is_said(stack, ground):
    assert said(stack) == set()
    shutil.rmtree(stack)
    assert said(ground, HERE / "zones.yaml") == set()


@pytest.mark.parametrize("path", cases("ours"))
def test_nothing_is_added_to_the_example_without_a_word(path, stack):
    shutil.copy(path, stack / ADDED)
    assert wanted(path)
    assert wanted(path) <= said(stack)


@pytest.mark.parametrize("path", cases("theirs"))
def test_nothing_is_added_to_a_tree_that_is_not_ours_without_a_word(path, ground):
    shutil.copy(path, ground / ADDED)
    assert wanted(path)
    assert wanted(path) <= said(ground, HERE / "zones.yaml")
