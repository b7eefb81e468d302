from bastide.facts.case import Case
from bastide.model.graph import Graph
from support.judging import rule

RULE = "edited_output"
WANTED = {"a.tf": "1f", "b.tf": "2e"}


def said(found):
    case = Case(Graph((), (), (), (), ()), wanted=WANTED, found=found)
    return [(str(one.outcome), one.place.file) for one in rule(RULE).check(case)]


def test_files_as_generated_are_right():
    assert said(WANTED) == [("pass", "a.tf"), ("pass", "b.tf")]


def test_another_digest_is_found():
    assert said({**WANTED, "b.tf": "3d"}) == [("pass", "a.tf"), ("fail", "b.tf")]
