import pytest

from bastide.facts.rule import SECTIONS
from bastide.model.finding import Outcome
from bastide.scan.registry import all_rules
from support.judging import case

RULES = all_rules()
UNKNOWN = {"existing_part"}
IN_HCL = [rule for rule in RULES if rule.word != "edited_output"]


def word(rule):
    return rule.word


def said(rule, section):
    return {finding.outcome for finding in rule.check(case(rule.meta.sections[section]))}


def test_there_are_rules_and_no_code_is_used_twice():
    codes = [rule.meta.code for rule in RULES]
    assert len(codes) == len(set(codes)) > 20


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_a_rule_explains_itself_in_the_fixed_sections(rule):
    assert tuple(rule.meta.sections) == SECTIONS
    assert all(rule.meta.sections.values())
    assert rule.meta.title
    assert rule.meta.fix.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_a_rule_has_a_test_and_a_page_of_its_name(rule, root):
    assert (root / f"tests/unit/scan/rules/test_{rule.word}.py").is_file()
    assert (root / f"docs/rules/{rule.word}.md").is_file()


@pytest.mark.parametrize("rule", IN_HCL, ids=word)
def test_the_example_fails(rule):
    assert (Outcome.UNKNOWN if rule.word in UNKNOWN else Outcome.FAIL) in said(rule, "Example")


@pytest.mark.parametrize("rule", IN_HCL, ids=word)
def test_what_to_use_instead_does_not_fail(rule):
    assert said(rule, "Use instead") <= {Outcome.PASS}


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_an_empty_tree_is_no_pass(rule):
    found = [finding for finding in rule.check(case('resource "aws_thing" "x" {}', None)) if finding.resource]
    assert found == []


def test_every_test_of_a_rule_has_its_rule(root):
    words = {path.stem.removeprefix("test_") for path in (root / "tests/unit/scan/rules").glob("test_*.py")}
    assert words == {rule.word for rule in RULES}
