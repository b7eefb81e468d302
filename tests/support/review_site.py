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

ATTACKS = (
    '"><img src=x onerror=alert(1)>',
    "<script>alert(2)</script>",
    "' onmouseover='alert(3)",
    "</title></script><svg onload=alert(4)>",
    "{{ 7 * 7 }}",
    "javascript:alert(5)",
    "\u202egnp.exe\u0007",
)
ATTACK = " ".join(ATTACKS)
"""Names that would run, read backwards or ring a bell where they were not escaped."""


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


def attacked() -> Review:
    """Return the same with an attack in each place that somebody may write."""
    sound = review()
    intent = sound.intent
    store = replace(intent.stores[0], name=ATTACK, zone=ATTACK, resources=(ATTACK,), copies=(ATTACK,))
    role = replace(intent.roles[0], name=ATTACK, resource=ATTACK, reach=(ATTACK,), vendor=ATTACK, sources=(ATTACK,))
    log = replace(intent.logs[0], stream=ATTACK, resources=(ATTACK,))
    work = replace(intent.workloads[0], name=ATTACK, uses=(ATTACK,))
    waiver = replace(WAIVER, check=ATTACK, target=ATTACK, owner=ATTACK, why=ATTACK)
    bad = replace(
        intent,
        platform=ATTACK,
        stores=(store, *intent.stores[1:]),
        roles=(role, *intent.roles[1:]),
        logs=(log, *intent.logs[1:]),
        workloads=(work, *intent.workloads[1:]),
        separate=((ATTACK, ATTACK),),
    )
    findings = tuple(
        replace(
            one,
            code=ATTACK,
            title=ATTACK,
            message=ATTACK,
            resource=ATTACK,
            why=ATTACK,
            fix=ATTACK,
            waiver=waiver if one.waiver else None,
        )
        for one in sound.verdict.findings
    )
    verdict = replace(
        sound.verdict,
        tree=ATTACK,
        findings=findings,
        not_covered=(ATTACK,),
        unused_waivers=(waiver,),
        left_out={ATTACK: ATTACK},
    )
    titles = {**sound.pathways.titles, "platform": ATTACK, "zone/edge": ATTACK, f"store/{ATTACK}": ATTACK}
    ways = replace(sound.pathways, titles=titles)
    texts = {file: text.replace("}", f"# {ATTACK}\n}}", 1) for file, text in sound.texts.items()}
    first = sound.changes.findings[:1]
    told = replace(
        sound.changes,
        findings=tuple(replace(one, code=ATTACK, message=ATTACK, resource=ATTACK, place=ATTACK) for one in first),
    )
    return replace(sound, verdict=verdict, intent=bad, pathways=ways, texts=texts, changes=told)
