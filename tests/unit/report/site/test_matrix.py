import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bastide.app import pathways as app
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.model.pathways import Pathways
from bastide.model.proof import Cell, Opening, Proof, Standing, Zone
from bastide.model.wire import ICMP, TCP, UDP, Span
from bastide.report.site import map_page
from bastide.report.site.map_facts import Facts
from bastide.report.site.matrix_facts import Matrix
from bastide.report.site.matrix_json import script
from bastide.report.site.matrix_page import body
from support.judging import INTENT

STACK = Path(__file__).parents[4] / "examples/cloud-window/stack"


@pytest.fixture(scope="module")
def example():
    case = readable(STACK).case
    proven = prover_module().prove_all(case).evidence
    return Matrix(Facts(case.intent, proven.proof, app.pathways(proven, STACK, today=date(2026, 12, 1))))


def matrix(*cells, names=("internet", "app"), layered=True):
    """Return the matrix of some zones in which only some cells are open."""
    given = {(one.source, one.destination): one for one in cells}
    every = [
        given.get((a, b)) or Cell(a, b, (), Opening(), Standing.CLOSED, frozenset({"groups"}))
        for a in names
        for b in names
    ]
    proof = Proof(tuple(Zone(one, ()) for one in names), {}, tuple(every), (), (), {}, (), (), {}, layered=layered)
    return Matrix(Facts(replace(INTENT, zones=(), flows=(), stores=(), sites=()), proof, Pathways((), ())))


def cell(source, destination, standing, *spans, declared=(), forward=None):
    return Cell(source, destination, declared, Opening(forward or spans, spans, ()), standing, frozenset())


def pair(found, source, destination):
    return found.rows[found.number[source]][found.number[destination]]


def data(found):
    text = script(found)
    assert text.startswith("window.bastideMatrix=")
    return json.loads(text.removeprefix("window.bastideMatrix=").removesuffix(";\n"))


class Reader(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.tags, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []

    def handle_data(self, data):
        self.text += data


def read(text):
    reader = Reader()
    reader.feed(text)
    return reader


def test_zones_stand_as_on_the_map_from_the_outside_to_data(example):
    names = [zone.name for zone in example.zones]
    assert names[:2] == ["internet", "edge"]
    assert names.index("app@civil-affairs") < names.index("data@civil-affairs") < names.index("recovery")


def test_a_cell_shows_what_passes(example):
    assert pair(example, "internet", "edge").text == "443"
    assert pair(example, "app@civil-affairs", "data@civil-affairs").text == "2049+"
    assert pair(example, "internet", "vault").text == "·"
    assert pair(example, "ops", "vault").kind == "reach"
    assert pair(example, "ops", "services").kind == "service"


@pytest.mark.parametrize(
    ("standing", "kind", "text"),
    [
        (Standing.VIOLATED, "undeclared", "⚠22"),
        (Standing.UNKNOWN, "unknown", "?22"),
    ],
)
def test_a_cell_shows_what_should_not_be_with_a_sign(standing, kind, text):
    found = pair(matrix(cell("internet", "app", standing, Span(TCP, 22, 22))), "internet", "app")
    assert (found.kind, found.text) == (kind, text)


def test_a_declared_flow_that_is_blocked_or_vacant_is_shown_as_such():
    wanted = (Span(TCP, 443, 443),)
    for standing, text in ((Standing.BLOCKED, "✕443"), (Standing.VACANT, "○443")):
        assert pair(matrix(cell("internet", "app", standing, declared=wanted)), "internet", "app").text == text


def test_a_pair_about_which_nothing_is_known_is_not_shown_as_closed():
    found = pair(matrix(cell("internet", "app", Standing.UNKNOWN)), "internet", "app")
    assert (found.kind, found.text, found.passes) == ("unknown", "?", True)


def test_a_packet_that_arrives_without_a_reply_is_no_connection_and_is_not_hidden():
    found = pair(matrix(cell("internet", "app", Standing.ALLOWED, forward=(Span(TCP, 443, 443),))), "internet", "app")
    assert (found.kind, found.text, found.passes) == ("half", "~", False)


def test_ports_that_are_no_single_tcp_port_are_told_apart():
    for span, text in (
        (Span(UDP, 53, 53), "u53"),
        (Span(TCP, 1, 9), "1…"),
        (Span(ICMP, 0, 65535), "icmp"),
        (Span(-1, 0, 0), "*"),
    ):
        found = matrix(cell("internet", "app", Standing.ALLOWED, span))
        assert pair(found, "internet", "app").text == text


def test_what_holds_a_closed_pair_shut_is_said_only_where_it_was_asked():
    assert pair(matrix(), "internet", "app").held == "groups"
    assert data(matrix())["pairs"][0][1][1] >= 0
    assert data(matrix(layered=False))["pairs"][0][1][1] == -1


def test_the_data_show_a_way_with_the_lines_of_code_that_decide(example):
    found = data(example)
    names = found["names"]
    _, _, flows, packets = found["pairs"][names.index("edge")][names.index("app@civil-affairs")]
    why, places = found["flows"][flows[0]]
    assert why == "the portal routes to the agency's service"
    assert places[0].startswith("platform.yaml:")
    (_, _, _, fared, there, back, obstacles) = packets[0]
    assert fared == 0
    assert back
    assert obstacles == []
    text, passes, *lines = found["hops"][there[0]]
    assert passes == 1
    assert found["said"][text][0].startswith("egress rule of `aws_security_group.edge` admits tcp/8443")
    assert "出站规则" in found["said"][text][1]
    spot, quoted = found["lines"][lines[0]]
    assert re.fullmatch(r"zone-edge\.tf:\d+", spot)
    assert quoted.startswith('resource "aws_vpc_security_group_egress_rule"')


def test_the_data_show_everything_that_stops_a_packet(example):
    found = data(example)
    names = found["names"]
    kind, _, _, packets = found["pairs"][names.index("internet")][names.index("vault")]
    assert found["kinds"][kind][0] == "closed"
    assert packets[0][3] == 1
    assert len(packets[0][6]) > 1


def test_sentences_are_kept_once_for_all_zones_that_they_are_said_of(example):
    found = data(example)
    said = [one[0] if isinstance(one, list) else one for one in found["said"]]
    assert len(said) == len({*said})
    assert any("{→}" in one for one in said)


def test_every_link_of_the_page_leads_somewhere_and_no_name_is_given_twice(example):
    for zh in (False, True):
        page = read(body(example, zh=zh))
        assert len(page.ids) == len({*page.ids})
        assert {one.removeprefix("#") for one in page.links} <= {*page.ids}


def test_the_map_leads_to_the_zones_and_pairs_of_the_matrix(example):
    ids = {*read(body(example, zh=False)).ids}
    leads = [*map_page.targets(example).values(), *(one.address for one in map_page.lines(example))]
    assert {one.removeprefix("matrix.html#") for one in leads} <= ids


def test_without_scripts_the_ways_and_the_blockers_are_there(example):
    text = read(body(example, zh=False)).text
    assert "the portal routes to the agency's service" in text
    assert "egress rule of aws_security_group.edge admits tcp/8443" in text
    assert re.search(
        r"no egress rule of aws_security_group\.edge admits tcp/443 to the other end zone-edge\.tf:\d+", text
    )


def test_both_languages_say_all_of_it(example):
    english, chinese = read(body(example, zh=False)), read(body(example, zh=True))
    assert "没有放行发往" in chinese.text
    assert "Rows open connections" not in chinese.text
    assert english.tags == chinese.tags


def test_names_cannot_break_out_of_the_page_or_its_data():
    evil = "</script><img src=x onerror=alert(1)>\u2028"
    found = matrix(cell("internet", evil, Standing.VIOLATED, Span(TCP, 22, 22)), names=("internet", evil))
    assert "img" not in read(body(found, zh=False)).tags
    text = script(found)
    assert "<" not in text
    assert "\u2028" not in text
    assert data(found)["names"][1] == evil.replace("\u2028", "<U+2028>")
    assert "<" not in map_page.data(found.facts)


def test_what_steers_how_a_text_is_read_is_shown_by_name():
    evil = "app\u202egnp"
    found = matrix(cell("internet", evil, Standing.VIOLATED, Span(TCP, 22, 22)), names=("internet", evil))
    for text in (script(found), body(found, zh=False), map_page.picture(found, zh=False), map_page.data(found.facts)):
        assert "\u202e" not in text
        assert "U+202E" in text


def test_a_page_needs_nothing_inline_and_nothing_from_elsewhere(example):
    text = body(example, zh=False)
    for one in ("style=", "<style", "<script", "onclick", "http:", "https:"):
        assert one not in text


def test_the_table_of_the_map_says_what_the_picture_shows(example):
    lines = {(one.source, one.target): one for one in map_page.lines(example)}
    assert lines["internet", "edge"].traffic == "tcp/443"
    assert not lines["internet", "edge"].bad
    assert {one.name for one in map_page.zones(example, zh=True)} == {zone.name for zone in example.zones}


def test_the_same_matrix_gives_the_same_bytes(example):
    assert script(example) == script(Matrix(example.facts))
    assert body(example, zh=True) == body(Matrix(example.facts), zh=True)
