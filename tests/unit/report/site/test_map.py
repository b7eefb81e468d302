import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bastide.app import pathways as app
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.model.proof import Cell, Opening, Standing
from bastide.model.wire import TCP, Span
from bastide.report.site.map_facts import Facts, Lane
from bastide.report.site.map_route import TIMES
from bastide.report.site.map_svg import svg
from bastide.report.site.map_text import width
from support.maps import CITY, city, facts, store

STACK = Path(__file__).parents[4] / "examples/cloud-window/stack"
SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"m-tag": 10.5, "m-name": 14, "m-item": 12, "m-soft": 11, "m-lane-name": 12, "m-place": 14, "m-label": 11}


@pytest.fixture(scope="module")
def example():
    case = readable(STACK).case
    proven = prover_module().prove_all(case).evidence
    return Facts(case.intent, proven.proof, app.pathways(proven, STACK, today=date(2026, 12, 1)))


def drawn(found, *, zh=False):
    return svg(found, zh=zh, targets={spot.name: f"matrix.html#{number}" for number, spot in enumerate(found.spots)})


def texts(text):
    """Return the words of a map, each with its look and its box on the sheet."""
    found = []

    def walk(element, x, y):
        moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        if element.tag == f"{SVG}text":
            look = element.get("class").split()[0]
            size = SIZES.get(look, 10)
            long = width(element.text or "", size, mono=look in ("m-tag", "m-mono"))
            left = x + float(element.get("x")) - {"end": long, "middle": long / 2}.get(element.get("text-anchor"), 0)
            top = y + float(element.get("y")) - size * 0.75
            found.append((element.text, look, (left, top, left + long, top + size * 0.8)))
        for child in element:
            walk(child, x, y)

    walk(ET.fromstring(text), 0, 0)  # noqa: S314 - our own text
    return found


def overlapping(text):
    every = texts(text)
    return [
        (one[0], other[0])
        for at, one in enumerate(every)
        for other in every[at + 1 :]
        if one[2][0] < other[2][2] and other[2][0] < one[2][2] and one[2][1] < other[2][3] and other[2][1] < one[2][3]
    ]


def words(text):
    return [one[0] for one in texts(text)]


@pytest.mark.parametrize("zh", [False, True])
def test_no_two_words_of_a_map_overlap(example, zh):
    assert overlapping(drawn(example, zh=zh)) == []
    assert overlapping(drawn(city(), zh=zh)) == []


def test_a_map_is_the_same_bytes_each_time(example):
    assert drawn(example) == drawn(example)


def test_a_map_shows_zones_with_their_subnets_stores_workloads_and_titles(example):
    said = words(drawn(example))
    for one in (
        "app@civil-affairs",
        "AZ a",
        "10.40.0.0/26",
        "marriage-registry",
        "case-files",
        "identity",
        "core",
        "Internet",
    ):
        assert one in said
    assert any("民政局" in one for one in said)
    assert "Recovery: ap-northeast-1" in said


def test_a_map_speaks_chinese(example):
    said = words(drawn(example, zh=True))
    assert {"外部", "接入区", "应用区", "数据区", "互联网", "图例"} <= {*said}
    assert "Legend" not in said


def test_many_copies_of_a_zone_are_one_place_in_which_each_can_be_found():
    found = city()
    assert {site.key for site in found.sites} == {"internet", "edge", "app", "data"}
    text = drawn(found)
    assert text.count('class="m-zone"') == len(CITY) + 1
    assert {"tcp/8443", f"{TIMES}35", "own agency", "east", "civil"} <= {*words(text)}
    assert f"↻ tcp/8443 between them {TIMES}1" in words(text)


def test_seventy_zones_of_their_own_names_are_put_together_by_what_they_have_in_common():
    zones = {
        "edge": "internet",
        **{f"unit{n:02}-app": "internal" for n in range(35)},
        **{f"unit{n:02}-data": "isolated" for n in range(35)},
    }
    found = facts(zones, [("edge", "unit01-app", 443)])
    assert {site.key for site in found.sites if site.crowd} == {"*-app", "*-data"}


def test_columns_go_by_who_may_open_a_connection():
    found = facts(
        {"web": "internet", "app": "internal", "data": "isolated"},
        [("internet", "web", 443), ("web", "app", 443), ("app", "data", 5432)],
    )
    assert {site.key: site.lane for site in found.sites} == {
        "internet": Lane.OUTSIDE,
        "web": Lane.EDGE,
        "app": Lane.APP,
        "data": Lane.DATA,
    }


def test_what_passes_undeclared_is_drawn_as_such_with_a_sign_and_a_word():
    span = (Span(TCP, 22, 22),)
    leak = Cell("internet", "data", (), Opening(span, span, span), Standing.VIOLATED, frozenset())
    stop = Cell("web", "data", (Span(TCP, 5432, 5432),), Opening(), Standing.BLOCKED, frozenset())
    found = facts({"web": "internet", "data": "isolated"}, [("internet", "web", 443)], bad=(leak, stop))
    text = drawn(found)
    assert {"⚠ undeclared", "tcp/22", "✕ blocked", "⚠ passes, and nobody declared it"} <= {*words(text)}
    assert "m-line m-undeclared" in text
    assert {site.key: site.lane for site in found.sites}["data"] is Lane.DATA
    assert overlapping(text) == []


def test_two_sides_are_told_apart_with_the_number_of_pairs_that_are_proven_shut():
    networks = {"edge": "aws_vpc.outer", "app": "aws_vpc.main"}
    shut = facts({"edge": "internet", "app": "internal"}, [("internet", "edge", 443)], networks=networks)
    assert any("proven, 0 of 2 pairs" in one for one in words(drawn(shut)))
    open_ = facts({"edge": "internet", "app": "internal"}, [("edge", "app", 443)], networks=networks)
    assert any(one.startswith("1 of 2 pairs of zones have an IP path") for one in words(drawn(open_)))


def test_names_cannot_break_out_of_a_map():
    evil = "\"><script>alert(1)</script>&amp;'"
    found = facts({evil: "isolated", "app": "internal"}, [("app", evil, 443)], stores=[store(evil, evil)])
    text = drawn(found)
    assert "<script" not in text
    assert evil in words(text) or any(one.startswith('"><scr') for one in words(text))


def test_a_map_needs_no_inline_style_and_nothing_from_elsewhere(example):
    text = drawn(example)
    assert "style=" not in text
    assert "<style" not in text
    assert set(re.findall(r'(?:href|src)="([^"]*)"', text)) <= {
        *(f"#mi-{name}" for name in re.findall(r'symbol id="mi-([a-z]+)"', text)),
        *re.findall(r'"(matrix\.html#\d+)"', text),
    }


def test_a_map_has_a_name_and_a_description(example):
    root = ET.fromstring(drawn(example))  # noqa: S314 - our own text
    assert root.find(f"{SVG}title").text == "Platform map"
    assert "云窗口" in root.find(f"{SVG}desc").text
