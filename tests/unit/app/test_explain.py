import re

import pytest

from bastide.app.explain import explain, index, rules
from bastide.model.diagnostic import CannotAnswerError


@pytest.mark.parametrize("wanted", ["NET001", "net001", " NET001 ", "world-open-ingress"])
def test_a_rule_is_found_by_code_or_name(wanted):
    page = explain(wanted)
    assert (page.code, page.name) == ("NET001", "world-open-ingress")
    assert page.sections["Why is this bad"]
    assert page.fix


def test_every_rule_has_a_page():
    pages = index()
    assert len(pages) >= 1
    assert [explain(page.code) for page in pages] == list(pages)


def test_a_fault_of_a_spec_is_explained():
    page = explain("missing-key")
    assert page.code == "SPEC005"
    assert page.sections["Why is this bad"]


def test_an_unknown_code_is_refused_with_a_suggestion():
    with pytest.raises(CannotAnswerError, match="APP004: there is no code `NET01`; did you mean `NET0"):
        explain("NET01")


def test_every_rule_is_told_in_chinese_as_well():
    told = [explain(one.meta.code).sections["中文"] for one in rules()]
    assert [
        one for one in told if one.count("\n") != 2 or not re.search("[\u4e00-\u9fff]。\n.*整改：", one, re.DOTALL)
    ] == []
