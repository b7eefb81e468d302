"""A failed check that no control rests on is not lost."""

from dataclasses import replace

from bastide.controls.assess import assess
from bastide.model.finding import Outcome
from support.grounds import CONTROL, LOGS, assessed, failing, finding, ground

RESTS = replace(CONTROL, evidence=(LOGS,))
ELSEWHERE = replace(RESTS, applies={"cloud": ("other",)})


def loose(control, *findings):
    catalog = replace(assessed().catalog, controls=(control,))
    return [one.code for one in assess(ground(findings=findings), catalog).loose]


def test_what_a_control_rests_on_is_told_there():
    assert loose(RESTS, failing("LOG002")) == []


def test_what_no_control_names_is_loose():
    assert loose(RESTS, failing("LOG002"), failing("CKV_AWS_999")) == ["CKV_AWS_999"]


def test_what_only_a_control_that_does_not_apply_names_is_loose():
    assert loose(ELSEWHERE, failing("LOG002")) == ["LOG002"]


def test_only_failures_are():
    assert loose(ELSEWHERE, finding("LOG002", Outcome.WAIVED), finding("LOG002", Outcome.PASS)) == []
