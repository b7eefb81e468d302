from dataclasses import replace

import pytest

from support.grounds import ground, piece, ruling, status
from support.judging import INTENT, role, store

PASSED = {"LOG002": ("aws_vpc.main",)}
ONE = piece("covers", rules=("LOG002",))
BARE = replace(INTENT, stores=(), roles=(), models=(), sites=(), ferries=(), zones=INTENT.zones, crypto="standard")


def applied(intent, text="", **applies):
    on = ground(text, intent=intent, grounds=PASSED)
    return status(ONE, on=on, **applies) == "satisfied"


@pytest.mark.parametrize(
    ("applies", "with_it"),
    [
        ({"class": ("core",)}, {"stores": (store("a"),)}),
        ({"stores": ("postgres",)}, {"stores": (store("a", kind="postgres"),)}),
        ({"personal": ("any",)}, {"stores": (store("a", personal=True),)}),
        ({"vendors": ("any",)}, {"roles": (role("a", vendor="acme"),)}),
        ({"roles": ("break-glass",)}, {"roles": (role("break-glass"),)}),
        ({"crypto": ("gm",)}, {"crypto": "gm"}),
        ({"declares": ("models",)}, {"models": INTENT.models}),
    ],
)
def test_a_control_applies_where_the_declaration_has_what_it_is_about(applies, with_it):
    assert not applied(BARE, **applies)
    assert applied(replace(BARE, **with_it), **applies)


def test_a_control_applies_where_the_code_has_what_it_is_about():
    assert not applied(BARE, types=("aws_lb",))
    assert applied(BARE, 'resource "aws_lb" "a" {}\n', types=("aws_lb",))


def test_why_a_control_does_not_apply_is_said_in_both_languages():
    found = ruling(ONE, on=ground(intent=BARE, grounds=PASSED), roles=("break-glass",))
    assert str(found.status) == "not applicable"
    assert (found.reason.en, found.reason.zh) == (
        "no such role is declared: break-glass",
        "未声明以下角色：break-glass",
    )


def test_without_a_declaration_what_there_is_to_protect_is_judged_from_the_code():
    assert applied(None, **{"class": ("core",)})


@pytest.mark.parametrize("applies", [{"roles": ("break-glass",)}, {"crypto": ("gm",)}, {"declares": ("models",)}])
def test_without_a_declaration_nobody_knows_what_was_asked_for(applies):
    found = ruling(ONE, on=ground(intent=None, grounds=PASSED), **applies)
    assert (str(found.status), found.unasked) == ("no evidence", False)
    assert "intent.json" in found.reason.zh


@pytest.mark.parametrize(
    ("applies", "unasked"),
    [
        ({"declares": ("ferries",)}, True),
        ({"crypto": ("gm",)}, True),
        ({"roles": ("break-glass",)}, True),
        ({"declares": ("models",)}, False),
        ({"personal": ("any",)}, False),
        ({"exposure": ("nowhere",)}, False),
    ],
)
def test_what_was_not_asked_for_is_not_what_is_not_there(applies, unasked):
    found = ruling(ONE, on=ground(intent=BARE, grounds=PASSED), **applies)
    assert (str(found.status), found.unasked) == ("not applicable", unasked)


def test_a_part_of_the_declaration_is_called_by_its_name():
    found = ruling(ONE, on=ground(intent=BARE, grounds=PASSED), declares=("ferries",))
    assert (found.reason.en, found.reason.zh) == (
        "the spec asks for no exchange of files between two sides",
        "声明未要求网闸文件摆渡",
    )


def test_agencies_that_keep_data_are_counted():
    zones = tuple(replace(INTENT.zones[0], name=f"data@{name}", agency=name) for name in ("a", "b"))
    one = replace(BARE, zones=zones, stores=(store("x", zone="data@a"),))
    both = replace(one, stores=(store("x", zone="data@a"), store("y", zone="data@b")))
    assert applied(one, agencies=("2",))
    assert not applied(one, keepers=("2",))
    assert applied(both, keepers=("2",))


def test_exposure_and_cloud_are_asked_of_the_declaration():
    assert applied(BARE, exposure=(BARE.zones[0].exposure,))
    assert not applied(BARE, exposure=("nowhere",))
    assert applied(BARE, cloud=("aws",))
    assert not applied(BARE, cloud=("alicloud",))
