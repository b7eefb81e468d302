from dataclasses import replace

import pytest

from bastide.controls.reach import ports, shown, zones
from bastide.model.proof import Standing
from bastide.model.wire import ANY_PROTOCOL, TCP, UDP, Span
from support.grounds import cell, ground, piece, ruling, status
from support.judging import INTENT

SSH = piece("reach", claim="no_path", of=("outside",), to=("inside",), ports=("tcp/22",))
EXACT = piece("reach", claim="equals_declared")
MORE = piece("reach", claim="nothing_more")
HELD = piece("reach", claim="held_by", values=("groups",))


def test_a_port_that_passes_turns_a_claim_that_none_does():
    assert status(SSH, on=ground(cells=[cell("internet", "app", Standing.ALLOWED, 443)])) == "satisfied"
    found = ruling(SSH, on=ground(cells=[cell("internet", "app", Standing.ALLOWED, 443, 22)]))
    assert str(found.status) == "not satisfied"
    assert found.answers[0].findings[0].message == "internet -> app: tcp/22 passes"


def test_what_passes_inside_is_no_way_in():
    assert status(SSH, on=ground(cells=[cell("app", "data", Standing.ALLOWED, 22)])) == "no evidence"


def test_without_a_proof_there_is_no_evidence():
    assert status(SSH, on=ground()) == "no evidence"
    assert status(SSH, on=ground(intent=None, cells=[cell("internet", "app")])) == "no evidence"


@pytest.mark.parametrize(
    ("standing", "exact", "more"),
    [
        (Standing.CLOSED, "satisfied", "satisfied"),
        (Standing.ALLOWED, "satisfied", "satisfied"),
        (Standing.VACANT, "satisfied", "satisfied"),
        (Standing.BLOCKED, "not satisfied", "satisfied"),
        (Standing.VIOLATED, "not satisfied", "not satisfied"),
        (Standing.UNKNOWN, "no evidence", "no evidence"),
    ],
)
def test_every_standing_has_its_word(standing, exact, more):
    on = ground(cells=[cell("app", "data", standing, 5432)])
    assert (status(EXACT, on=on), status(MORE, on=on)) == (exact, more)


def test_a_way_that_is_not_modelled_is_not_known_to_be_closed():
    assert status(SSH, on=ground(cells=[cell("internet", "app", Standing.UNKNOWN)])) == "no evidence"


def test_a_pair_that_lists_alone_hold_is_not_held_by_groups():
    assert status(HELD, on=ground(cells=[cell("app", "data", layers=("acls",))])) == "not satisfied"
    assert status(HELD, on=ground(cells=[cell("app", "data", layers=("acls", "groups"))])) == "satisfied"
    assert status(HELD, on=ground(cells=[cell("app", "data", layers=("routes",))])) == "satisfied"


def test_layers_that_were_not_asked_one_by_one_hold_nothing_and_break_nothing():
    known = ground(cells=[cell("app", "data", layers=())])
    assert status(HELD, on=known) == "not satisfied"
    assert status(HELD, on=replace(known, proof=replace(known.proof, layered=False))) == "no evidence"


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ("internet", {"internet"}),
        ("zone:data", {"data"}),
        ("exposure:isolated", {zone.name for zone in INTENT.zones if zone.exposure == "isolated"}),
        ("inside", {zone.name for zone in INTENT.zones}),
        ("not-zone:data", {zone.name for zone in INTENT.zones} - {"data"}),
        ("class:core", {store.zone for store in INTENT.stores if store.data_class == "core"}),
    ],
)
def test_selectors_name_zones(selector, wanted):
    assert wanted
    assert zones((selector,), INTENT) == wanted


def test_everything_outside_is_selected_together():
    assert zones(("outside",), INTENT) >= {"internet", "on-premises"}
    assert zones((), INTENT) == zones(("any",), INTENT) == zones(("inside", "outside"), INTENT)


def test_ports_are_read_as_written():
    assert ports(("tcp/22", "udp/161-162")) == (Span(TCP, 22, 22), Span(UDP, 161, 162))
    assert shown(Span(TCP, 20, 21)) == "tcp/20-21"
    assert shown(Span(ANY_PROTOCOL, 0, 0)) == "any protocol"


def test_any_protocol_meets_every_port():
    whole = cell("internet", "app", Standing.VIOLATED)
    opened = whole.opening.__class__((Span(ANY_PROTOCOL, 0, 0),), (), ())
    on = ground(cells=[whole.__class__("internet", "app", (), opened, Standing.VIOLATED, frozenset())])
    assert status(SSH, on=on) == "not satisfied"
