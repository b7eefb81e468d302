"""A path in words."""

from bastide.model.place import Place
from bastide.model.proof import Hop, Packet, Trip, Walk
from bastide.model.wire import TCP, UDP, Origin, Span, cidr
from bastide.prove.segmentation.declaration import Flow
from bastide.prove.segmentation.paths import Over, PathAnswer, Shown, Tried, Word
from bastide.report.paint import Paint
from bastide.report.path_text import path

HTTPS = Span(TCP, 443, 443)
PASS = Hop("a rule admits it", (Origin("aws_x.y", Place("main.tf", 7, 1, 7, 9)),), passes=True)
STOP = Hop("no route", (), passes=False)


def walk(*hops, protocol=TCP):
    packet = Packet(4, protocol, cidr("10.0.0.1").first, 40000, cidr("10.0.0.2").first, 443)
    return Walk(packet, "a", "b", hops)


def tried(trip, flows, obstacles):
    word = Word.PASSES if trip.completes else Word.STOPPED
    return Tried(HTTPS, flows, word, (Over(4, word),), (Shown(trip, obstacles),))


def told(trip, *, flows=(), obstacles=(), asked=None, paint=None):
    answer = PathAnswer("a", "b", ("a", "b"), (HTTPS,), (tried(trip, flows, obstacles),))
    return path(answer, asked or {}, paint or Paint())


def test_a_path_that_passes_has_its_hops_numbered_with_their_places():
    text = told(Trip(walk(PASS, PASS), walk(PASS)))
    assert text.startswith("a -> b\npasses between the zones: tcp/443\n\ntcp/443: passes  tcp 10.0.0.1:40000 -> ")
    assert "  there:\n     1  a rule admits it  [main.tf:7:1]\n     2  " in text
    assert "  back:\n     1  " in text


def test_what_stops_a_packet_is_marked_without_colour_too():
    text = told(Trip(walk(PASS, STOP), None), obstacles=(STOP,))
    assert "tcp/443: stopped" in text
    assert "  x  2  no route\n" in text
    assert "    - no route\n" in text


def test_a_packet_whose_reply_is_stopped_arrives_all_the_same():
    text = told(Trip(walk(PASS, protocol=UDP), walk(STOP, protocol=UDP)))
    assert "arrives, its reply is stopped" in text


def test_what_passes_for_some_shows_both_packets_and_what_is_so_over_each_ip_version():
    shown = (Shown(Trip(walk(STOP), None), (STOP,)), Shown(Trip(walk(PASS), walk(PASS))))
    over = (Over(4, Word.STOPPED), Over(6, Word.PASSES))
    text = path(PathAnswer("a", "b", ("a", "b"), (HTTPS,), (Tried(HTTPS, (), Word.SOME, over, shown),)), {}, Paint())
    assert "tcp/443: passes for some, stopped for others (over IPv4 stopped, over IPv6 passes)\n" in text
    assert text.index("  stopped:  tcp 10.0.0.1:40000") < text.index("  passes:  tcp 10.0.0.1:40000")


def test_who_asked_for_it_is_told_with_the_line():
    flow = Flow("flow: a to b tcp/443", "a", "b", HTTPS, "citizens")
    asked = {flow.id: (Place("platform.yaml", 25, 5, 25, 9),)}
    text = told(Trip(walk(PASS), walk(PASS)), flows=(flow,), asked=asked)
    assert "  asked for by flow: a to b tcp/443 at platform.yaml:25:5: citizens\n" in text
    assert "  no declared flow asks for it\n" in told(Trip(walk(PASS), walk(PASS)))


def test_colour_adds_no_word():
    trip = Trip(walk(PASS, STOP), None)
    painted = told(trip, paint=Paint(on=True))
    assert "\x1b" in painted
    for code in ("0", "1", "1;31", "1;32"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == told(trip)
