"""`bastide report` on the committed example, as a user runs it."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from bastide.cli.main import run

ROOT = Path(__file__).parents[2]
STACK = str(ROOT / "examples/cloud-window/stack")
TODAY = ("--today", "2026-12-01")


@pytest.fixture
def report(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def answer(*arguments):
        code = run(["report", *arguments, *TODAY])
        return code, *capsys.readouterr()

    return answer


def test_the_example_is_reported_in_text(report):
    code, out, err = report(STACK)
    assert err.startswith("reporting on ")
    assert "not satisfied 0" in out.splitlines()[-2]
    assert code == (2 if "no evidence (" in out else 0)


def test_the_same_report_stands_in_chinese(report):
    _, out, _ = report(STACK, "--lang", "zh")
    assert "政务云平台安全基线控制目录" in out
    assert "不满足 0" in out


def test_programs_get_the_whole_of_it(report):
    _, out, _ = report(STACK, "--format", "json")
    document = json.loads(out)
    schema = json.loads((ROOT / "docs/reference/report-v1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document["controls"]) == sum(document["coverage"].values()) == 117


def test_a_report_on_nothing_is_no_answer(report, tmp_path):
    code, out, _ = report(str(tmp_path / "gone"))
    assert (code, out) == (2, "")


def test_a_control_that_does_not_hold_is_an_answer_of_no(report, tmp_path):
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    code, out, _ = report(str(tmp_path))
    assert code == 1
    assert "BND-16" in out.partition("no evidence (")[0]


def test_a_failed_check_is_an_answer_of_no_whatever_rests_on_it(report, tmp_path):
    stack = shutil.copytree(STACK, tmp_path / "stack", ignore=shutil.ignore_patterns("manifest.json"))
    part = stack / "store-portal-assets.tf"
    hidden = "\n# checkov:skip=CKV_AWS_18: a person said so\n"
    part.write_text(part.read_text("utf-8").replace("{\n", f"{{{hidden}", 1), "utf-8")
    code, out, _ = report(str(stack))
    assert code == 1
    assert "CODE001" in out


@pytest.mark.parametrize("form", ["junit", "github", "gitlab"])
def test_ci_gets_the_same_answer_in_its_own_form(report, tmp_path, form):
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    code, out, _ = report(str(tmp_path), "--format", form)
    assert code == 1
    assert "LOG002" in out or "CKV2_AWS_11" in out


def test_what_changed_since_an_earlier_report_is_said(report, tmp_path):
    (tmp_path / "stack").mkdir()
    main = tmp_path / "stack/main.tf"
    main.write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    kept = str(tmp_path / "report.json")
    report(str(main.parent), "--format", "json", "--output", kept)
    assert "nothing has changed" in report(str(main.parent), "--previous", kept)[1]
    main.write_text(main.read_text() + '\nresource "aws_vpc" "b" {\n  cidr_block = "10.1.0.0/16"\n}\n')
    _, out, _ = report(str(main.parent), "--previous", kept)
    assert "new LOG002" in out.partition("changes since the previous run")[2]


def test_a_file_that_is_no_report_can_not_be_compared_with(report, tmp_path):
    (tmp_path / "old.json").write_text("{}")
    code, out, err = report(STACK, "--previous", str(tmp_path / "old.json"))
    assert (code, out) == (2, "")
    assert "APP010" in err
    assert "fix: keep one with" in err


@pytest.mark.parametrize("form", ["json", "junit", "github", "gitlab", "sarif", "oscal"])
def test_a_form_that_does_not_say_what_changed_refuses_to_be_asked(report, tmp_path, form):
    code, out, err = report(STACK, "--format", form, "--output", str(tmp_path / "out"), "--previous", "old.json")
    assert (code, out) == (2, "")
    assert f"`{form}` does not say what changed" in err
    assert not (tmp_path / "out").exists()


def test_oscal_documents_are_written_to_a_directory_and_not_into_the_stack(report, tmp_path):
    folder = tmp_path / "oscal"
    assert report(STACK, "--format", "oscal", "--output", str(folder))[0] == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "assessment-plan.json",
        "assessment-results.json",
        "catalog.json",
        "component-definition.json",
        "manifest.json",
    ]
    text = "".join(one.read_text("utf-8") for one in folder.iterdir())
    assert str(ROOT) not in text
    code, _, err = report(STACK, "--format", "oscal", "--output", f"{STACK}/oscal")
    assert (code, "APP003" in err) == (2, True)
    assert report(STACK, "--format", "oscal")[0] == 2


def test_sarif_holds_the_controls_beside_the_findings(report):
    code, out, _ = report(STACK, "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    assert code == 0
    assert {"BND-04", "CKV2_AWS_5"} <= {one["ruleId"] for one in run_["results"]}
    assert str(ROOT) not in out


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "junit"])
def test_a_stack_that_lacks_a_file_says_in_every_form_that_there_is_no_verdict_and_why(report, tmp_path, form):
    stack = tmp_path / "stack"
    shutil.copytree(STACK, stack)
    (stack / "runbooks/failover.md").unlink()
    code, out, _ = report(str(stack), "--format", form)
    assert code == 2
    assert out.count("no verdict: ") == 1
    assert "`runbooks/failover.md` is listed in `manifest.json` but missing" in out
    assert "is not as it was generated" not in out
