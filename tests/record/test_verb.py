"""`bastide record`, from its words to its exit code."""

import json

import pytest

from bastide.cli.main import run as bastide

pytestmark = pytest.mark.pulumi


@pytest.fixture
def program(run, python):
    folder = run("").folder
    return lambda text: ((folder / "__main__.py").write_text(text), [str(folder), "--python", str(python)])[1]


BUCKET = "import pulumi_aws as aws\naws.s3.Bucket('b', bucket='b')\n"


def test_nothing_is_executed_unasked(program, capsys):
    assert bastide(["record", *program("raise SystemExit(1)")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[PUL001]" in err


def test_the_recording_is_the_only_thing_printed(program, capsys):
    assert bastide(["record", *program(BUCKET + "print('hello')\n"), "--allow-run"]) == 0
    out, err = capsys.readouterr()
    assert [one["name"] for one in json.loads(out)["registrations"]] == ["b"]
    assert "1 resources" in err


def test_a_failure_is_told_with_its_line_and_the_rest_is_kept(program, capsys, tmp_path):
    words = ["record", *program(BUCKET + "1 / 0\n"), "--allow-run", "-o", str(tmp_path / "recording.json")]
    assert bastide(words) == 2
    out, err = capsys.readouterr()
    recording = json.loads((tmp_path / "recording.json").read_text())
    assert (out, recording["ended"], len(recording["registrations"])) == ("", "failed", 1)
    assert "error[PUL010]" in err
    assert "__main__.py:3" in err


def test_configuration_and_time_are_taken(program, capsys):
    text = "import pulumi\npulumi.export('k', pulumi.Config().require('k'))\n"
    assert bastide(["record", *program(text), "--allow-run", "--config", "k=v", "--seconds", "40"]) == 0
    assert json.loads(capsys.readouterr().out)["outputs"] == {"k": "v"}
