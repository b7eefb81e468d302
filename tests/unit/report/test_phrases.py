import json
import re

import pytest

from bastide.app.explain import rules
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source, Step
from bastide.report import phrases
from bastide.scan.severity import weigh

KEPT = json.loads(phrases.FILE.read_text(encoding="utf-8"))
CHINESE = re.compile("[\u4e00-\u9fff]")


def finding(code, title, message, outcome=Outcome.FAIL, **more):
    source = Source.CHECKOV if code.startswith("CKV") else Source.BASTIDE
    return Finding(code, title, outcome, Severity.HIGH, source, message, "aws_x.y", None, **more)


def test_every_rule_is_there_in_the_words_that_it_has_today():
    today = {one.meta.code: {"title": one.meta.title, "why": one.meta.why, "fix": one.meta.fix} for one in rules()}
    assert {code: {part: said["en"] for part, said in one.items()} for code, one in KEPT["rules"].items()} == today


@pytest.fixture(scope="module")
def given():
    """The name of each of checkov's checks of Terraform, by its id."""
    import checkov.terraform.runner  # noqa: F401, PLC0415 - heavy; it fills the registries
    from checkov.common.checks_infra.registry import get_graph_checks_registry  # noqa: PLC0415
    from checkov.terraform.checks.data.registry import data_registry  # noqa: PLC0415
    from checkov.terraform.checks.module.registry import module_registry  # noqa: PLC0415
    from checkov.terraform.checks.provider.registry import provider_registry  # noqa: PLC0415
    from checkov.terraform.checks.resource.registry import resource_registry  # noqa: PLC0415

    graph = get_graph_checks_registry("terraform")
    graph.load_checks()
    found = {one.id: one.name for one in graph.checks}
    for registry in (data_registry, module_registry, provider_registry, resource_registry):
        for some in (*registry.checks.values(), *registry.wildcard_checks.values()):
            found |= {one.id: one.name for one in some}
    return found


def test_every_harm_is_there_and_no_other(given):
    assert {one["en"] for one in KEPT["harms"]} == {weigh(code, name).why for code, name in given.items()}


def test_checks_have_the_names_that_checkov_gives_them(given):
    assert {code: one["en"] for code, one in KEPT["checks"].items()} == {code: given[code] for code in KEPT["checks"]}


def test_all_of_it_is_chinese():
    said = [one.zh for one in (*phrases.phrases().values(), *phrases.titles().values())]
    assert [one for one in said if not CHINESE.search(one)] == []


def test_what_checkov_says_is_the_name_of_its_check():
    code, name = next(iter(KEPT["checks"].items()))
    one = finding(code, name["en"], "not met: something", fix="change the resource")
    assert phrases.message(one).zh == f"未满足：{name['zh']}"
    assert phrases.message(one).en == "not met: something"
    assert phrases.title(one).zh == name["zh"]
    assert f"`{code}`" in phrases.fix(one).zh


def test_what_checkov_could_not_decide_is_not_called_a_failure():
    code, name = next(iter(KEPT["checks"].items()))
    one = finding(code, name["en"], "not decided: something", Outcome.UNKNOWN)
    assert phrases.message(one).zh == f"无法判定：{name['zh']}"


def test_a_rule_of_ours_leads_with_its_title_and_still_names_the_place():
    rule = KEPT["rules"]["NET001"]
    one = finding("NET001", rule["title"]["en"], "`aws_x.y` admits tcp/22", why=rule["why"]["en"])
    assert phrases.message(one).zh == f"{rule['title']['zh']}：`aws_x.y` admits tcp/22"
    assert phrases.why(one).zh == rule["why"]["zh"]


@pytest.mark.parametrize("part", [phrases.title, phrases.message, phrases.why, phrases.fix])
def test_what_has_no_chinese_stays_as_it_is(part):
    one = finding("ZZZ999", "New rule", "`aws_x.y` is new", why="It is. So.", fix="Mend it.")
    said = part(one)
    assert said.zh == said.en != ""


def test_a_harm_is_a_sentence_whether_the_rule_ends_it_or_not():
    assert phrases.why(finding("ZZZ999", "", "m", why="it is so")).en == "It is so."
    assert phrases.why(finding("ZZZ999", "", "m", why="It is so.")).en == "It is so."
    assert phrases.why(finding("ZZZ999", "", "m")).en == ""


def test_a_hop_speaks_both_languages():
    said = phrases.hop(Step("the network ACL of `x` is not known", (), "there"))
    assert (said.en, said.zh) == ("the network ACL of `x` is not known", "无法得知 `x` 的网络 ACL")
