from dataclasses import replace
from datetime import date

import pytest

from bastide.model.finding import Outcome
from bastide.report.site.review import Review
from bastide.report.site.waivers import Listed, listed
from support.grounds import NOTHING, WAIVER, assessed, failing, finding
from support.judging import INTENT

ENDED = replace(WAIVER, check="LOG001", until=date(2026, 11, 30))


def review(*findings, waivers=(WAIVER, ENDED)) -> Review:
    intent = replace(INTENT, waivers=waivers)
    return Review(assessed(), replace(NOTHING, findings=findings), date(2026, 12, 1), intent=intent)


def test_a_waiver_that_has_ended_is_listed_as_such_beside_those_that_cover_something():
    covered = replace(finding("LOG002", Outcome.WAIVED), waiver=WAIVER)
    assert listed(review(covered, failing("LOG001"))) == [
        Listed(ENDED, lapsed=True, places=0, group=Outcome.FAIL),
        Listed(WAIVER, lapsed=False, places=1, group=Outcome.WAIVED),
    ]


def test_on_its_last_day_a_waiver_has_not_ended_and_one_that_covers_nothing_is_told_elsewhere():
    assert listed(review(waivers=(replace(WAIVER, until=date(2026, 12, 1)),))) == []


def test_there_is_no_link_where_nothing_is_found():
    assert [one.group for one in listed(review())] == [None]


@pytest.mark.parametrize("intent", [None, INTENT])
def test_without_waivers_none_is_listed(intent):
    assert listed(replace(review(), intent=intent)) == []
