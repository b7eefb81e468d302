import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from bastide.model.control import Assessment, coverage
from bastide.report import control_json, control_text
from bastide.report.control_text import Language
from support.grounds import GONE, NOTHING, RULINGS, assessed, failing

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/reference/report-v1.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assessed()


def test_coverage_is_three_counts_and_what_is_left(assessment: Assessment) -> None:
    found = coverage(assessment.rulings)
    assert (found.proven, found.shared, found.outside) == (1, 1, 2)
    assert (found.not_satisfied, found.no_evidence, found.risk_accepted, found.not_applicable) == (1, 1, 1, 1)
    assert found.total == len(RULINGS)


def test_what_speaks_against_a_stack_stands_first(assessment: Assessment) -> None:
    text = control_text.report(assessment, NOTHING, Language.EN)
    places = [
        text.index(word) for word in ("not satisfied (1)", "no evidence (1)", "risk accepted (1)", "operator (2)")
    ]
    assert places == sorted(places)
    assert "    fix: said" in text
    assert "and 2 more" in text
    assert "    add: a letter" in text
    assert "\nsatisfied (" not in text
    assert "%" not in text
    assert text.endswith("Only an assessor concludes whether a level is met.\n")


@pytest.mark.parametrize(("language", "heading"), [("en", "failed checks that no control"), ("zh", "未对应控制项的")])
def test_a_failed_check_that_no_control_rests_on_is_listed(assessment: Assessment, language, heading) -> None:
    failed = replace(assessment, loose=(failing("CKV_AWS_999"),))
    found = control_text.report(failed, NOTHING, Language(language))
    listed = found.partition(heading)[2].partition("\n\n")[0]
    assert "CKV_AWS_999: m" in listed
    assert heading not in control_text.report(assessment, NOTHING, Language(language))


def test_all_is_listed_when_asked(assessment: Assessment) -> None:
    text = control_text.report(assessment, NOTHING, Language.EN, verbose=True)
    assert "\nsatisfied (1)\n  AA-08 said" in text
    assert "it speaks of other clouds: other" in text


def test_the_chinese_report_says_all_of_it_in_chinese(assessment: Assessment) -> None:
    text = control_text.report(assessment, NOTHING, Language.ZH, verbose=True)
    for word in (
        "不满足 (1)",
        "无证据 (1)",
        "风险已接受 (1)",
        "待运营方补充 (2)",
        "由云服务商承担 (1)",
        "不适用 (1)",
        "满足 (1)",
    ):
        assert word in text
    assert "补充: 一份文件" in text
    assert "代码证明 1，共同承担 1，继承或运营方 2" in text
    assert "结论只能由测评机构作出" in text


def test_a_hostile_name_can_not_steer_the_terminal(assessment: Assessment) -> None:
    assert "\x1b" not in control_text.report(assessment, replace(NOTHING, tree="st\x1b[2Jack"), Language.EN)


def test_kinds_of_evidence_are_told_in_words(assessment: Assessment) -> None:
    assert "\n    companion resources: nothing of this kind" in control_text.report(assessment, NOTHING, Language.EN)
    assert "\n    配套资源: 没有可供核查的对象" in control_text.report(assessment, NOTHING, Language.ZH)


def test_that_there_is_no_verdict_stands_first_with_every_reason(assessment: Assessment) -> None:
    verdict = replace(NOTHING, problems=(GONE,))
    english = control_text.report(assessment, verdict, Language.EN).splitlines()
    assert english[2:6] == [
        "no verdict: the scan of `stack` is incomplete (1 problem)",
        "Nothing below may be relied on.",
        "  SCAN022: `backup.tf` is listed in `manifest.json` but missing (backup.tf:1:1)",
        "    fix: run `bastide generate` again",
    ]
    chinese = control_text.report(assessment, verdict, Language.ZH).splitlines()
    assert chinese[2:6] == [
        "未得出结论：对 `stack` 的检查不完整（1 个问题）",
        "以下结果不得作为依据。",
        "  SCAN022: 清单所列文件缺失：`backup.tf` is listed in `manifest.json` but missing (backup.tf:1:1)",
        "    整改: 重新运行 `bastide generate`",
    ]


def test_that_nothing_was_judged_is_said_without_a_problem_too(assessment: Assessment) -> None:
    nothing = replace(NOTHING, evaluated=0)
    assert "\nno verdict: nothing was judged in `stack`\n" in control_text.report(assessment, nothing, Language.EN)
    assert "\n未得出结论：`stack` 中没有任何内容得到检查\n" in control_text.report(assessment, nothing, Language.ZH)
    assert "no verdict" not in control_text.report(assessment, NOTHING, Language.EN)


def test_the_document_follows_the_published_schema(assessment: Assessment) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(control_json.report(assessment, NOTHING))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["schema"] == SCHEMA["$id"]
    assert [one["status"] for one in document["controls"]] == [str(one.status) for one in assessment.rulings]
    assert document["coverage"]["proven"] == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.update(percent=97),
        lambda report: report["coverage"].update(proven=-1),
        lambda report: report["controls"][0].update(status="passed"),
        lambda report: report["controls"][0].pop("evidence"),
        lambda report: report["controls"][0]["title"].pop("zh"),
        lambda report: report["controls"][0]["evidence"][0].update(kind="guess"),
    ],
)
def test_the_schema_refuses_a_document_that_is_wrong(assessment: Assessment, spoil) -> None:
    document = json.loads(control_json.report(assessment, NOTHING))
    spoil(document)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
