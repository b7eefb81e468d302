"""A verdict as JSON for programs; the form is fixed by `docs/reference/verdict-v1.schema.json`."""

import json
from typing import TypeAlias

from bastide import __version__
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.model.graph import Unknown
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place

SCHEMA = "bastide.verdict/1"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


def dumps(document: Json) -> str:
    """Return JSON text, ending with a line break; ASCII only, so that no terminal or encoding can spoil it."""
    return json.dumps(document, indent=2) + "\n"


def verdict(found: Verdict) -> str:
    """Return the verdict as JSON text: the same verdict gives the same bytes, with no clock and no machine path."""
    return dumps(document(found))


def document(found: Verdict) -> Json:
    """Return the verdict as JSON data; findings, unknowns and problems stay in the order of the tree."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "bastide", "version": __version__},
        "tree": found.tree,
        "subject": str(found.subject),
        "verdict": str(found.word),
        "evaluated": found.evaluated,
        "totals": _totals(found),
        "findings": [finding(one) for one in found.findings],
        "passed": dict(sorted(found.passed.items())),
        "not_covered": list(found.not_covered),
        "unknowns": [_unknown(unknown) for unknown in found.unknowns],
        "unused_waivers": [_waiver(waiver) for waiver in found.unused_waivers],
        "left_out": dict(sorted(found.left_out.items())),
        "problems": [_problem(problem) for problem in found.problems],
    }


def _totals(found: Verdict) -> Json:
    return {
        "pass": sum(found.passed.values()),
        "fail": len(found.having(Outcome.FAIL)),
        "waived": len(found.having(Outcome.WAIVED)),
        "unknown": len(found.having(Outcome.UNKNOWN)) + len(found.unknowns),
        "not_covered": len(found.not_covered),
    }


def finding(finding: Finding) -> Json:
    """Return a finding as JSON data."""
    return {
        "code": finding.code,
        "title": finding.title,
        "outcome": str(finding.outcome),
        "severity": str(finding.severity),
        "source": str(finding.source),
        "message": finding.message,
        "resource": finding.resource,
        "place": _place(finding.place),
        "related": [_label(label) for label in finding.related],
        "why": finding.why,
        "fix": finding.fix,
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
    }


def _place(place: Place | None) -> Json:
    if place is None:
        return None
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _label(label: Label) -> Json:
    return {"place": _place(label.place), "note": label.note}


def _waiver(waiver: DeclaredWaiver) -> Json:
    return {
        "check": waiver.check,
        "target": waiver.target,
        "owner": waiver.owner,
        "why": waiver.why,
        "until": waiver.until.isoformat(),
    }


def _unknown(unknown: Unknown) -> Json:
    return {"text": unknown.text, "reason": unknown.reason, "place": _place(unknown.place)}


def _problem(problem: Diagnostic) -> Json:
    return {
        "code": problem.code,
        "message": problem.message,
        "labels": [_label(label) for label in problem.labels],
        "why": problem.why,
        "fix": problem.fix,
    }
