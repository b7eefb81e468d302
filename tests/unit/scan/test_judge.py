import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from bastide.model.finding import Subject, Word
from bastide.model.intent import DeclaredWaiver
from bastide.model.intent_json import dumps
from bastide.scan import own, verdict_json
from bastide.scan.judge import judge
from bastide.scan.registry import all_rules
from support.judging import INTENT

TODAY = date(2026, 11, 22)
KEY = 'resource "aws_kms_key" "x" {\n  enable_key_rotation = true\n}\n'
OPEN = """resource "aws_security_group" "x" {
  egress = []
  ingress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"""


def judged(folder, text=None, *, checkov=False, heard=None):
    if text is not None:
        (folder / "main.tf").write_text(text)
    return judge(folder, today=TODAY, progress=([] if heard is None else heard).append, checkov=checkov)


def failed(verdict):
    return {finding.code for finding in verdict.findings if str(finding.outcome) == "fail"}


def test_a_clean_tree_passes_and_a_bad_one_fails(tmp_path):
    assert judged(tmp_path, KEY).word is Word.PASS
    verdict = judged(tmp_path, KEY + OPEN)
    assert verdict.word is Word.FAIL
    assert failed(verdict) == {"NET001"}


def test_checkov_takes_part_and_the_first_line_comes_before_it(tmp_path):
    heard = []
    verdict = judged(tmp_path, KEY + OPEN, checkov=True, heard=heard)
    assert {"NET001", "CKV2_AWS_64"} <= failed(verdict)
    assert heard[0].startswith("reading")
    assert verdict.passed["CKV_AWS_7"] == 1
    assert verdict.not_covered == ()


def test_an_empty_or_missing_directory_is_no_verdict(tmp_path):
    assert judged(tmp_path).word is Word.NO_VERDICT
    assert judged(tmp_path / "gone").word is Word.NO_VERDICT
    assert judged(tmp_path, "# nothing\n").word is Word.NO_VERDICT
    assert [one.code for one in judged(tmp_path).problems] == ["SCAN027"]


def test_one_unparsable_file_costs_the_verdict_but_not_the_findings(tmp_path):
    (tmp_path / "bad.tf").write_text('resource "x" {')
    verdict = judged(tmp_path, OPEN, checkov=True)
    assert verdict.word is Word.NO_VERDICT
    assert failed(verdict) == {"NET001"}


def test_what_cannot_be_evaluated_is_never_a_pass(tmp_path):
    assert judged(tmp_path, KEY.replace("true", "var.rotate")).word is Word.UNKNOWN


def test_a_broken_declaration_is_no_verdict(tmp_path):
    (tmp_path / "intent.json").write_text("{}")
    verdict = judged(tmp_path, KEY)
    assert [one.code for one in verdict.problems] == ["SCAN020"]


def test_a_rule_that_breaks_off_is_no_verdict(tmp_path, monkeypatch):
    def broken(_):
        raise KeyError

    rules = (replace(all_rules()[0], check=broken), *all_rules()[1:])
    monkeypatch.setattr(own, "all_rules", lambda: rules)
    verdict = judged(tmp_path, OPEN)
    assert [one.code for one in verdict.problems] == ["SCAN026"]
    assert "NET001" in failed(verdict)


def test_waivers_come_from_the_declaration(tmp_path):
    waiver = DeclaredWaiver("NET001", "zone/edge", "web", "why", date(2027, 1, 1), ("main.tf",))
    other = replace(waiver, check="NET002")
    intent = replace(INTENT, waivers=(waiver, other), stores=(), roles=(), logs=(), flows=(), separate=())
    (tmp_path / "intent.json").write_text(dumps(intent))
    verdict = judged(tmp_path, OPEN)
    assert "NET001" not in failed(verdict)
    assert [one.waiver for one in verdict.findings if one.code == "NET001"] == [waiver]
    assert verdict.unused_waivers == (other,)


def test_a_marker_in_a_file_that_is_not_evaluated_is_found(tmp_path):
    (tmp_path / "x_override.tf").write_text("# checkov:skip=CKV_AWS_7\n")
    assert "CODE001" in failed(judged(tmp_path, KEY))


@pytest.mark.parametrize("text", [KEY, OPEN, KEY + "variable"])
def test_a_verdict_survives_its_text(tmp_path, text):
    verdict = judged(tmp_path, text)
    assert verdict_json.loads(verdict_json.dumps(verdict)) == verdict


def test_two_runs_say_the_same(tmp_path):
    assert judged(tmp_path, KEY + OPEN, checkov=True) == judged(tmp_path, KEY + OPEN, checkov=True)


@pytest.fixture
def plan(root, tmp_path):
    return shutil.copy(root / "tests/fixtures/plans/modules/created.json", tmp_path / "plan.json")


def of_plan(plan):
    return judge(plan, today=TODAY, progress=[].append)


def test_a_plan_is_judged_by_our_own_rules_alone(plan):
    verdict = of_plan(plan)
    assert verdict.subject is Subject.PLAN
    assert verdict.problems == ()
    assert verdict.evaluated == 31
    assert {finding.place.file for finding in verdict.findings} == {"plan.json"}
    assert "NET001" in failed(verdict)
    codes = {*verdict.passed, *(finding.code for finding in verdict.findings)}
    assert not any(code.startswith("CKV") for code in codes)
    assert "aws_eip.bastion[0]" not in verdict.not_covered
    assert "module.main.aws_internet_gateway.this" in verdict.not_covered


def test_what_was_declared_beside_a_plan_counts_and_the_files_it_was_made_from_do_not(plan, tmp_path):
    digests = {"files": {"main.tf": {"sha256": "0"}, "intent.json": {"sha256": "0"}}}
    (tmp_path / "manifest.json").write_text(json.dumps(digests))
    assert of_plan(plan).problems == ()
    (tmp_path / "intent.json").write_text(dumps(INTENT))
    assert [one.code for one in of_plan(plan).problems] == ["SCAN023"]
    assert "NET007" in {one.code for one in of_plan(plan).findings}


def test_a_file_that_is_no_plan_is_no_verdict(tmp_path):
    (tmp_path / "main.tf").write_text(KEY)
    verdict = of_plan(tmp_path / "main.tf")
    assert verdict.word is Word.NO_VERDICT
    assert [one.code for one in verdict.problems] == ["SCAN005"]


def test_a_marker_in_a_plan_is_found_once(plan):
    text = plan.read_text().replace('"omits egress"', '"checkov:skip=CKV_AWS_24"')
    plan.write_text(text)
    assert text.count("checkov:skip") > 1
    assert [one.code for one in of_plan(plan).findings].count("CODE001") == 1
