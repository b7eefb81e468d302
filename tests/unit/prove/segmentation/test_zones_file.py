"""A zones file says exactly what it says, and every fault in it is told at once."""

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.wire import ICMP, TCP, Span, cidr
from bastide.prove.segmentation.zones_file import read_zones

GOOD = """
zones:
  web:  {subnets: [aws_subnet.public_a, aws_subnet.public_b]}
  data: {cidrs: 10.0.2.0/24}
flows:
  - {from: internet, to: web, allow: tcp/443, why: citizens}
  - {from: web, to: data, allow: [tcp/5432-5433, icmp/8], why: records}
never:
  - {from: internet, to: [data, on-premises]}
"""


def faults(text):
    with pytest.raises(CannotAnswerError) as caught:
        read_zones(text, "zones.yaml")
    return [(one.code, one.labels[0].place.line) for one in caught.value.diagnostics]


def test_zones_flows_and_promises_are_read():
    declared = read_zones(GOOD, "zones.yaml")
    assert [area.name for area in declared.areas] == ["web", "data"]
    assert declared.areas[0].subnets == {"aws_subnet.public_a", "aws_subnet.public_b"}
    assert declared.areas[1].cidrs == (cidr("10.0.2.0/24"),)
    assert declared.spans[("web", "data")] == (Span(ICMP, 2048, 2303), Span(TCP, 5432, 5433))
    assert declared.never == {("internet", "data"), ("internet", "on-premises")}
    assert declared.complete
    assert declared.flows[0].place.line == 6


def test_zones_without_flows_judge_nothing():
    assert not read_zones("zones:\n  web: {cidrs: [10.0.0.0/24]}\n", "z").complete


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zone:\n  web: {}\n", [("ZON001", 1)]),
        ("zones:\n  web: {subnet: [a]}\n", [("ZON001", 2)]),
        ("zones:\n  web: {cidrs: [10.0.0.0/99]}\n", [("ZON002", 2)]),
        ("zones: [web]\nflows: {}\n", [("ZON002", 1), ("ZON002", 2)]),
        ("flows:\n  - {from: web, to: internet, allow: tcp/443}\n", [("ZON003", 2)]),
        ("flows:\n  - {from: internet, allow: tcp/443}\n", [("ZON001", 2)]),
        ("flows:\n  - {from: internet, to: on-premises}\n", [("ZON001", 2)]),
        ("flows:\n  - {from: internet, to: on-premises, allow: tcp/70000}\n", [("ZON002", 2)]),
        ("flows:\n  - {from: internet, to: on-premises, allow: tcp/9-1}\n", [("ZON002", 2)]),
        ("flows:\n  - {from: internet, to: on-premises, allow: http}\n", [("ZON002", 2)]),
        ("flows:\n  - {from: internet, to: on-premises, allow: icmp/256}\n", [("ZON002", 2)]),
        ("", [("ZON008", 1)]),
        ("zones: {}\nflows: []\n", [("ZON008", 1)]),
        ("flows:\n  - [a]\n", [("ZON002", 2)]),
    ],
)
def test_every_fault_is_told_with_its_line(text, found):
    told = faults(text)
    assert set(found) <= set(told)


def test_a_near_miss_is_suggested():
    with pytest.raises(CannotAnswerError) as caught:
        read_zones("zones:\n  data: {}\nnever:\n  - {from: internet, to: dta}\n", "z")
    assert "did you mean `data`?" in caught.value.diagnostics[0].fix
