from dataclasses import replace
from datetime import date

import pytest

from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding, Outcome
from bastide.model.graph import Graph
from bastide.model.identity import Answer, IdentityProof, Union
from bastide.report.control_text import Language
from bastide.report.evidence.annex_access import separation
from bastide.report.evidence.given import Given
from bastide.report.evidence.pack import files
from support.grounds import NOTHING, assessed, failing
from support.judging import INTENT, role

EMPTY = Graph((), (), (), (), ())
SEPARATE = replace(INTENT, roles=(role("dba"), role("auditor")), separate=(("auditor", "dba"),))
IDENTITY = IdentityProof((), (), (), (), (), (), (), (), (), ())


def given(**changes) -> Given:
    return replace(Given(assessed(), NOTHING, EMPTY, date(2026, 12, 1), INTENT), **changes)


@pytest.mark.parametrize("language", Language)
def test_a_stack_on_which_there_is_no_verdict_says_so_first(language) -> None:
    problem = Diagnostic("SCAN001", "main.tf can't be read", (), "it is torn", "")
    broken = given(verdict=replace(NOTHING, problems=(problem,)))
    head = files(broken, language)["README.md"].decode().partition("|")[0]
    assert ("no verdict" in head) or ("未得出检查结论" in head)
    assert "SCAN001: main.tf can't be read" in files(broken, language)["scope.md"].decode()
    assert "**" not in files(given(), language)["README.md"].decode().partition("|")[0]


def test_one_person_with_two_duties_is_told() -> None:
    assert separation(given(intent=SEPARATE)).rows[0][2].en == "not proven"
    assert separation(given(intent=SEPARATE, identity=IDENTITY)).rows[0][2].en == "no person may take both (proven)"
    both = Union("aws_iam_role.auditor", "aws_iam_role.dba", "role: x", Answer.YES, ())
    found = separation(given(intent=SEPARATE, identity=replace(IDENTITY, unions=(both,))))
    assert found.rows[0][2].en == "one person may take both: role: x"


def test_the_same_report_gives_the_same_bytes_and_every_file_its_digest() -> None:
    first, second = files(given(), Language.ZH), files(given(), Language.ZH)
    assert first == second
    sums = first["SHA256SUMS"].decode()
    assert all(name in sums for name in first if name not in ("SHA256SUMS", "manifest.json"))


def test_a_hostile_finding_turns_no_page_and_no_sheet() -> None:
    found = assessed()
    hostile: Finding = replace(failing("LOG002", "=cmd()|x"), message="<script>\n# heading", outcome=Outcome.FAIL)
    ruling = found.rulings[0]
    answer = replace(ruling.answers[0], subjects=("=cmd()|x",), findings=(hostile,))
    written = files(
        given(assessment=replace(found, rulings=(replace(ruling, answers=(answer,)), *found.rulings[1:]))), Language.EN
    )
    assert '"\'=cmd()|x"' in written["evidence.csv"].decode()
    for name, content in written.items():
        if name.endswith(".md"):
            assert "<script" not in content.decode()
            assert "\n# heading" not in content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.EN, "nothing looks at it by itself; it may count with"), (Language.ZH, "没有检查或控制单独核查该资源")],
)
def test_a_resource_that_counts_with_another_is_not_said_to_be_unseen(language, said) -> None:
    unseen = given(verdict=replace(NOTHING, not_covered=("aws_s3_bucket_versioning.a",)))
    assert said in files(unseen, language)["outside.csv"].decode()
