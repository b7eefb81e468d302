"""Each mistake in tests/specs/fail earns exactly the message beside it; BASTIDE_UPDATE=1 rewrites the messages."""

import os
from pathlib import Path

import pytest

from bastide.report.text import diagnostic
from bastide.spec.codes import CODES
from support.spec_fixtures import FAIL, fixtures, refused

MISTAKES = fixtures(FAIL)


def told(path: Path) -> str:
    faults, sources = refused(path)
    return "\n\n".join(diagnostic(fault, sources) for fault in faults) + "\n"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_word_for_word(name, monkeypatch):
    monkeypatch.chdir(FAIL)
    said, expected = told(MISTAKES[name].relative_to(FAIL)), FAIL / f"{name}.err"
    if os.environ.get("BASTIDE_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert said.startswith("error[SPEC")


def test_every_message_belongs_to_a_mistake():
    assert {path.stem for path in FAIL.glob("*.err")} == set(MISTAKES)


def test_there_is_a_mistake_for_every_code():
    told_codes = {fault.code for path in MISTAKES.values() for fault in refused(path)[0]}
    assert told_codes == set(CODES)
