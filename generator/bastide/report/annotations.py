"""Findings as remarks at lines of a change: workflow commands of GitHub, a code-quality report of GitLab.

Both name files relative to the repository, so the stack must be named relative to its root.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bastide.model.control import Assessment
from bastide.model.diagnostic import Diagnostic, Severity
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.model.place import Place
from bastide.report import no_verdict
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

    Where there is no verdict, an error for each reason comes first: silence would be taken for a pass.

    Source: docs.github.com, workflow commands of GitHub Actions: `%`, CR, LF are escaped, `:` and `,` in properties.
    """
    return "".join(f"{line}\n" for line in _commands(found, assessment))


def _commands(found: Verdict, assessment: Assessment) -> Iterator[str]:
    for place, code, text in _reasons(found):
        yield _command("error", {**_where(found, place), "title": f"{code} no verdict".strip()}, text)
    serves = serving(assessment)
    for finding in told(found, assessment):
        command = "warning" if finding.outcome is Outcome.UNKNOWN else _COMMANDS[finding.severity]
        properties = {**_where(found, finding.place), "title": f"{finding.code} {finding.title}"}
        yield _command(command, properties, _message(finding, serves))


def _reasons(found: Verdict) -> Iterator[tuple[Place | None, str, str]]:
    """Yield each reason why there is no verdict with its place and its code; nothing where there is one."""
    said = no_verdict.said(found)
    if said is None:
        return
    for one in found.problems:
        yield _first(one), one.code, visible(f"no verdict: {one.message}: {one.why}. Fix: {one.fix}")
    if not found.problems:
        yield None, "", said.en


def _first(problem: Diagnostic) -> Place | None:
    return problem.labels[0].place if problem.labels else None


def _command(name: str, properties: Mapping[str, str], text: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(text)}"


def _where(found: Verdict, place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    return {"file": _path(found, place.file), "line": str(place.line), "endLine": str(place.end_line)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(found: Verdict, assessment: Assessment) -> str:
    """Return GitLab's code-quality report: a list of objects with description, fingerprint, severity and place.

    Source: docs.gitlab.com, code quality, "Code Quality report format". Equal findings are numbered, so that each has a
    fingerprint of its own, which moved lines don't change. Where there is no verdict, each reason is a blocker of its
    own, first of all.
    """
    seen: Counter[str] = Counter()
    entries: list[Json] = [_refusal(found, *one) for one in _reasons(found)]
    serves = serving(assessment)
    for finding in told(found, assessment):
        base = f"{finding.code}\0{finding.resource}\0{finding.message}"
        seen[base] += 1
        entries.append(_entry(found, finding, f"{base}\0{seen[base]}", serves))
    return dumps(entries)


def _refusal(found: Verdict, place: Place | None, code: str, text: str) -> Json:
    return _object(found, place, (text, code or "no-verdict", f"{code}\0no verdict\0{text}", "blocker"))


def _entry(found: Verdict, finding: Finding, identity: str, serves: Serves) -> Json:
    severity = "info" if finding.outcome is Outcome.UNKNOWN else _SEVERITIES[finding.severity]
    return _object(found, finding.place, (_message(finding, serves), finding.code, identity, severity))


def _object(found: Verdict, place: Place | None, said: tuple[str, str, str, str]) -> Json:
    """Return an object of the report; `said` are its description, check, identity and severity."""
    description, check, identity, severity = said
    return {
        "description": description,
        "check_name": check,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()[:32],
        "severity": severity,
        "location": {
            "path": _path(found, place.file) if place else found.tree,
            "lines": {"begin": place.line if place else 1},
        },
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
