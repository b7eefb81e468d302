import sys
from pathlib import Path

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.record import interpreter as module
from bastide.record.interpreter import VARIABLE, interpreter
from bastide.record.project import read_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(module, "_BESIDE", ".no-such-environment")
    monkeypatch.setattr(module, "_NEEDED", ("no_such_module",))
    (tmp_path / "Pulumi.yaml").write_text(
        "name: p\nruntime:\n  name: python\n  options:\n    virtualenv: chosen\n", encoding="utf-8"
    )
    (tmp_path / "__main__.py").write_text("")
    return read_project(tmp_path, stack="dev", config={})


def python(path, *, able=True):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {0 if able else 1}\n")
    path.chmod(0o755)
    return path


def test_the_programs_own_environments_come_first_and_must_have_the_sdk(project, tmp_path, monkeypatch):
    order = [
        python(tmp_path / "chosen/bin/python"),
        python(tmp_path / ".venv/bin/python"),
        python(tmp_path / "venv/bin/python"),
        python(tmp_path / "elsewhere/python"),
    ]
    monkeypatch.setenv(VARIABLE, str(order[-1]))
    for path in order:
        assert interpreter(project, None) == path
        python(path, able=False)
    with pytest.raises(CannotAnswerError, match="PUL006"):
        interpreter(project, None)


def test_a_named_one_is_taken_or_refused(project, tmp_path):
    python(tmp_path / ".venv/bin/python")
    assert interpreter(project, python(tmp_path / "named")) == tmp_path / "named"
    with pytest.raises(CannotAnswerError, match="PUL007"):
        interpreter(project, python(tmp_path / "named", able=False))
    with pytest.raises(CannotAnswerError, match="PUL007"):
        interpreter(project, tmp_path / "missing")


def test_our_own_is_taken_if_it_has_the_sdk(project, monkeypatch):
    monkeypatch.setattr(module, "_NEEDED", ("json",))
    assert interpreter(project, None) == Path(sys.executable)
