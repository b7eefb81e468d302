import json

from bastide.model.place import Place
from bastide.model.proof import Hop, Packet, Trip, Walk
from bastide.model.wire import TCP, Origin
from bastide.prove.rehearsal.result import Gap, Mismatch, Rehearsal
from bastide.report import rehearsal_json, rehearsal_text

PACKET = Packet(4, TCP, 0x0A000004, 40000, 0x0A000005, 443)
STOPPED = Hop(
    "no ingress rule admits it", (Origin("aws_security_group.b", Place("main.tf", 3, 1, 3, 9)),), passes=False
)
TRIP = Trip(Walk(PACKET, "a", "b", (Hop("it leaves", (), passes=True), STOPPED)), None)


def result(mismatches=(), **how):
    base = {
        "hosts": 3,
        "spaces": 7,
        "probes": 12,
        "passed": {"tcp": 4},
        "blocked": {"tcp": 5, "udp": 1},
        "undetermined": 1,
        "lost": {"firewall endpoint fw": 1},
        "pooled": 1,
        "mismatches": tuple(mismatches),
        "gaps": (Gap("gateway endpoint `s3`", "it has no host"),),
        "seconds": {"build": 0.25, "wait": 1.0},
    }
    return Rehearsal(**{**base, **how})


def mismatch():
    return Mismatch("a", "b", PACKET, "walker", "answered", "no answer", TRIP, ("10.0.0.4 -> 10.0.0.5 enters b",))


def test_agreement_says_how_much_was_sent_and_what_was_not():
    text = rehearsal_text.rehearsal(result())
    assert text.startswith("rehearsed with 3 hosts, 7 network namespaces, 12 probes, in 1.2 s\n")
    assert "tcp                4         5" in text
    assert "gateway endpoint `s3`: it has no host" in text
    assert "1 probe that ended at firewall endpoint fw" in text
    assert "1 probe whose way AWS chooses" in text
    assert text.endswith("0 mismatches between kernel and proof\n")


def test_a_mismatch_shows_packet_and_both_ways():
    text = rehearsal_text.rehearsal(result([mismatch()]))
    assert "MISMATCH tcp 10.0.0.4:40000 -> 10.0.0.5:443" in text
    assert "kernel: answered; proof (walker): no answer" in text
    assert "10.0.0.4 -> 10.0.0.5 enters b" in text
    assert "x no ingress rule admits it  [main.tf:3" in text
    assert text.endswith("1 mismatch between kernel and proof\n")


def test_many_mismatches_are_counted_and_not_all_told():
    text = rehearsal_text.rehearsal(result([mismatch()] * 40))
    assert text.count("MISMATCH") == 12
    assert "... and 28 more" in text


def test_json_holds_every_mismatch():
    found = json.loads(rehearsal_json.rehearsal(result([mismatch()] * 40)))
    assert len(found["mismatches"]) == 40
    assert found["mismatches"][0]["hops"][0][1] == {"text": "no ingress rule admits it", "passes": False}
    assert found["milliseconds"] == {"build": 250, "wait": 1000}
    assert found["not_rehearsed"] == [{"what": "gateway endpoint `s3`", "why": "it has no host"}]
