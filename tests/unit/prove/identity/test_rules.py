import pytest

from bastide.facts.rule import SECTIONS
from bastide.model.finding import Outcome
from bastide.prove.identity.findings import all_rules
from bastide.prove.identity.paths import identity
from support.judging import case

RULES = all_rules()


def word(rule):
    return rule.word


def said(rule, section):
    judged = case(rule.meta.sections[section])
    return {finding.outcome for finding in rule.check(judged, identity(judged))}


def test_there_are_rules_and_their_codes_count_up():
    assert [rule.meta.code for rule in RULES] == [f"IDN{number:03}" for number in range(1, len(RULES) + 1)]
    assert len(RULES) > 10


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_a_rule_explains_itself_in_the_fixed_sections(rule):
    assert tuple(rule.meta.sections) == SECTIONS
    assert all(rule.meta.sections.values())
    assert rule.meta.fix.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_the_example_is_found(rule):
    wanted = Outcome.UNKNOWN if rule.word == "unread_policy" else Outcome.FAIL
    assert wanted in said(rule, "Example")


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_what_to_use_instead_is_not_found(rule):
    assert said(rule, "Use instead") <= {Outcome.PASS}
