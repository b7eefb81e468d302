from datetime import date

import pytest

from bastide.model.place import Place
from bastide.spec import floors
from bastide.spec.item import Item
from support.spec_fixtures import PASS, loaded

PLACE = Place("platform.yaml", 1, 1, 1, 1)


def item(value):
    inner = {key: item(one) for key, one in value.items()} if isinstance(value, dict) else value
    return Item(inner, PLACE, PLACE)


def test_the_accounts_rules_have_defaults_that_meet_their_own_bounds():
    found = loaded(PASS / "named-holders.yaml").platform.identity
    assert (found.password_length, found.password_days, found.unused_days) == (16, 60, 30)
    assert (found.notify, found.organization.management) == ("soc", "210987654321")
    assert loaded(PASS / "without-a-profile.yaml").platform.identity is None


@pytest.mark.parametrize(
    ("key", "floor", "value", "lowered"),
    [
        ("password_length", 16, 14, True),
        ("password_length", 16, 20, False),
        ("password_age", "60d", "90d", True),
        ("unused", "60d", "30d", False),
    ],
)
def test_a_profile_is_a_floor_for_the_accounts_rules(key, floor, value, lowered):
    profile, root = (item({"identity": {key: one}}) for one in (floor, value))
    assert [fault.code for fault in floors.lowered(profile, root)] == (["SPEC056"] if lowered else [])


def test_a_vendor_is_limited_in_time_place_and_sight():
    roles = {role.name: role for role in loaded(PASS / "named-holders.yaml").platform.access.roles}
    repair = roles["repair"]
    assert (repair.vendor, repair.until, repair.holders) == (
        "Example Software",
        date(2027, 6, 30),
        ("contractor.wang",),
    )
    assert [str(block) for block in repair.sources] == ["203.0.113.0/24"]
    assert repair.never_reads == ("core", "important")
