import pytest

from bastide.app.programs import Run
from bastide.app.record import record
from bastide.model.diagnostic import CannotAnswerError
from bastide.record.isolation import environment
from bastide.record.session import record as recorded


def test_a_program_is_not_run_unasked(tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    with pytest.raises(CannotAnswerError) as caught:
        record(tmp_path, Run(), literal=True, progress=lambda _: None)
    (fault,) = caught.value.diagnostics
    assert fault.code == "PUL001"
    assert fault.fix == f"bastide record {tmp_path} --allow-run"
    assert not (tmp_path / "ran").exists()


def test_a_recorder_that_does_not_start_is_told(tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (tmp_path / "__main__.py").write_text("")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\ncase "$1" in -I) exit 0;; esac\necho "no module" >&2\nexit 1\n')
    python.chmod(0o755)
    with pytest.raises(CannotAnswerError) as caught:
        recorded(tmp_path, python=python, seconds=20)
    (fault,) = caught.value.diagnostics
    assert (fault.code, "no module" in fault.message) == ("PUL009", True)


def test_an_environment_holds_nothing_of_the_callers(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    found = environment(tmp_path)
    assert "AWS_SESSION_TOKEN" not in found
    assert (found["HOME"], found["PYTHONHASHSEED"]) == (str(tmp_path), "0")
