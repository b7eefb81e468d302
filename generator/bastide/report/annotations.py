"""Findings as remarks at lines of a change: workflow commands of GitHub, a code-quality report of GitLab.

Both name files relative to the repository, so the stack must be named relative to its root.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bastide.model.control import Assessment
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.report.display import visible
from bastide.report.json_report import Json, dumps

Serves = Mapping[str, tuple[str, ...]]
"""The controls that rest on a check, by the check's code."""

_COMMANDS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}
_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def told(found: Verdict, assessment: Assessment) -> tuple[Finding, ...]:
    """Return what is to be remarked: failures, what could not be decided, and what controls find by themselves."""
    own = (one for ruling in assessment.rulings for answer in ruling.answers for one in answer.findings)
    ids = {ruling.control.id for ruling in assessment.rulings}
    judged = (*found.having(Outcome.FAIL), *found.having(Outcome.UNKNOWN))
    return (*judged, *(one for one in own if one.code in ids))


def serving(assessment: Assessment) -> Serves:
    """Return the controls that rest on each check."""
    found: dict[str, list[str]] = {}
    for ruling in assessment.rulings:
        for code in sorted({code for evidence in ruling.control.evidence for code in evidence.rules}):
            found.setdefault(code, []).append(ruling.control.id)
    return {code: tuple(controls) for code, controls in found.items()}


def github(found: Verdict, assessment: Assessment) -> str:
    """Return a workflow command for each failure, a warning for each thing unknown; nothing where there is neither.

    Source: docs.github.com, workflow commands of GitHub Actions: `%`, CR, LF are escaped, `:` and `,` in properties.
    """
    return "".join(f"{line}\n" for line in _commands(found, assessment))


def _commands(found: Verdict, assessment: Assessment) -> Iterator[str]:
    serves = serving(assessment)
    for finding in told(found, assessment):
        command = "warning" if finding.outcome is Outcome.UNKNOWN else _COMMANDS[finding.severity]
        properties = {**_where(found, finding), "title": f"{finding.code} {finding.title}"}
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{command} {listed}::{_data(_message(finding, serves))}"


def _where(found: Verdict, finding: Finding) -> dict[str, str]:
    if finding.place is None:
        return {}
    place = finding.place
    return {"file": _path(found, place.file), "line": str(place.line), "endLine": str(place.end_line)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(found: Verdict, assessment: Assessment) -> str:
    """Return GitLab's code-quality report: a list of objects with description, fingerprint, severity and place.

    Source: docs.gitlab.com, code quality, "Code Quality report format". Equal findings are numbered, so that each has a
    fingerprint of its own, which moved lines don't change.
    """
    seen: Counter[str] = Counter()
    entries: list[Json] = []
    serves = serving(assessment)
    for finding in told(found, assessment):
        base = f"{finding.code}\0{finding.resource}\0{finding.message}"
        seen[base] += 1
        entries.append(_entry(found, finding, f"{base}\0{seen[base]}", serves))
    return dumps(entries)


def _entry(found: Verdict, finding: Finding, identity: str, serves: Serves) -> Json:
    place = finding.place
    path = _path(found, place.file) if place else found.tree
    severity = "info" if finding.outcome is Outcome.UNKNOWN else _SEVERITIES[finding.severity]
    return {
        "description": _message(finding, serves),
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": place.line if place else 1}},
    }


def _message(finding: Finding, serves: Serves) -> str:
    controls = serves.get(finding.code, ())
    unknown = "not decided: " if finding.outcome is Outcome.UNKNOWN else ""
    fix = f" Fix: {finding.fix}" if finding.fix else ""
    served = f" Controls: {', '.join(controls)}." if controls else ""
    return visible(f"{unknown}{finding.message}.{fix}{served}")


def _path(found: Verdict, file: str) -> str:
    folder = PurePosixPath(found.tree).parent if found.subject.is_file else PurePosixPath(found.tree)
    return str(folder / file)
