"""What a stack shows of each control, for programs; the form is fixed by `docs/reference/report-v1.schema.json`."""

from dataclasses import asdict

from bastide import __version__
from bastide.model.control import Answer, Assessment, Ruling, Wording, coverage
from bastide.model.finding import Verdict
from bastide.report import json_report
from bastide.report.json_report import Json, dumps

SCHEMA = "bastide.report/1"


def report(found: Assessment, verdict: Verdict) -> str:
    """Return the report as JSON text: the same stack gives the same bytes, with no clock and no machine path."""
    return dumps(document(found, verdict))


def document(found: Assessment, verdict: Verdict) -> Json:
    """Return the report as JSON data: coverage in three counts, then each control in the order of the catalog."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "bastide", "version": __version__},
        "tree": verdict.tree,
        "verdict": str(verdict.word),
        "catalog": {"id": found.catalog.id, "version": found.catalog.version, "title": _said(found.catalog.title)},
        "coverage": dict(asdict(coverage(found.rulings))),
        "controls": [_ruling(one) for one in found.rulings],
    }


def _ruling(ruling: Ruling) -> Json:
    control = ruling.control
    return {
        "id": control.id,
        "title": _said(control.title),
        "requirement": _said(control.requirement),
        "status": str(ruling.status),
        "severity": str(control.severity),
        "responsibility": str(control.responsibility),
        "obligation": str(control.obligation),
        "area": str(control.area),
        "phase": str(control.phase),
        "sources": {name: list(references) for name, references in control.sources.items()},
        "reason": None if ruling.reason is None else _said(ruling.reason),
        "evidence": [_answer(one) for one in ruling.answers],
        "fix": _said(control.fix),
    }


def _answer(answer: Answer) -> Json:
    evidence = answer.evidence
    return {
        "kind": str(evidence.kind),
        "status": str(answer.status),
        "rules": list(evidence.rules),
        "claim": evidence.claim,
        "subjects": list(answer.subjects),
        "findings": [json_report.finding(one) for one in answer.findings],
        "note": None if answer.note is None else _said(answer.note),
    }


def _said(wording: Wording) -> Json:
    return {"en": wording.en, "zh": wording.zh}
