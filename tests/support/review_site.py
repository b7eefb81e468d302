"""A review of the example without checkov: its own proofs, with findings of every outcome planted."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bastide.app import explain
from bastide.app.pathways import pathways
from bastide.app.proving import prover_module
from bastide.app.stack import readable
from bastide.controls.assess import assess
from bastide.controls.ground import Ground
from bastide.model.control import Assessment, Ruling, Status
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source, Step, Verdict
from bastide.model.graph import Unknown
from bastide.model.intent import DeclaredWaiver
from bastide.report import changes, control_json
from bastide.report.site.review import Entry, Review

ROOT = Path(__file__).resolve().parents[2]
STACK = ROOT / "examples/cloud-window/stack"
TODAY = date(2026, 12, 1)
WAIVER = DeclaredWaiver("CKV_AWS_144", "store/portal-assets", "web-team", "rebuilt", date(2027, 3, 31), ())


@cache
def review(stack: Path = STACK) -> Review:
    """Return the review of a stack."""
    case = readable(stack).case
    proven = prover_module().prove_all(case)
    places = {one.address: one.place for one in case.graph.resources}
    findings = tuple(_finding(places, *one) for one in _PLANTED)
    unknown = Unknown("var.secret", "the variable has no value", next(iter(places.values())))
    verdict = Verdict(
        "stack",
        len(places),
        findings,
        {},
        ("aws_vpc.unseen",),
        (unknown,),
        (),
        (WAIVER,),
        left_out={"NET009": "no plan"},
    )
    proof = proven.evidence.proof
    found = assess(Ground(case, verdict, proof))
    return Review(
        assessment=found,
        verdict=verdict,
        today=TODAY,
        proof=proof,
        identity=proven.identity,
        intent=case.intent,
        pathways=pathways(proven.evidence, stack, today=TODAY),
        graph=case.graph,
        texts=case.texts,
        explained={one.code: Entry(one.title, one.sections, one.fix) for one in explain.index()},
        changes=changes.compare(changes.read(control_json.report(_earlier(found), verdict)), found),
    )


def _earlier(found: Assessment) -> Assessment:
    """Return the same with one control that stood better, one that stood worse and one that wasn't known."""
    first, second, _, *rest = found.rulings
    return replace(found, rulings=(_as(first, Status.SATISFIED), _as(second, Status.NOT_SATISFIED), *rest))


def _as(ruling: Ruling, status: Status) -> Ruling:
    return replace(ruling, status=status)


_PLANTED = (
    ("NET001", Outcome.FAIL, Severity.CRITICAL, "aws_security_group.edge"),
    ("CKV_AWS_144", Outcome.WAIVED, Severity.MEDIUM, "aws_s3_bucket.portal_assets"),
    ("CKV_AWS_144", Outcome.WAIVED, Severity.MEDIUM, "aws_s3_bucket.case_files"),
    ("DATA001", Outcome.UNKNOWN, Severity.HIGH, "aws_s3_bucket.case_files"),
)


def _finding(places, code, outcome, severity, resource) -> Finding:
    place = places[resource]
    waiver = WAIVER if outcome is Outcome.WAIVED else None
    steps = (Step("a rule admits it", (place,), "there"),)
    return Finding(
        code,
        f"title of {code}",
        outcome,
        severity,
        Source.BASTIDE,
        f"{code} speaks",
        resource,
        place,
        (),
        "because",
        "mend",
        waiver,
        steps,
    )
