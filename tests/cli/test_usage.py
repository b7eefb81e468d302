import re

import pytest

from bastide import __version__
from bastide.cli.main import run

VERBS = [
    "init",
    "check",
    "expand",
    "generate",
    "scan",
    "prove",
    "report",
    "diff",
    "verify",
    "record",
    "rehearse",
    "explain",
    "doctor",
    "schema",
    "modules",
    "blueprints",
]


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_every_verb_with_a_whole_sentence(capsys, flag):
    assert run([flag]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert re.findall(r"^  ([a-z]+) +[A-Z].*\.$", out, re.MULTILINE) == VERBS
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(capsys, verb):
    assert run([verb, "-h"]) == 0
    assert f"Usage: bastide {verb}" in capsys.readouterr().out


def test_the_version_is_printed(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"bastide {__version__}\n"


def test_nothing_asked_is_no_answer(capsys):
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: bastide")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scna"], "Did you mean 'scan'"),
        (["scan", "x", "--fromat", "json"], "Did you mean --format?"),
        (["scan"], "'DIR'"),
        (["scan", "x", "--format", "yaml"], "'yaml' is not one of 'text', 'json', 'sarif'"),
        (["check", "--today", "tomorrow"], "'tomorrow' does not match"),
        (["check", "--today", "2026-02-30"], "'2026-02-30' does not match"),
        (["generate", "--target", "bicep"], "'bicep'"),
        (["report", "x", "--seconds", "-1"], "`-1` is no time in which a program could end"),
        (["scan", "x", "--seconds", "0"], "give a number of seconds above 0"),
        (["prove", "x", "--seconds", "nan"], "`nan` is no time"),
        (["record", "x", "--seconds", "inf"], "`inf` is no time"),
        (["check", "a", "b"], "b"),
        (["check", "a", "\x1b[2J"], "[2J"),
    ],
)
def test_wrong_usage_is_no_answer_and_says_what_was_meant(capsys, arguments, said):
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert re.search(r"\n  fix: bastide( [a-z]+)? --help\n$", err)
    assert "\x1b" not in err
