"""Small grounds to judge one control on: a few resources, answers of checks, pairs of zones."""

from dataclasses import replace
from datetime import date

from bastide.controls.assess import rule
from bastide.controls.ground import Ground
from bastide.model.control import (
    Area,
    Assessment,
    Catalog,
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
from bastide.model.intent import DeclaredWaiver
from bastide.model.proof import Cell, Opening, Proof, Standing
from bastide.model.wire import TCP, Span
from bastide.scan.refusal import FILE_MISSING, at_file
from support.judging import INTENT, case

SAID = Wording("said", "说")
NOTHING = Verdict("stack", 1, (), {}, (), (), ())
GONE = at_file(FILE_MISSING, "backup.tf", "`backup.tf` is listed in `manifest.json` but missing", "it is not judged")
"""Why there is no verdict on a stack that lacks a file."""
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


LOGS = piece("covers", rules=("LOG002",))
PAPER = piece("operator", need=Wording("a letter", "一份文件"))
REPORT = piece("inherit", need=Wording("the provider's report", "云服务商报告"))
PASSED = ground(grounds={"LOG002": ("aws_vpc.main",)})
WAIVER = DeclaredWaiver("LOG002", "network", "team", "a pilot", date(2027, 3, 31), ())
RULINGS = {
    "AA-01": ruling(LOGS, on=ground(findings=[failing("LOG002", f"aws_vpc.v{number}") for number in range(5)])),
    "AA-02": ruling(LOGS),
    "AA-03": ruling(LOGS, on=ground(findings=[replace(finding("LOG002", Outcome.WAIVED), waiver=WAIVER)])),
    "AA-04": ruling(LOGS, PAPER, on=PASSED),
    "AA-05": ruling(PAPER),
    "AA-06": ruling(REPORT),
    "AA-07": ruling(LOGS, on=PASSED, cloud=("other",)),
    "AA-08": ruling(LOGS, on=PASSED),
}
"""A ruling of each status, AA-04 with a part that code shows."""


def assessed() -> Assessment:
    """Return an assessment with one control of each status."""
    rulings = tuple(replace(one, control=replace(CONTROL, id=name)) for name, one in RULINGS.items())
    controls = tuple(one.control for one in rulings)
    return Assessment(Catalog("c", "1", Wording("Catalog", "目录"), (), controls, ()), rulings)
