"""Every rule of segmentation: its page, its example, and codes that nothing else uses."""

import pytest

from bastide.app.explain import rules
from bastide.facts.rule import SECTIONS
from bastide.model.finding import Outcome
from bastide.prove.segmentation.findings import all_rules
from support.judging import INTENT
from support.proving import by_intent

RULES = all_rules()
UNKNOWN = {"existing_network", "unmodelled_path"}


def word(rule):
    return rule.word


def found(rule, section):
    proven = by_intent(rule.meta.sections[section], INTENT)
    assert proven.refusals == ()
    return [one for one in proven.findings if one.code == rule.meta.code]


def test_there_are_rules_and_their_codes_count_up():
    assert [rule.meta.code for rule in RULES] == [f"SEG{number:03}" for number in range(1, len(RULES) + 1)]
    assert len(RULES) >= 7


def test_no_code_or_name_is_used_twice_among_all_rules_of_the_judge():
    everything = rules()
    assert {rule.meta.code[:3] for rule in everything} > {"SEG", "IDN", "NET"}
    for named in ([rule.meta.code for rule in everything], [rule.word for rule in everything]):
        assert len(named) == len(set(named))


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_a_rule_explains_itself_in_the_fixed_sections(rule):
    assert tuple(rule.meta.sections) == SECTIONS
    assert all(rule.meta.sections.values())
    assert rule.meta.title
    assert rule.meta.fix.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_a_rule_has_a_test_and_a_page_of_its_name(rule, root):
    assert (root / f"tests/unit/prove/segmentation/rules/test_{rule.word}.py").is_file()
    assert (root / f"docs/rules/{rule.word}.md").is_file()


def test_every_test_of_a_rule_has_its_rule(root):
    folder = root / "tests/unit/prove/segmentation/rules"
    assert {path.stem.removeprefix("test_") for path in folder.glob("test_*.py")} == {rule.word for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_the_example_is_found(rule):
    wanted = Outcome.UNKNOWN if rule.word in UNKNOWN else Outcome.FAIL
    of_a_resource = {one.outcome for one in found(rule, "Example") if one.resource and one.place}
    assert of_a_resource == {wanted}


@pytest.mark.parametrize("rule", RULES, ids=word)
def test_every_finding_says_what_why_and_how_to_mend_it(rule):
    for one in found(rule, "Example"):
        assert one.message
        assert one.why
        assert one.fix.endswith(".")
        assert one.message[-1] not in ".:,"
