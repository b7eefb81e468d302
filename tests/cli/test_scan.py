import json
from datetime import date

import pytest

from bastide.cli.main import run
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source, Verdict
from bastide.model.graph import Unknown
from bastide.model.place import Place

HERE = Place("main.tf", 1, 1, 1, 9)
FAILURE = Finding(
    code="NET001",
    title="Open port",
    outcome=Outcome.FAIL,
    severity=Severity.HIGH,
    source=Source.BASTIDE,
    message="`a.b` is open",
    resource="a.b",
    place=HERE,
)
UNKNOWN = Unknown("var.x", "no value is given", HERE)
VERDICTS = {
    "pass": Verdict("stack", 1, (), {"NET001": 1}, ("a.c",), (), ()),
    "fail": Verdict("stack", 1, (FAILURE,), {}, (), (UNKNOWN,), ()),
    "unknown": Verdict("stack", 1, (), {}, (), (UNKNOWN,), ()),
    "nothing": Verdict("stack", 0, (), {}, (), (), ()),
}


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that makes the judge give one of the verdicts; it returns what the judge was asked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "main.tf").write_text('resource "a" "b" {}\n')

    def prepare(name):
        asked = {}

        def judge(tree, **options):
            asked.update(options, tree=tree)
            options["progress"]("half way")
            return VERDICTS[name]

        monkeypatch.setattr("bastide.app.scan.judge", judge)
        return asked

    return prepare


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize(
    ("name", "code", "lenient"), [("pass", 0, 0), ("fail", 1, 1), ("unknown", 2, 0), ("nothing", 2, 2)]
)
def test_the_exit_code_is_the_verdict_in_every_format(judged, name, code, lenient, form):
    judged(name)
    assert run(["scan", "stack", "--format", form]) == code
    assert run(["scan", "stack", "--format", form, "--allow-unknown"]) == lenient


def test_data_and_talk_keep_their_channels(judged, capsys):
    judged("fail")
    run(["scan", "stack"])
    out, err = capsys.readouterr()
    assert err == "scanning stack ...\n"
    assert out.startswith('high[NET001]: `a.b` is open\n  --> main.tf:1:1\n 1 | resource "a" "b" {}\n   | ^^^^^^^^\n')


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_report_for_programs_is_all_of_the_output(judged, capsys, form):
    judged("fail")
    run(["scan", "stack", "--format", form])
    assert json.loads(capsys.readouterr().out)


def test_a_report_can_go_to_a_file(judged, capsys, monkeypatch, tmp_path):
    judged("fail")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(["scan", "stack", "--output-file", "verdict.txt"]) == 1
    assert capsys.readouterr().out == ""
    text = (tmp_path / "verdict.txt").read_text()
    assert "verdict: fail" in text
    assert "\x1b" not in text


def test_a_report_that_can_not_be_written_is_no_verdict(judged, capsys):
    judged("pass")
    assert run(["scan", "stack", "--output-file", "missing/verdict.txt"]) == 2
    assert "error[APP002]" in capsys.readouterr().err


def test_colour_is_for_terminals_and_never_against_no_color(judged, capsys, monkeypatch):
    judged("fail")
    for variables, coloured in ((), False), (("FORCE_COLOR",), True), (("FORCE_COLOR", "NO_COLOR"), False):
        for name in ("FORCE_COLOR", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name in variables:
            monkeypatch.setenv(name, "1")
        run(["scan", "stack"])
        assert ("\x1b" in capsys.readouterr().out) is coloured


def test_the_day_is_the_given_one_or_today(judged):
    asked = judged("pass")
    run(["scan", "stack", "--today", "2027-03-31"])
    assert asked["today"] == date(2027, 3, 31)
    run(["scan", "stack"])
    assert abs((asked["today"] - date.today()).days) <= 1  # noqa: DTZ011 - the day here, as a person means it


def test_no_cache_means_none(judged, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked = judged("pass")
    run(["scan", "stack"])
    assert asked["cache"] == tmp_path / "bastide"
    run(["scan", "stack", "--no-cache"])
    assert asked["cache"] is None


def test_what_is_not_covered_is_listed_on_request(judged, capsys):
    judged("pass")
    run(["scan", "stack"])
    assert "a.c" not in capsys.readouterr().out
    run(["scan", "stack", "--verbose"])
    assert "  a.c\n" in capsys.readouterr().out


def test_the_name_of_a_tree_can_not_steer_the_terminal(judged, capsys):
    judged("pass")
    run(["scan", "sta\x1b[2Jck"])
    assert capsys.readouterr().err == "scanning sta␛[2Jck ...\n"
