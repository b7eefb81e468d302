from datetime import date
from pathlib import Path

import pytest

from bastide.app import pathways as app
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.pathways import Pathways
from bastide.prove.segmentation import pathways as ways
from bastide.prove.segmentation.witness import DisagreementError
from support.proving import SOUND, ZONES, evidence

ROOT = Path(__file__).parents[3]
STACK = ROOT / "examples/cloud-window/stack"
TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def example() -> Pathways:
    return app.pathways(prover_module().prove_all(readable(STACK).case).evidence, STACK, today=TODAY)


def pair(found, source, destination):
    return next(one for one in found.pairs if (one.source, one.destination) == (source, destination))


def test_every_pair_of_zones_has_a_packet_that_shows_how_it_stands(example):
    assert len(example.pairs) == 121
    assert all(one.shown for one in example.pairs)


def test_a_declared_flow_is_shown_by_a_packet_that_passes_and_the_line_that_asks_for_it(example):
    found = pair(example, "edge", "app@civil-affairs")
    assert found.shown[0].trip.completes
    (flow,) = found.flows
    asked = example.asked_at[flow]
    assert [place.file for place in asked] == ["platform.yaml", "intent.json"]
    line = (STACK.parent / "platform.yaml").read_text("utf-8").splitlines()[asked[0].line - 1]
    assert "from: edge" in line


def test_a_closed_pair_is_shown_by_everything_that_stops_a_packet_with_its_lines(example):
    (shown,) = pair(example, "edge", "vault").shown
    assert shown.trip.blocker is not None
    assert shown.trip.blocker == shown.obstacles[0]
    texts = [hop.text for hop in shown.obstacles]
    assert any("security_group.edge" in text for text in texts)
    assert any("network_acl.vault" in text for text in texts)
    assert all(origin.place for hop in shown.obstacles for origin in hop.origins)


def test_subnets_say_where_they_stand(example):
    edge = [one for one in example.patches if one.zone == "edge"]
    assert [one.availability_zone for one in edge] == ["ap-southeast-1a", "ap-southeast-1b"]
    assert {one.region for one in edge} == {"ap-southeast-1"}
    assert {one.region for one in example.patches if one.zone == "recovery"} == {"ap-northeast-1"}


def test_titles_come_from_the_spec_where_it_stands_beside_the_stack(example):
    assert example.titles["platform"] == "云窗口 政务服务中心"
    without = app.pathways(evidence(SOUND, ZONES), STACK / "nowhere", today=TODAY)
    assert without.titles == {}


def test_what_was_not_declared_and_passes_is_shown_by_the_packet_that_proves_it():
    opened = SOUND.replace("from_port                    = 5432", "from_port                    = 22")
    found = ways.pathways(evidence(opened, ZONES))
    shown = next(one for one in found if (one.source, one.destination) == ("app", "data")).shown
    assert any(one.trip.completes and one.span.first != 5432 for one in shown)


def test_a_declared_flow_that_is_stopped_is_shown_with_what_stops_it():
    shut = SOUND.replace('resource "aws_vpc_security_group_ingress_rule" "data"', 'resource "aws_other" "data"')
    found = ways.pathways(evidence(shut, ZONES))
    (shown,) = next(one for one in found if (one.source, one.destination) == ("app", "data")).shown
    assert not shown.trip.completes
    assert shown.obstacles


def test_two_methods_that_differ_about_a_packet_give_no_answer(monkeypatch):
    proven = evidence(SOUND, ZONES)

    def differ(_):
        raise DisagreementError(None, "they differ")

    monkeypatch.setattr(ways, "pathways", differ)
    with pytest.raises(CannotAnswerError) as caught:
        app.pathways(proven, STACK, today=TODAY)
    assert caught.value.diagnostics[0].code == "PRV001"


def test_the_code_that_decides_is_quoted_as_a_block(example):
    (shown,) = pair(example, "edge", "vault").shown
    place = shown.obstacles[0].origins[0].place
    quoted = example.quotes[place.file, place.line].splitlines()
    assert quoted[0] == 'resource "aws_security_group" "edge" {'
    assert quoted[-1] == "  ..."
    assert not any("tags" in line for line in quoted)


def test_a_long_block_is_cut(example):
    assert max(len(one.splitlines()) for one in example.quotes.values()) <= app.LONGEST + 1
