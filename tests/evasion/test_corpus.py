"""Every tree of the corpus: what the judge says of it, and what plain checkov says."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bastide.model.finding import Outcome
from bastide.scan.judge import judge
from evasion.corpus import TREES, corpus

CORPUS = corpus()
NAMES = [one.name for one in CORPUS]


def test_the_corpus_is_large_and_every_tree_has_its_expectation():
    assert len(CORPUS) >= 24
    assert sorted(path.name for path in TREES.iterdir()) == NAMES


@pytest.mark.parametrize("evasion", CORPUS, ids=NAMES)
def test_the_judge_is_not_deceived(evasion, monkeypatch):
    environment = evasion.path / "environment.json"
    for name, value in json.loads(environment.read_text() if environment.is_file() else "{}").items():
        monkeypatch.setenv(name, value)
    verdict = judge(evasion.path, today=date(2026, 11, 22), progress=lambda _: None)
    said = {f"{one.code} {one.place.file}:{one.place.line}" for one in verdict.findings if one.place}
    assert str(verdict.word) == evasion.word
    assert set(evasion.findings) <= said
    assert set(evasion.unknowns) <= {f"{one.place.file}:{one.place.line}" for one in verdict.unknowns}
    assert set(evasion.problems) <= {one.code for one in verdict.problems}


@pytest.mark.parametrize("evasion", CORPUS, ids=NAMES)
def test_an_expectation_names_what_the_judge_must_find(evasion):
    assert evasion.findings or evasion.unknowns or evasion.problems
    assert evasion.word in ("fail", "unknown", "no verdict")


@pytest.fixture(scope="module")
def plain():
    command = (sys.executable, "-m", "evasion.plain", *(str(one.path) for one in CORPUS))
    ran = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize("evasion", CORPUS, ids=NAMES)
def test_plain_checkov_is_deceived_as_recorded(evasion, plain):
    said = plain[evasion.name]
    assert said["exit"] == evasion.exit
    assert said["failed"] == list(evasion.failed)
    assert set(evasion.passed) <= set(said["passed"])


def test_what_we_find_is_ours_to_find():
    """A finding that plain checkov makes as well, at the same check, would be no evasion."""
    for evasion in CORPUS:
        ours = {finding.split()[0] for finding in evasion.findings}
        assert not ours & set(evasion.failed), evasion.name


def test_no_tree_is_waived():
    for evasion in CORPUS:
        verdict = judge(evasion.path, today=date(2026, 11, 22), progress=lambda _: None, checkov=False)
        assert verdict.having(Outcome.WAIVED) == ()
