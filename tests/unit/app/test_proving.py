"""What a scan adds from the proofs: findings that waivers reach, that the cache keeps, and that new code renews."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

import bastide
from bastide.app.proving import prover
from bastide.model.finding import Outcome, Word
from bastide.scan import recall, verdict_json
from bastide.scan.judge import judge
from support.judging import INTENT, case
from support.proving import SOUND

TODAY = date(2026, 12, 1)
HOLE = """
resource "aws_vpc_security_group_ingress_rule" "hole" {
  security_group_id = aws_security_group.vault.id
  cidr_ipv4         = "10.40.4.0/23"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
"""
GRANT = """
resource "aws_iam_role" "hole" {
  name = "hole"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "210987654321" } }]
  })
}
resource "aws_iam_role_policy" "hole" {
  role = aws_iam_role.hole.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
"""


@pytest.fixture
def stack(root, tmp_path):
    """A copy of the committed stack."""
    return Path(shutil.copytree(root / "examples/cloud-window/stack", tmp_path / "stack"))


def scanned(tree):
    return judge(tree, today=TODAY, progress=lambda _: None, checkov=False, prover=prover)


def codes(verdict, outcome=Outcome.FAIL):
    return {finding.code for finding in verdict.having(outcome) if finding.code[:3] in ("SEG", "IDN")}


def plant(tree, text, name="hole.tf"):
    (tree / name).write_text(text)


def waive(tree, *checks, until="2027-03-31"):
    file = tree / "intent.json"
    intent = json.loads(file.read_text())
    terms = {"owner": "web-team", "why": "a trial", "until": until, "target": "stack", "files": ["hole.tf"]}
    intent["waivers"] += [{"check": check, **terms} for check in checks]
    file.write_text(json.dumps(intent))


def test_a_sound_stack_has_no_finding_of_a_proof(stack):
    assert codes(scanned(stack)) == codes(scanned(stack), Outcome.UNKNOWN) == set()


def test_a_planted_hole_is_found_by_a_scan(stack):
    plant(stack, HOLE)
    assert "SEG003" in codes(scanned(stack))


def test_a_waiver_reaches_it_until_its_day(stack):
    plant(stack, HOLE)
    found = codes(scanned(stack))
    waive(stack, *found)
    assert codes(scanned(stack)) == set()
    assert codes(scanned(stack), Outcome.WAIVED) == found


def test_a_waiver_that_has_lapsed_does_not(stack):
    plant(stack, HOLE)
    waive(stack, "SEG003", until="2026-11-30")
    assert "SEG003" in codes(scanned(stack))


def test_findings_of_identity_are_waived_alike(stack):
    plant(stack, GRANT)
    here = {
        one.code for one in scanned(stack).having(Outcome.FAIL) if one.place.file == "hole.tf" and one.code[0] == "I"
    }
    assert here
    waive(stack, *here)
    verdict = scanned(stack)
    assert not [one for one in verdict.having(Outcome.FAIL) if one.place.file == "hole.tf" and one.code[0] == "I"]
    assert here <= {one.code for one in verdict.having(Outcome.WAIVED)}


def test_a_verdict_with_steps_comes_back_from_the_cache_as_it_was(stack):
    plant(stack, HOLE)
    (stack / "zone-vault.tf").write_text((stack / "zone-vault.tf").read_text().replace("5432", "5433"))
    verdict = scanned(stack)
    assert any(finding.steps for finding in verdict.findings)
    assert verdict_json.loads(verdict_json.dumps(verdict)) == verdict


def test_new_code_of_the_prover_makes_old_verdicts_worthless(tmp_path, monkeypatch):
    copy = Path(shutil.copytree(Path(bastide.__file__).parent, tmp_path / "bastide"))
    monkeypatch.setattr(bastide, "__file__", str(copy / "__init__.py"))
    before = recall._judges.__wrapped__()
    assert recall._judges.__wrapped__() == before
    with (copy / "prove/segmentation/dead.py").open("a") as file:
        file.write("# another rule\n")
    assert recall._judges.__wrapped__() != before


def test_where_nothing_is_declared_what_is_not_modelled_is_no_gap():
    text = SOUND.replace('"10.40.2.0/24"', "var.block") + 'variable "block" {\n  type = string\n}\n'
    claimed, unclaimed = prover(case(text, INTENT))[0], prover(case(text, None))[0]
    assert any(one.code == "SEG007" for one in claimed)
    assert not any(one.outcome is Outcome.UNKNOWN for one in unclaimed)


def test_a_missing_numpy_is_a_problem_of_the_verdict(stack, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "numpy" or name.startswith("bastide.prove")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    verdict = scanned(stack)
    assert [problem.code for problem in verdict.problems] == ["PRV003"]
    assert verdict.word is Word.NO_VERDICT
