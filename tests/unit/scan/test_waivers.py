from dataclasses import replace
from datetime import date

import pytest

from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.scan.waivers import apply

TODAY = date(2026, 11, 22)
WAIVER = DeclaredWaiver("NET001", "zone/edge", "web-team", "for a while", date(2027, 3, 31), ("zone-edge.tf",))


def finding(**changes):
    place = Place("zone-edge.tf", 3, 1, 3, 9)
    whole = Finding("NET001", "t", Outcome.FAIL, Severity.HIGH, Source.BASTIDE, "m", "aws_security_group.edge", place)
    return replace(whole, **changes)


def only(findings, *waivers, today=TODAY):
    return apply([findings], waivers, today=today)


def test_a_failure_in_a_file_of_the_target_is_waived_by_name():
    waived = only(finding(), WAIVER)
    assert [(one.outcome, one.waiver) for one in waived.findings] == [(Outcome.WAIVED, WAIVER)]
    assert waived.unused == ()


def test_a_target_may_be_the_address_itself():
    by_address = replace(WAIVER, target="aws_security_group.edge", files=())
    assert only(finding(), by_address).findings[0].outcome is Outcome.WAIVED


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "NET002"},
        {"place": Place("zone-app.tf", 3, 1, 3, 9)},
        {"place": None},
        {"outcome": Outcome.UNKNOWN},
    ],
)
def test_what_does_not_fit_is_not_waived_and_the_waiver_is_unused(changes):
    waived = only(finding(**changes), WAIVER)
    assert waived.findings == (finding(**changes),)
    assert waived.unused == (WAIVER,)


def test_an_empty_target_never_fits_a_finding_about_the_whole_tree():
    assert only(finding(resource="", place=None), replace(WAIVER, target="")).unused


def test_a_lapsed_waiver_excuses_nothing_and_says_so():
    waived = only(finding(), WAIVER, today=date(2027, 4, 1))
    assert waived.findings[0].outcome is Outcome.FAIL
    assert waived.findings[0].message == "m (the waiver of web-team ended on 2027-03-31)"
    assert waived.unused == ()


def test_a_waiver_holds_through_its_last_day():
    assert only(finding(), WAIVER, today=WAIVER.until).findings[0].outcome is Outcome.WAIVED


def test_a_valid_waiver_is_preferred_to_a_lapsed_one():
    lapsed = replace(WAIVER, until=date(2026, 1, 1))
    waived = only(finding(), lapsed, WAIVER)
    assert waived.findings[0].waiver == WAIVER
    assert waived.unused == (lapsed,)
