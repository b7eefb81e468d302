"""What was looked at and what came of it, as OSCAL assessment results, and the plan that they refer to."""

import os
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from bastide.model.control import OUTSIDE, Answer, Assessment, Ruling, Status, Wording
from bastide.model.diagnostic import Label
from bastide.model.finding import Finding
from bastide.report.json_report import Json
from bastide.report.oscal.catalog import identifier
from bastide.report.oscal.parts import line, metadata, moment, named, props, references, some
from bastide.report.oscal.subject import Subject

PLAN = "assessment-plan.json"
RESULTS = "assessment-results.json"

_STATES = {Status.SATISFIED: ("satisfied", "pass"), Status.NOT_SATISFIED: ("not-satisfied", "fail")}
_OTHER = ("not-satisfied", "other")
"""OSCAL knows two states; what was accepted, is left to people or was not seen is never called satisfied."""

_RISKS = {
    Status.NOT_SATISFIED: "open",
    Status.NO_EVIDENCE: "investigating",
    Status.RISK_ACCEPTED: "deviation-approved",
}


def plan(found: Assessment, subject: Subject) -> Json:
    """Return the plan of the self-check: the whole catalog but for what does not apply."""
    title = Wording(f"Self-check of {subject.name}", f"{subject.name} 自查计划")
    declaration = named("declaration", subject.name)
    return {
        "assessment-plan": {
            "uuid": named("plan", subject.name),
            "metadata": metadata(title, subject.digest[:12], subject.day),
            "import-ssp": {
                "href": f"#{declaration}",
                "remarks": "The system security plan is the operator's to write; the declaration stands in for it.",
            },
            "reviewed-controls": _reviewed(found),
            "back-matter": {
                "resources": [
                    {"uuid": declaration, "title": "Declaration of the platform", "rlinks": [{"href": "intent.json"}]}
                ]
            },
        }
    }


def document(found: Assessment, subject: Subject) -> Json:
    """Return the results: observations by evidence, findings by control, risks where they are."""
    title = Wording(f"Self-check of {subject.name}", f"{subject.name} 自查结果")
    rulings = [one for one in found.rulings if one.status is not Status.NOT_APPLICABLE]
    result = some(
        uuid=named("result", subject.name, subject.digest),
        title=title.en,
        description="A self-check of generated code. Only an assessor concludes whether a level is met.",
        start=moment(subject.day),
        end=moment(subject.day),
        props=props(("digest", subject.digest), ("tree", subject.tree)),
        local_definitions=_defined(rulings, subject),
        reviewed_controls=_reviewed(found),
        observations=[_observation(one, number, subject) for one, number in _numbered(rulings)],
        risks=[_risk(one, subject) for one in rulings if one.status in _RISKS],
        findings=[_finding(one, subject) for one in rulings],
    )
    return {
        "assessment-results": {
            "uuid": named("results", subject.name, subject.digest),
            "metadata": metadata(title, subject.digest[:12], subject.day),
            "import-ap": {"href": PLAN},
            "results": [result],
        }
    }


def _reviewed(found: Assessment) -> Json:
    out = [identifier(one.control) for one in found.rulings if one.status is Status.NOT_APPLICABLE]
    chosen = some(include_all={}, exclude_controls=references(out, "control-id"))
    chosen["include-all"] = {}
    return {"control-selections": [chosen]}


def _defined(rulings: Iterable[Ruling], subject: Subject) -> Json:
    """Return the stack as a component, and each resource that was looked at as an item of the inventory."""
    looked = {name for one in rulings for answer in one.answers for name in _looked_at(answer)}
    component: Json = {
        "uuid": named("component", subject.name),
        "type": "software",
        "title": f"Stack of {subject.name}",
        "description": f"Terraform that was generated for {subject.name} and judged as text.",
        "status": {"state": "under-development"},
    }
    return some(
        components=[component],
        inventory_items=[_item(name, subject) for name in sorted(looked) if name in subject.places],
    )


def _item(address: str, subject: Subject) -> Json:
    return {
        "uuid": named("resource", subject.name, address),
        "description": line(address),
        "props": props(("place", subject.places[address])),
        "implemented-components": [{"component-uuid": named("component", subject.name)}],
    }


def _looked_at(answer: Answer) -> Iterator[str]:
    yield from answer.subjects
    yield from (one.resource for one in answer.findings)


def _numbered(rulings: Iterable[Ruling]) -> Iterator[tuple[Ruling, int]]:
    for one in rulings:
        yield from ((one, number) for number in range(len(one.answers)))


def _observation(ruling: Ruling, number: int, subject: Subject) -> Json:
    answer = ruling.answers[number]
    evidence, control = answer.evidence, ruling.control
    outside = evidence.kind in OUTSIDE
    looked = sorted({name for name in _looked_at(answer) if name in subject.places})
    others = sorted({name for name in answer.subjects if name and name not in subject.places})
    need, note = evidence.need, answer.note
    return some(
        uuid=_observed(control.id, number, subject),
        title=f"{control.id} {evidence.kind} {number + 1}",
        description=f"To be added: {need.en}" if need else f"{evidence.kind}: {answer.status}",
        methods=["EXAMINE" if outside else "TEST"],
        types=["control-objective"],
        props=props(
            ("status", str(answer.status)),
            ("need-zh", need.zh if need else ""),
            *(("rule", rule) for rule in evidence.rules),
            *(("subject", name) for name in others),
        ),
        subjects=[{"subject-uuid": named("resource", subject.name, name), "type": "inventory-item"} for name in looked],
        relevant_evidence=[_evidence(one) for one in answer.findings],
        collected=moment(subject.day),
        remarks=note.en if note else "",
    )


def _observed(control: str, number: int, subject: Subject) -> str:
    return named("observation", subject.name, subject.digest, control, str(number))


def _evidence(finding: Finding) -> Json:
    """Return what speaks against a control, with its line and the other lines that matter."""
    place = finding.place
    href = "" if place is None else f"{quote(os.fsencode(place.file))}#L{place.line}"
    return some(
        href=href,
        description=f"{finding.code}: {finding.message}",
        props=props(
            ("outcome", str(finding.outcome)),
            ("resource", finding.resource),
            *(("related", _told(label)) for label in finding.related),
            *(("hop", f"{step.leg}: {step.text}") for step in finding.steps),
        ),
    )


def _told(label: Label) -> str:
    return f"{label.place.file}:{label.place.line} {label.note or ''}"


def _finding(ruling: Ruling, subject: Subject) -> Json:
    control = ruling.control
    state, reason = _STATES.get(ruling.status, _OTHER)
    observed = [_observed(control.id, number, subject) for number in range(len(ruling.answers))]
    return some(
        uuid=named("finding", subject.name, subject.digest, control.id),
        title=f"{control.id} {control.title.en}",
        description=control.requirement.en,
        props=props(("status", str(ruling.status)), ("title-zh", control.title.zh)),
        target={
            "type": "statement-id",
            "target-id": f"{identifier(control)}_statement",
            "status": {"state": state, "reason": reason},
        },
        implementation_statement_uuid=named("requirement", subject.name, control.id),
        related_observations=references(observed, "observation-uuid"),
        related_risks=references([_risked(control.id, subject)], "risk-uuid") if ruling.status in _RISKS else [],
    )


def _risked(control: str, subject: Subject) -> str:
    return named("risk", subject.name, subject.digest, control)


def _risk(ruling: Ruling, subject: Subject) -> Json:
    """Return a risk with what would end it; one that was accepted names who accepted it, why and until when."""
    control = ruling.control
    waivers = sorted({one.waiver for answer in ruling.answers for one in answer.findings if one.waiver}, key=str)
    observed = [_observed(control.id, number, subject) for number in range(len(ruling.answers))]
    return some(
        uuid=_risked(control.id, subject),
        title=f"{control.id} {control.title.en}",
        description=control.requirement.en,
        statement="; ".join(line(f"{one.check}: {one.why} ({one.owner})") for one in waivers)
        or f"The control is {ruling.status}.",
        props=props(("severity", str(control.severity)), *(("accepted-by", one.owner) for one in waivers)),
        status=_RISKS[ruling.status],
        deadline=moment(min(one.until for one in waivers)) if waivers else "",
        remediations=[
            {
                "uuid": named("remediation", subject.name, control.id),
                "lifecycle": "recommendation",
                "title": f"Satisfy {control.id}",
                "description": control.fix.en,
                "props": props(("description-zh", control.fix.zh)),
            }
        ],
        related_observations=references(observed, "observation-uuid"),
    )
