"""Small grounds to judge one control on: a few resources, answers of checks, pairs of zones."""

from dataclasses import replace

from bastide.controls.assess import rule
from bastide.controls.ground import Ground
from bastide.model.control import (
    Area,
    Control,
    Evidence,
    Kind,
    Obligation,
    Phase,
    Responsibility,
    Ruling,
    Wording,
)
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source, Verdict
from bastide.model.proof import Cell, Opening, Proof, Standing
from bastide.model.wire import TCP, Span
from support.judging import INTENT, case

SAID = Wording("said", "说")
NOTHING = Verdict("stack", 1, (), {}, (), (), ())
CONTROL = Control(
    id="XX-01",
    title=SAID,
    requirement=SAID,
    severity=Severity.HIGH,
    responsibility=Responsibility.GENERATED,
    obligation=Obligation.SHALL,
    area=Area.DATA,
    phase=Phase.PREVENT,
    sources={},
    evidence=(),
    fix=SAID,
)


def finding(code, outcome, resource="aws_vpc.main"):
    return Finding(code, "t", outcome, Severity.HIGH, Source.BASTIDE, "m", resource, None)


def cell(source, destination, standing=Standing.CLOSED, *ports, layers=("groups",)):
    spans = tuple(Span(TCP, port, port) for port in ports)
    return Cell(source, destination, (), Opening(spans, spans, spans), standing, frozenset(layers))


def proof(*cells):
    return Proof((), {}, cells, (), (), {}, (), (), {})


def ground(text="", *, intent=INTENT, findings=(), grounds=None, cells=None):
    verdict = replace(NOTHING, findings=tuple(findings), grounds=grounds or {})
    judged = replace(case(text, None), intent=intent)
    return Ground(judged, verdict, None if cells is None else proof(*cells))


def ruling(*evidence, on=None, **applies) -> Ruling:
    control = replace(CONTROL, evidence=evidence, applies=applies)
    return rule(control, on or ground())


def status(*evidence, on=None, **applies) -> str:
    return str(ruling(*evidence, on=on, **applies).status)


def piece(kind, **fields) -> Evidence:
    return Evidence(Kind(kind), **fields)


def failing(code, resource="aws_vpc.main"):
    return finding(code, Outcome.FAIL, resource)
