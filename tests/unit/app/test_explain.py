import re

import pytest

from bastide.app.explain import explain, index, rules
from bastide.model.diagnostic import CannotAnswerError
from bastide.scan.checkov import engine


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


def test_a_check_of_checkov_is_explained_without_asking_checkov(monkeypatch):
    monkeypatch.setattr(engine, "names", lambda: pytest.fail("it was asked"))
    page = explain("ckv_aws_61")
    assert (page.code, page.name, page.severity) == ("CKV_AWS_61", "checkov", "high")
    assert page.title == "Ensure AWS IAM policy does not allow assume role permission across all services"
    assert page.sections["Controls"] == "IAM-10 Trust policies name exact principals"
    assert page.sections["中文"].splitlines()[0] == "IAM 策略不得允许所有服务担任角色。"
    assert "checkov" in page.sections["Whose check is this"]
    assert "`CKV_AWS_61`" in page.fix


def test_a_check_that_reports_have_no_chinese_for_is_asked_of_checkov():
    page = explain("CKV_AZURE_1")
    assert page.title.startswith("Ensure Azure Instance does not use basic authentication")
    assert "没有中文名称" in page.sections["中文"]
    assert "Controls" not in page.sections


@pytest.mark.parametrize("code", ["CKV_AWS_99999", "CKV_X", "CKV_AWS_"])
def test_what_neither_knows_stays_an_error(code):
    with pytest.raises(CannotAnswerError, match=f"APP004: there is no code `{code}`"):
        explain(code)
