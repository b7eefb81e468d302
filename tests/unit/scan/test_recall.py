import os
import sys
from datetime import date
from pathlib import Path
from subprocess import run

import pytest

from bastide.model.finding import Subject
from bastide.scan import recall
from bastide.scan.judge import judge

TODAY = date(2026, 11, 22)
KEY = 'resource "aws_kms_key" "x" {\n  enable_key_rotation = true\n}\n'


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "main.tf").write_text(KEY)
    return folder


def scanned(tree, today=TODAY, *, checkov=True):
    """Return a verdict and whether it was judged anew."""
    heard = []
    verdict = judge(tree, today=today, progress=heard.append, cache=tree.parent / "cache", checkov=checkov)
    return verdict, len(heard) > 1


def test_an_unchanged_tree_is_not_judged_again(tree):
    first, anew = scanned(tree)
    assert anew
    assert scanned(tree) == (first, False)


def test_a_moved_tree_is_recalled_by_its_new_name(tree):
    scanned(tree)
    moved = tree.rename(tree.parent / "moved")
    verdict, anew = scanned(moved)
    assert not anew
    assert verdict.tree == str(moved)


def test_a_tree_whose_name_is_not_utf8_is_recalled_too(tree):
    odd = tree.rename(Path(os.fsdecode(os.fsencode(tree.parent) + b"/n\xff")))
    (odd / os.fsdecode(b"f\xff.tf")).write_text(KEY.replace('"x"', '"y"'))
    first, _ = scanned(odd)
    assert first.evaluated == 2
    assert scanned(odd) == (first, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main.tf", KEY.replace("true", "false")),
        ("more.tf", KEY.replace('"x"', '"y"')),
        ("x_override.tf", ""),
        ("x.tf.json", "{}"),
        ("main.tofu", ""),
        ("terraform.tfvars", "a = 1"),
        ("intent.json", "{}"),
        ("manifest.json", "{}"),
        ("modules/m/main.tf", KEY),
    ],
)
def test_whatever_changes_a_verdict_is_judged_again(tree, name, text):
    scanned(tree)
    (tree / name).parent.mkdir(parents=True, exist_ok=True)
    (tree / name).write_text(text)
    before = judge(tree, today=TODAY, progress=lambda _: None)
    assert scanned(tree)[0] == before


def test_another_day_or_another_rule_is_judged_again(tree, monkeypatch):
    scanned(tree)
    assert scanned(tree, today=date(2026, 11, 23))[1]
    monkeypatch.setattr(recall, "_judges", lambda: "another")
    assert scanned(tree)[1]


def test_a_verdict_without_checkov_is_never_recalled_as_a_whole_one(tree):
    scanned(tree, checkov=False)
    verdict, anew = scanned(tree)
    assert anew
    assert "CKV_AWS_7" in verdict.passed


def test_a_tree_without_verdict_is_judged_every_time(tree):
    (tree / "main.tf").write_text("resource {")
    scanned(tree)
    assert list((tree.parent / "cache").glob("*")) == []


def test_a_spoilt_entry_is_judged_again(tree, monkeypatch):
    first, _ = scanned(tree)
    monkeypatch.setattr(recall.cache, "load", lambda *_: b"{}")
    assert scanned(tree) == (first, True)


def test_recalling_imports_neither_checkov_nor_the_rules(tree, root):
    scanned(tree)
    program = (
        "import sys, pathlib, datetime; from bastide.scan.judge import judge;"
        f"judge(pathlib.Path({str(tree)!r}), today=datetime.date(2026, 11, 22), progress=lambda _: None,"
        f" cache=pathlib.Path({str(tree.parent / 'cache')!r}));"
        "print('checkov' in sys.modules, 'bastide.scan.rules.world_open_ingress' in sys.modules)"
    )
    answer = run((sys.executable, "-c", program), cwd=root / "generator", capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]


def test_a_verdict_on_a_plan_is_kept_as_long_as_it_and_what_was_declared_beside_it(tree, root):
    plan = tree / "plan.json"
    plan.write_bytes((root / "tests/fixtures/plans/modules/created.json").read_bytes())

    def kept():
        scanned(plan)
        return len(list((tree / "cache").glob("*.verdict")))

    assert (kept(), kept()) == (1, 1)
    assert scanned(plan)[0].subject is Subject.PLAN
    (tree / "main.tf").write_text("")
    assert kept() == 1
    plan.write_bytes(plan.read_bytes().replace(b"10.2.0.0/16", b"10.3.0.0/16"))
    assert kept() == 2
    (tree / "manifest.json").write_text('{"files": {}}')
    assert kept() == 3


def test_a_tree_that_calls_modules_is_judged_each_time(tree):
    (tree / "more.tf").write_text('module "net" {\n  source = "../net"\n}\n')
    scanned(tree, checkov=True)
    assert scanned(tree)[1]
