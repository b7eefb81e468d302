"""A program with a fault on every line that says so: each is found there, by checkov, our rules and the proof.

`recorded.json` is the recording of that program; where the SDK is present it is recorded anew and must say the same.
"""

import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bastide.app import scan as app
from bastide.app.prove import prove
from bastide.app.proving import prover
from bastide.cli.main import run
from bastide.graph.read import Recorded
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.finding import Outcome, Subject, Word
from bastide.record.session import record
from bastide.report import json_report, sarif, verdict_text
from bastide.scan.judge import judge
from pulumi_scan.sdk import interpreter

HERE = Path(__file__).parent
PROGRAM = HERE / "program"
TODAY = date(2026, 12, 1)
ZONES = """
zones:
  room: {subnets: [aws_subnet.room-a]}
never:
  - {from: room, to: internet}
flows:
  - {from: room, to: room, allow: tcp/443, why: test}
"""


@pytest.fixture
def program(tmp_path):
    """Return a copy of the program, in whose folder nothing else is."""
    return Path(shutil.copytree(PROGRAM, tmp_path / "program", ignore=shutil.ignore_patterns("__pycache__")))


def recording(**changes):
    return {**json.loads((HERE / "recorded.json").read_text(encoding="utf-8")), **changes}


def judged(folder, said):
    return judge(Recorded(folder, said), today=TODAY, progress=[].append, prover=prover)


def expected():
    """Return what the program says is found on its lines."""
    found = Counter()
    for path in PROGRAM.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            codes = re.search(r"# finds: (.*)", line)
            found.update(
                (code, path.relative_to(PROGRAM).as_posix(), number) for code in (codes[1] if codes else "").split()
            )
    return found


def in_component():
    """Return the fault that stands inside a component."""
    (found,) = (one for one in expected() if one[1] != "__main__.py")
    return found


def failed(verdict):
    return Counter((one.code, one.place.file, one.place.line) for one in verdict.having(Outcome.FAIL))


def test_every_fault_is_found_on_its_line(program):
    verdict = judged(program, recording())
    assert verdict.problems == ()
    assert verdict.word is Word.FAIL
    assert expected().total() > 12
    assert expected() - failed(verdict) == Counter()
    marked = {code for code, _, _ in expected()} - {"CKV_AWS_145", "CKV_AWS_16"}
    assert {found for found in failed(verdict) if found[0] in marked} == set(expected()) - {
        found for found in expected() if found[0] not in marked
    }


def test_a_route_of_the_other_ip_version_breaks_a_promise_at_its_line(program):
    (program / "zones.yaml").write_text(ZONES)
    (program / "recording.json").write_text(json.dumps(recording()))
    proved = prove(program / "recording.json", zones=program / "zones.yaml", today=TODAY, progress=[].append)
    line = 1 + next(
        number for number, line in enumerate((PROGRAM / "parts/network.py").read_text().split("\n")) if "::/0" in line
    )
    steps = {
        str(place).rpartition(":")[0] for one in proved.verdict.findings for step in one.steps for place in step.places
    }
    assert f"parts/network.py:{line}" in steps


def test_the_forms_of_a_report_name_the_programs_own_lines(program):
    (program / "recording.json").write_text(json.dumps(recording()))
    scanned = app.scan(program / "recording.json", today=TODAY, cached=False, progress=[].append)
    text = verdict_text.verdict(scanned.verdict, scanned.sources)
    assert f"--> parts/network.py:{in_component()[2]}:" in text
    places = {one["place"]["file"] for one in json.loads(json_report.verdict(scanned.verdict))["findings"]}
    assert places == {"__main__.py", "parts/network.py"}
    (result, *_) = json.loads(sarif.verdict(scanned.verdict))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(("__main__.py", "network.py"))


def test_nothing_is_left_of_the_text_that_checkov_read(program, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    judged(program, recording())
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("ended", ["failed", "timed-out"])
def test_a_run_that_did_not_end_shows_what_it_found_and_gives_no_verdict(program, ended):
    said = recording(ended=ended, fault={"message": "ValueError: x", "file": "__main__.py", "line": 9})
    verdict = judged(program, said)
    assert verdict.word is Word.NO_VERDICT
    assert failed(verdict)[in_component()] == 1
    assert "incomplete" in verdict_text.verdict(verdict, {})


def test_a_program_that_registers_nothing_is_no_verdict(program):
    verdict = judged(program, recording(registrations=[], invokes=[]))
    assert verdict.word is Word.NO_VERDICT
    assert [one.code for one in verdict.problems] == ["SCAN027"]


def test_what_pulumi_does_by_itself_is_not_asked_for_and_said_to_be_left_out(program):
    api = {
        "number": 99,
        "urn": "u",
        "type": "aws:apigateway/restApi:RestApi",
        "name": "api",
        "custom": True,
        "inputs": {"name": "a"},
    }
    made = [{**api, "file": "__main__.py", "line": 9}]
    verdict = judged(program, recording(registrations=made, invokes=[]))
    assert set(verdict.left_out) == {"CKV_AWS_237"}
    assert "CKV_AWS_237" not in {one.code for one in verdict.findings}
    assert "CKV_AWS_237: Pulumi creates" in verdict_text.verdict(verdict, {})
    late = judged(program, recording(registrations=[{**made[0], "deleteBeforeReplace": True}], invokes=[]))
    assert late.left_out == {}
    assert "CKV_AWS_237" in {one.code for one in late.having(Outcome.FAIL)}


def test_a_marker_in_the_source_is_found_there(program):
    path = program / "__main__.py"
    path.write_text(path.read_text() + "# checkov:skip=CKV_AWS_16\n")
    line = path.read_text().count("\n")
    assert failed(judged(program, recording()))["CODE001", "__main__.py", line] == 1


@pytest.mark.parametrize("verb", ["scan", "prove"])
def test_a_program_is_not_run_unless_that_is_allowed(program, capsys, verb):
    assert run([verb, str(program)]) == 2
    said = capsys.readouterr().err
    assert "PUL020" in said
    assert "executes its code" in said
    assert f"bastide {verb} {program} --allow-run" in said


@pytest.mark.parametrize("verb", ["explain", "diff"])
def test_other_verbs_ask_for_a_recording(program, capsys, verb):
    words = {"explain": ["explain", "a->b", "--in", str(program)], "diff": ["diff", str(program), str(program)]}
    assert run(words[verb]) == 2
    assert "bastide record" in capsys.readouterr().err


def test_configuration_of_another_shape_is_refused(program, capsys):
    assert run(["scan", str(program), "--allow-run", "--config", "key"]) == 2
    assert "KEY=VALUE" in capsys.readouterr().err


def test_neither_of_a_program_and_terraform_in_one_directory_is_taken_for_both(program):
    (program / "main.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    with pytest.raises(CannotAnswerError) as caught:
        app.scan(program, today=TODAY, cached=False, progress=[].append)
    assert [one.code for one in caught.value.diagnostics] == ["PUL026"]


@pytest.mark.pulumi
def test_the_recording_is_what_the_sdk_says(program, root):
    anew = record(program, python=interpreter(root))
    assert failed(judged(program, anew)) >= expected()
    heard = []
    allowed = app.Run(allowed=True, python=interpreter(root), stack="dev", seconds=120)
    verdict = app.scan(program, today=TODAY, cached=True, progress=heard.append, run=allowed).verdict
    assert verdict.subject is Subject.PROGRAM
    assert any("recorded only" in line for line in heard)
    assert failed(verdict) >= expected()
