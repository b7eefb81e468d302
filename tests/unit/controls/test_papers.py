from dataclasses import replace

import pytest

from support.grounds import ground, piece, ruling, status
from support.judging import INTENT, store

CLASSES = piece("spec", claim="in", path="stores.*.data_class", values=("general", "important", "core"))
PAGE = piece("artifact", claim="unchanged", path="runbooks/*.md")


def declared(**changes):
    return ground(intent=replace(INTENT, **changes))


def test_every_declared_value_is_held_against_the_claim():
    assert status(CLASSES, on=declared(stores=(store("a"), store("b")))) == "satisfied"
    found = ruling(CLASSES, on=declared(stores=(store("a"), store("b", data_class="secret"))))
    assert str(found.status) == "not satisfied"
    assert [one.message for one in found.answers[0].findings] == [
        "`stores.b.data_class` is declared as `secret`; wanted: general, important or core"
    ]


def test_no_store_is_no_evidence_for_stores():
    assert status(CLASSES, on=declared(stores=())) == "no evidence"
    assert status(CLASSES, on=ground(intent=None)) == "no evidence"


@pytest.mark.parametrize(
    ("claim", "path", "values", "word"),
    [
        ("present", "separate", (), "not satisfied"),
        ("present", "platform", (), "satisfied"),
        ("at_least", "stores.*.rpo_minutes", ("60",), "satisfied"),
        ("at_least", "stores.*.rpo_minutes", ("61",), "not satisfied"),
        ("at_most", "stores.*.rpo_minutes", ("59",), "not satisfied"),
        ("includes", "frameworks", ("gm3",), "not satisfied"),
        ("includes", "frameworks", ("mlps3",), "satisfied"),
        ("present", "stores.*.personal", (), "satisfied"),
    ],
)
def test_claims_about_the_declaration(claim, path, values, word):
    on = declared(separate=(), stores=(store("a"),), frameworks=("mlps3",))
    assert status(piece("spec", claim=claim, path=path, values=values), on=on) == word


def files(wanted, found):
    whole = ground()
    return replace(whole, case=replace(whole.case, wanted=wanted, found=found))


def test_a_file_is_evidence_as_long_as_it_is_the_generated_one():
    assert status(PAGE, on=files({"runbooks/failover.md": "a"}, {"runbooks/failover.md": "a"})) == "satisfied"
    assert status(PAGE, on=files({"runbooks/failover.md": "a"}, {"runbooks/failover.md": "b"})) == "not satisfied"
    assert status(PAGE, on=files({"runbooks/failover.md": "a"}, {})) == "not satisfied"
    assert status(PAGE, on=files({"main.tf": "a"}, {"main.tf": "a"})) == "no evidence"


def test_a_file_that_is_gone_was_not_edited():
    (gone,) = ruling(PAGE, on=files({"runbooks/failover.md": "a"}, {})).answers[0].findings
    (edited,) = ruling(PAGE, on=files({"runbooks/failover.md": "a"}, {"runbooks/failover.md": "b"})).answers[0].findings
    assert gone.message == "`runbooks/failover.md` is missing"
    assert edited.message == "`runbooks/failover.md` is not as it was generated"


def test_without_a_list_of_files_nobody_says_that_there_are_none():
    (unlisted,) = ruling(PAGE, on=files({}, {})).answers
    (unnamed,) = ruling(PAGE, on=files({"main.tf": "a"}, {"main.tf": "a"})).answers
    assert unlisted.note.en.startswith("no list of generated files (`manifest.json`) was read")
    assert unlisted.note.zh.startswith("未读到生成文件清单")
    assert unnamed.note.en == "the list of generated files (`manifest.json`) names no such file"
