"""A verdict as SARIF 2.1.0 (OASIS, errata 01), for code-scanning pages and editors."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote

from bastide import __version__
from bastide.model.diagnostic import Diagnostic, Label, Severity
from bastide.model.finding import Finding, Outcome, Step, Verdict
from bastide.model.graph import Unknown
from bastide.model.place import Place
from bastide.report.explained import Entry, markdown, plain
from bastide.report.json_report import Json, dumps
from bastide.report.verdict_text import sentence, totals

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
UNKNOWN_RULE = "UNKNOWN"
"""The rule id of an expression that could not be evaluated."""

NOBODY: Mapping[str, Entry] = {}
"""No pages: a finding then explains its rule itself."""

_FINGERPRINT = "bastideFinding/v1"
LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class More:
    """What a log says beyond the verdict: rules, results without the index of their rule, properties of the run."""

    rules: tuple[dict[str, Json], ...] = ()
    results: tuple[dict[str, Json], ...] = ()
    properties: Mapping[str, Json] = field(default_factory=dict)


NO_MORE = More()


def verdict(found: Verdict, explained: Mapping[str, Entry] = NOBODY) -> str:
    """Return the verdict as SARIF text: no clock, no machine path, fingerprints that survive moved lines.

    Failures are results of kind `fail`, suppressed if waived; what could not be evaluated is of kind `open`,
    whose level the standard fixes at `none`. Paths are relative to where the scan was started if the
    tree was named relative to it, else to the tree. `explained` are the pages of codes, which become the rules' help.
    """
    return dumps(document(found, explained))


def document(found: Verdict, explained: Mapping[str, Entry] = NOBODY, more: More = NO_MORE) -> Json:
    """Return the verdict as a SARIF log with one run."""
    judged = [finding for finding in found.findings if finding.outcome is not Outcome.PASS]
    base = base_of(found)
    rules = [*_rules(judged, explained, unknown=bool(found.unknowns)), *more.rules]
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    results = [(_identity(finding), _result(finding, base, index)) for finding in judged]
    results += [(_place_identity(unknown), _open(unknown, base, index)) for unknown in found.unknowns]
    run: dict[str, Json] = {
        "tool": {"driver": {"name": "bastide", "semanticVersion": __version__, "rules": list(rules)}},
        "automationDetails": {"id": f"bastide/{base}"},
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder in which the scan was started."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(found, base)],
        "results": [*_fingerprinted(results), *_indexed(more.results, index)],
        "properties": {
            "verdict": str(found.word),
            "totals": totals(found),
            "evaluated": found.evaluated,
            "notCovered": list(found.not_covered),
            "leftOut": dict(found.left_out),
            **more.properties,
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _indexed(results: Iterable[dict[str, Json]], index: Mapping[str, int]) -> Iterable[dict[str, Json]]:
    return ({**one, "ruleIndex": index[str(one["ruleId"])]} for one in results)


def base_of(found: Verdict) -> str:
    """Return what stands before the paths of a verdict's places: the judged folder, where it lies below this one."""
    return _base(str(PurePosixPath(found.tree).parent) if found.subject.is_file else found.tree)


def _base(tree: str) -> str:
    """Return what to put before the tree's paths: itself if it lies below the working directory, else nothing."""
    path = PurePosixPath(tree.replace("\\", "/"))
    outside = path.is_absolute() or ".." in path.parts or not path.parts
    return "" if outside else f"{quote(os.fsencode(path))}/"


def _rules(findings: Iterable[Finding], explained: Mapping[str, Entry], *, unknown: bool) -> list[dict[str, Json]]:
    """Return one rule for each code, sorted; its level is that of its worst finding."""
    worst: dict[str, Finding] = {}
    for finding in findings:
        known = worst.setdefault(finding.code, finding)
        if _RANKS[finding.severity] < _RANKS[known.severity]:
            worst[finding.code] = finding
    rules = [_rule(finding, explained.get(finding.code)) for _, finding in sorted(worst.items())]
    return [*rules, _UNKNOWN] if unknown else rules


def _rule(finding: Finding, entry: Entry | None) -> dict[str, Json]:
    title = finding.title or finding.message
    own = "\n\n".join(part for part in (finding.why, finding.fix and f"Fix: {finding.fix}") if part) or title
    help_text = plain(entry) if entry else own
    return {
        "id": finding.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": finding.why or title},
        "help": {"text": help_text, "markdown": markdown(entry) if entry else help_text},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {
            "security-severity": SCORES[finding.severity],
            "tags": ["security", str(finding.source)],
        },
    }


_UNKNOWN: dict[str, Json] = {
    "id": UNKNOWN_RULE,
    "shortDescription": {"text": "An expression that could not be evaluated"},
    "fullDescription": {"text": "No check can judge a value that depends on something outside the tree."},
    "help": {
        "text": "Write the value out as a literal, so that what is reviewed is what is deployed.",
        "markdown": "Write the value out as a literal, so that what is reviewed is what is deployed.",
    },
    "defaultConfiguration": {"level": "note"},
    "properties": {"tags": ["security", "bastide"]},
}


def _result(finding: Finding, base: str, index: Mapping[str, int]) -> dict[str, Json]:
    is_open = finding.outcome is Outcome.UNKNOWN
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [location(finding.place, base, finding.resource)],
        "suppressions": [suppression(finding)] if finding.outcome is Outcome.WAIVED else [],
    }
    if finding.related:
        result["relatedLocations"] = [
            _related(label, number, base) for number, label in enumerate(finding.related, start=1)
        ]
    if finding.steps:
        result["codeFlows"] = [_code_flow(finding, base)]
    return result


def _code_flow(finding: Finding, base: str) -> Json:
    """Return a packet's way, a thread for each leg; what AWS does by itself stands at the finding's own place."""
    flows: list[Json] = []
    for leg, passed in groupby(finding.steps, key=lambda step: step.leg):
        places: list[Json] = [_code_place(step, finding.place, base) for step in passed]
        flows.append({"message": {"text": leg}, "locations": places})
    return {"message": {"text": finding.message}, "threadFlows": flows}


def _code_place(step: Step, otherwise: Place | None, base: str) -> Json:
    place = next(iter(step.places), otherwise)
    return {"location": {"physicalLocation": _physical(place, base), "message": {"text": step.text}}}


def _open(unknown: Unknown, base: str, index: Mapping[str, int]) -> dict[str, Json]:
    return {
        "ruleId": UNKNOWN_RULE,
        "ruleIndex": index[UNKNOWN_RULE],
        "kind": "open",
        "level": "none",
        "message": {"text": f"`{' '.join(unknown.text.split())}` could not be evaluated: {unknown.reason}"},
        "locations": [location(unknown.place, base, "")],
        "suppressions": [],
    }


def _message(finding: Finding) -> str:
    if not finding.resource or finding.resource in finding.message:
        return finding.message
    return f"{finding.message} (`{finding.resource}`)"


def suppression(finding: Finding) -> Json:
    """Return why a finding is no alert: the waiver's reason, owner and end."""
    waiver = finding.waiver
    found: dict[str, Json] = {"kind": "external", "status": "accepted"}
    if waiver is not None:
        found["justification"] = f"{waiver.why} ({waiver.owner}, until {waiver.until.isoformat()})"
    return found


def location(place: Place | None, base: str, resource: str) -> dict[str, Json]:
    """Return a place below `base` with the resource that stands there; without a place, the folder."""
    found: dict[str, Json] = {"physicalLocation": _physical(place, base)}
    if resource:
        found["logicalLocations"] = [{"fullyQualifiedName": resource, "kind": "resource"}]
    return found


def _related(label: Label, number: int, base: str) -> dict[str, Json]:
    location: dict[str, Json] = {"id": number, "physicalLocation": _physical(label.place, base)}
    if label.note:
        location["message"] = {"text": label.note}
    return location


def _physical(place: Place | None, base: str) -> Json:
    """Return a place in a file; without one, the tree's own folder."""
    file = "" if place is None else quote(os.fsencode(place.file))
    physical: dict[str, Json] = {"artifactLocation": {"uri": f"{base}{file}" or "./", "uriBaseId": BASE}}
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    return physical


def _identity(finding: Finding) -> str:
    return _digest(finding.code, finding.resource, finding.message)


def _place_identity(unknown: Unknown) -> str:
    return _digest(UNKNOWN_RULE, unknown.place.file, unknown.text, unknown.reason)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _fingerprinted(results: Iterable[tuple[str, dict[str, Json]]]) -> Iterable[dict[str, Json]]:
    """Yield results with their fingerprints; equal ones are numbered, so that each stays one alert."""
    seen: Counter[str] = Counter()
    for digest, result in results:
        seen[digest] += 1
        yield {**result, "partialFingerprints": {_FINGERPRINT: f"{digest}:{seen[digest]}"}}


def _invocation(found: Verdict, base: str) -> Json:
    notes = [_notification(problem, base) for problem in found.problems]
    if not found.evaluated:
        notes.append({"level": "error", "message": {"text": sentence(found)}})
    for waiver in found.unused_waivers:
        text = f"waiver of {waiver.check} on `{waiver.target}` ({waiver.owner}) matches no failure"
        notes.append({"level": "warning", "message": {"text": text}})
    return {
        "executionSuccessful": bool(found.evaluated) and not found.problems,
        "toolExecutionNotifications": list(notes),
    }


def _notification(problem: Diagnostic, base: str) -> dict[str, Json]:
    text = "\n".join(part for part in (problem.message, problem.why, problem.fix) if part)
    return {
        "descriptor": {"id": problem.code},
        "level": "error",
        "message": {"text": text},
        "locations": [{"physicalLocation": _physical(label.place, base)} for label in problem.labels],
    }
