import io
import sys

import pytest

from bastide.cli import console


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_no_color_wins_then_force_color_then_the_terminal(monkeypatch, environment, terminal, wanted):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.colour(Terminal() if terminal else io.StringIO()) is wanted


def test_progress_is_for_watchers_only(monkeypatch):
    for stream, expected in ((io.StringIO(), ""), (Terminal(), "half\n")):
        monkeypatch.setattr(sys, "stderr", stream)
        console.progress("half")
        assert stream.getvalue() == expected


def test_a_channel_that_the_caller_closed_swallows(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.prepare()
    console.data("x")
    console.say("x")
    sys.stdout.close()
    sys.stderr.close()


def test_a_channel_of_few_letters_prints_everything(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.prepare()
    console.data("居\ud800\n")
    assert raw.getvalue() == b"\\u5c45\\ud800\n"
