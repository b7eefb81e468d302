from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from bastide.report import junit
from support.grounds import GONE, NOTHING, RULINGS, assessed, failing


@pytest.fixture(scope="module")
def suites() -> ET.Element:
    return ET.fromstring(junit.report(assessed(), NOTHING))  # noqa: S314 - our own text


def test_every_control_is_a_case(suites):
    assert len(list(suites.iter("testcase"))) == len(RULINGS) == int(suites.get("tests"))
    assert [one.get("name") for one in suites] == ["environment", "data", "access", "audit"]


def test_words_become_what_ci_knows(suites):
    outcomes = {case.get("name")[:5]: [one.tag for one in case] for case in suites.iter("testcase")}
    assert outcomes == {
        "AA-01": ["failure"],
        "AA-02": ["error"],
        "AA-03": ["system-out"],
        "AA-04": ["skipped"],
        "AA-05": ["skipped"],
        "AA-06": ["skipped"],
        "AA-07": ["skipped"],
        "AA-08": [],
    }
    assert (suites.get("failures"), suites.get("errors"), suites.get("skipped")) == ("1", "1", "4")


def test_a_failure_says_what_and_how_to_mend_it(suites):
    text = next(suites.iter("failure")).text
    assert text.splitlines()[0] == "LOG002: m"
    assert text.splitlines()[-1] == "fix: said"


def test_a_failed_check_that_no_control_rests_on_is_a_failure_of_its_own():
    found = replace(assessed(), loose=(failing("CKV_AWS_999"),))
    whole = ET.fromstring(junit.report(found, NOTHING))  # noqa: S314 - our own text
    (suite,) = [one for one in whole if one.get("name") == "checks"]
    assert [one.get("name") for one in suite.iter("testcase")] == ["CKV_AWS_999 aws_vpc.main"]
    assert (suite.get("failures"), whole.get("failures")) == ("1", "2")


def test_no_character_breaks_the_document():
    text = junit.report(assessed(), replace(NOTHING, tree='a<b>&"\x1b'))
    assert "\x1b" not in text
    assert ET.fromstring(text).get("name").startswith('bastide report a<b>&"')  # noqa: S314


def test_without_a_verdict_every_reason_is_an_error_of_its_own():
    root = ET.fromstring(junit.report(assessed(), replace(NOTHING, problems=(GONE,))))  # noqa: S314 - our own text
    assert root[0].get("name") == "verdict"
    assert root[0][0].get("name") == "SCAN022 `backup.tf` is listed in `manifest.json` but missing"
    (error,) = root[0].iter("error")
    assert error.get("message") == "no verdict: the scan of `stack` is incomplete (1 problem)"
    assert error.text.splitlines() == [
        "SCAN022: `backup.tf` is listed in `manifest.json` but missing (backup.tf:1:1)",
        "fix: run `bastide generate` again",
    ]
    assert (root[0].get("tests"), root[0].get("errors")) == ("1", "1")
    assert (root.get("tests"), root.get("errors")) == (str(len(RULINGS) + 1), "2")


def test_that_nothing_was_judged_is_an_error_too():
    root = ET.fromstring(junit.report(assessed(), replace(NOTHING, evaluated=0)))  # noqa: S314 - our own text
    assert [one.text for one in root[0].iter("error")] == ["no verdict: nothing was judged in `stack`"]
