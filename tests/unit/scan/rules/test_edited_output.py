from hashlib import sha256

from bastide.model.graph import Graph
from bastide.scan.facts.case import Case
from support.judging import rule

RULE = "edited_output"
TEXTS = {"a.tf": "one\n", "b.tf": "two\r\n", "own.tf": "mine\n"}
DIGESTS = {name: sha256(text.encode()).hexdigest() for name, text in TEXTS.items() if name != "own.tf"}


def said(texts):
    case = Case(Graph((), (), (), (), ()), None, texts, DIGESTS)
    return [(str(one.outcome), one.place.file) for one in rule(RULE).check(case)]


def test_files_as_generated_are_right_and_own_files_are_not_judged():
    assert said(TEXTS) == [("pass", "a.tf"), ("pass", "b.tf")]


def test_one_changed_byte_is_found():
    assert said({**TEXTS, "b.tf": "two\n"}) == [("pass", "a.tf"), ("fail", "b.tf")]
