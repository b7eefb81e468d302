import pytest
import typer

from bastide.cli import main
from bastide.cli.exits import ExitCode
from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place


@pytest.fixture
def failing(monkeypatch):
    """Return a function that runs a command which raises the given error."""

    def run(error):
        def dispatch(_):
            raise error

        monkeypatch.setattr(main, "_dispatch", dispatch)
        return main.run([])

    return run


def test_what_can_not_be_answered_is_told_in_four_parts(failing, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "platform.yaml").write_text("居民: 1\n", "utf-8")
    fault = Diagnostic("SPEC001", "message", (Label(Place("platform.yaml", 1, 1, 1, 3)),), "why", "fix")
    assert failing(CannotAnswerError([fault, fault])) == ExitCode.CANNOT_ANSWER
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        "error[SPEC001]: message\n  --> platform.yaml:1:1\n 1 | 居民: 1\n   | ^^^^\n  why: why\n  fix: fix\n\n"
    )
    assert err.endswith("\n\n2 errors\n")


@pytest.mark.parametrize("error", [KeyError("x"), SystemExit(1), SystemExit(0), RecursionError(), MemoryError()])
def test_a_bug_is_not_an_answer(failing, capsys, error):
    assert failing(error) == ExitCode.BUG
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: this is a bug in bastide, no verdict was reached\n")
    assert "BASTIDE_DEBUG=1" in err
    assert "Traceback" not in err


def test_a_bug_has_a_traceback_on_request(failing, capsys, monkeypatch):
    monkeypatch.setenv("BASTIDE_DEBUG", "1")
    assert failing(KeyError("x")) == ExitCode.BUG
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_bug_prints_no_escape_of_the_input(failing, capsys):
    assert failing(ValueError("\x1b[2J")) == ExitCode.BUG
    assert "\x1b" not in capsys.readouterr().err


def test_an_interrupt_is_not_an_answer(failing):
    assert failing(KeyboardInterrupt()) == ExitCode.INTERRUPTED


def test_a_system_that_refuses_is_not_our_bug(failing, capsys):
    assert failing(OSError(28, "No space left on device")) == ExitCode.CANNOT_ANSWER
    assert "no space left on device" in capsys.readouterr().err


def test_a_closed_pipe_is_quiet_and_not_a_finding(failing, capsys):
    assert failing(BrokenPipeError()) == ExitCode.READER_GONE
    assert capsys.readouterr() == ("", "")


def test_an_exit_keeps_its_code(failing):
    assert failing(typer.Exit(0)) == ExitCode.YES
