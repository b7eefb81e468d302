"""What a stack shows of each control as SARIF: the verdict's log, and a result for each control that is not held to."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from itertools import chain, zip_longest

from bastide.model.control import Assessment, Ruling, Status, coverage
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Verdict
from bastide.report import sarif
from bastide.report.explained import Entry, markdown, plain
from bastide.report.json_report import Json, dumps

_FINGERPRINT = "bastideControl/v1"
_KINDS = {Status.NOT_SATISFIED: "fail", Status.NO_EVIDENCE: "open", Status.RISK_ACCEPTED: "fail"}
"""What a status is in SARIF; what people or the provider must add is no finding in code, and is counted only."""
MOST_RELATED = 20
"""How many other places one result names; a code-scanning page shows no more."""
MOST_TAGS = 20
"""How many tags a rule has at most: GitHub turns a whole log away for one rule with more."""


def report(found: Assessment, verdict: Verdict, explained: Mapping[str, Entry]) -> str:
    """Return a report as SARIF text; `explained` are the pages of rules and controls by code."""
    return dumps(document(found, verdict, explained))


def document(found: Assessment, verdict: Verdict, explained: Mapping[str, Entry]) -> Json:
    """Return the verdict's log with the controls as further rules and results of its one run."""
    told = [one for one in found.rulings if one.status in _KINDS]
    base = sarif.base_of(verdict)
    more = sarif.More(
        rules=tuple(_rule(one, explained.get(one.control.id)) for one in told),
        results=tuple(_result(one, base) for one in told),
        properties={"coverage": dict(asdict(coverage(found.rulings)))},
    )
    return sarif.document(verdict, explained, more)


def _rule(ruling: Ruling, entry: Entry | None) -> dict[str, Json]:
    control = ruling.control
    page = entry or Entry(control.title.en, {"What it asks": control.requirement.en}, control.fix.en)
    return {
        "id": control.id,
        "name": control.title.en.title().replace(" ", "").replace(",", ""),
        "shortDescription": {"text": f"{control.title.en} ({control.title.zh})"},
        "fullDescription": {"text": control.requirement.en},
        "help": {"text": plain(page), "markdown": markdown(page)},
        "defaultConfiguration": {"level": sarif.LEVELS[control.severity]},
        "properties": {
            "security-severity": sarif.SCORES[control.severity],
            "tags": ["security", "control", str(control.area), *_cited(ruling)][:MOST_TAGS],
            "cited": _cited(ruling),
        },
    }


def _cited(ruling: Ruling) -> list[Json]:
    """Return the clauses that a control cites, one of each standard in turn: so the first ones name every standard."""
    each = [[f"external/{name}/{one}" for one in cited] for name, cited in sorted(ruling.control.sources.items())]
    return [one for one in chain.from_iterable(zip_longest(*each)) if one is not None]


def _result(ruling: Ruling, base: str) -> dict[str, Json]:
    against = [one for answer in ruling.answers for one in answer.findings]
    placed = [one for one in against if one.place is not None]
    kind = _KINDS[ruling.status]
    severity: Severity = ruling.control.severity
    first = placed[0] if placed else None
    result: dict[str, Json] = {
        "ruleId": ruling.control.id,
        "kind": kind,
        "level": "none" if kind == "open" else sarif.LEVELS[severity],
        "message": {"text": _message(ruling, against)},
        "locations": [sarif.location(None if first is None else first.place, base, first.resource if first else "")],
        "suppressions": _suppressions(ruling, against),
        "partialFingerprints": {_FINGERPRINT: hashlib.sha256(ruling.control.id.encode()).hexdigest()[:32]},
    }
    if placed[1:]:
        result["relatedLocations"] = [
            {**sarif.location(one.place, base, one.resource), "id": number, "message": {"text": one.message}}
            for number, one in enumerate(placed[1 : MOST_RELATED + 1], start=1)
        ]
    return result


def _message(ruling: Ruling, against: list[Finding]) -> str:
    control = ruling.control
    notes = [answer.note.en for answer in ruling.answers if answer.note is not None]
    said = [f"{one.code}: {one.message}" for one in against[:1]] or notes[:1]
    more = f" and {len(against) - 1} more" if len(against) > 1 else ""
    return f"{control.title.en}: {ruling.status}" + (f". {said[0]}{more}" if said else "")


def _suppressions(ruling: Ruling, against: list[Finding]) -> list[Json]:
    if ruling.status is not Status.RISK_ACCEPTED:
        return []
    return [sarif.suppression(one) for one in against if one.waiver is not None][:1]
