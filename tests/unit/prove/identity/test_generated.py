"""Whatever spec a stack is made from: every need of it is met, and nobody may do more."""

import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.model.intent_json import loads
from bastide.prove.identity.findings import findings

TODAY = date(2026, 11, 22)
SPECS = [
    "tests/unit/prove/identity/duties.yaml",
    "tests/specs/pass/every-key.yaml",
    "tests/specs/pass/minimal.yaml",
    "tests/specs/pass/regions-of-china.yaml",
    "tests/specs/pass/without-a-profile.yaml",
]


def stack(root, folder, spec):
    shutil.copytree((root / spec).parent, folder / "in")
    return generate(
        folder / "in" / spec.rpartition("/")[2], output=folder / "out", today=TODAY, discard_edits=False
    ).tree


def judge(tree):
    return findings(Case(read_tree(tree), loads((tree / "intent.json").read_text("utf-8"))))


@pytest.mark.parametrize("spec", SPECS)
def test_a_generated_stack_has_no_fault_and_no_doubt(root, tmp_path, spec):
    found = judge(stack(root, tmp_path, spec))
    assert [(one.code, one.message) for one in found if one.outcome is not Outcome.PASS] == []
    assert found


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [
        ("IDN002", "role-vendor.tf", "DateLessThan", "DateGreaterThan"),
        ("IDN009", "role-vendor.tf", '["s3:Get*", "s3:List*"]', '["s3:List*"]'),
        ("IDN011", "role-vendor.tf", '["s3:GetObject"]', '["s3:ListBucket"]'),
        ("IDN011", "role-vendor.tf", "DateGreaterThan", "DateLessThan"),
        ("IDN011", "role-clerk.tf", '["elasticfilesystem:ClientMount"]', '["elasticfilesystem:ClientWrite"]'),
        ("IDN011", "role-steward.tf", 'PrincipalTag/bastide:approved" = "steward"', 'PrincipalTag/x" = "steward"'),
    ],
)
def test_a_planted_fault_is_found_at_its_line(root, tmp_path, code, file, old, new):
    tree = stack(root, tmp_path, SPECS[0])
    if code == "IDN009":  # the grant that the denial guards against
        shared = (tree / file).read_text("utf-8").replace('"${aws_s3_bucket.shared.arn}/*"', '"*"')
        (tree / file).write_text(shared, "utf-8")
        assert code not in {one.code for one in judge(tree) if one.outcome is Outcome.FAIL}
    text = (tree / file).read_text("utf-8")
    assert old in text
    (tree / file).write_text(text.replace(old, new, 1), "utf-8")
    line = text[: text.index(old)].count("\n") + 1
    bad = [one for one in judge(tree) if one.outcome is Outcome.FAIL and one.code == code]
    places = [place for one in bad for place in (one.place, *(label.place for label in one.related))]
    assert any(one.file == file and one.line <= line <= one.end_line for one in places if one), [
        (one.message, str(one.place)) for one in bad
    ]
