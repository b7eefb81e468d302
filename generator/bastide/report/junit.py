"""A report as JUnit XML, which every CI system reads: a suite for each area, a case for each control.

There is no standard; this is what Jenkins, GitLab and GitHub's test reporters agree on: `failure` for what does not
hold, `error` for what nobody could look at, `skipped` for what does not apply or rests on documents. Where there is no
verdict, a suite of its own comes first, with an error for each reason: a run without errors would look like an answer.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from bastide.model.control import OUTSIDE, Area, Assessment, Ruling, Status
from bastide.model.finding import Finding, Verdict
from bastide.report import no_verdict
from bastide.report.control_text import KINDS
from bastide.report.display import visible

_TAGS = {
    Status.NOT_SATISFIED: "failure",
    Status.NO_EVIDENCE: "error",
    Status.NOT_APPLICABLE: "skipped",
    Status.OPERATOR: "skipped",
    Status.INHERITED: "skipped",
}
"""Statuses that are more than a passed case; an accepted risk passes and says so."""


def report(found: Assessment, verdict: Verdict) -> str:
    """Return the report as XML text: the same stack gives the same bytes, without a time."""
    suites = [_suite(area, [one for one in found.rulings if one.control.area is area]) for area in Area]
    refused = _refused(verdict)
    counts = _counts(found.rulings, errors=len(refused), failures=len(found.loose))
    root = ET.Element("testsuites", {"name": f"bastide report {visible(verdict.tree)}", **counts})
    if refused:
        first = ET.SubElement(root, "testsuite", {"name": "verdict", **_counts((), errors=len(refused))})
        first.extend(refused)
    root.extend(suites)
    if found.loose:
        root.append(_checks(found.loose))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _refused(verdict: Verdict) -> list[ET.Element]:
    """Return a case with an error for each reason why there is no verdict; none where there is one."""
    said = no_verdict.said(verdict)
    if said is None:
        return []
    told = [
        (visible(f"{one.code} {one.message}"), f"{no_verdict.problem(one).en}\nfix: {no_verdict.fix(one).en}")
        for one in verdict.problems
    ]
    return [_error(name, said.en, text) for name, text in told or [("no verdict", said.en)]]


def _error(name: str, message: str, text: str) -> ET.Element:
    case = ET.Element("testcase", {"classname": "verdict", "name": name})
    ET.SubElement(case, "error", {"message": message}).text = text
    return case


def _suite(area: Area, rulings: list[Ruling]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": str(area), **_counts(rulings)})
    suite.extend(_case(one) for one in rulings)
    return suite


def _checks(loose: tuple[Finding, ...]) -> ET.Element:
    """Return the suite of failed checks that no control rests on."""
    suite = ET.Element("testsuite", {"name": "checks", **_counts((), failures=len(loose))})
    for one in loose:
        case = ET.SubElement(suite, "testcase", {"classname": "checks", "name": visible(f"{one.code} {one.resource}")})
        failure = ET.SubElement(case, "failure", {"message": visible(one.title or one.message)})
        failure.text = "\n".join((_finding(one), *([f"fix: {visible(one.fix)}"] if one.fix else [])))
    return suite


def _counts(rulings: Iterable[Ruling], *, errors: int = 0, failures: int = 0) -> dict[str, str]:
    tags = [*(_TAGS.get(one.status, "") for one in rulings), *["error"] * errors, *["failure"] * failures]
    named = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": str(len(tags)), **{name: str(tags.count(tag)) for name, tag in named.items()}}


def _case(ruling: Ruling) -> ET.Element:
    control = ruling.control
    case = ET.Element("testcase", {"classname": str(control.area), "name": f"{control.id} {control.title.en}"})
    tag = _TAGS.get(ruling.status)
    if tag is not None:
        said = ET.SubElement(case, tag, {"message": str(ruling.status)})
        said.text = "\n".join(_lines(ruling)) or None
    elif ruling.status is Status.RISK_ACCEPTED:
        ET.SubElement(case, "system-out").text = "\n".join((str(ruling.status), *_lines(ruling)))
    return case


def _lines(ruling: Ruling) -> list[str]:
    """Return what is said of a control, a line for each finding, gap or reason, and how to mend what does not hold."""
    lines = [] if ruling.reason is None else [ruling.reason.en]
    lines += [_finding(one) for answer in ruling.answers for one in answer.findings]
    for answer in ruling.answers:
        if answer.note is not None and (answer.evidence.kind in OUTSIDE or answer.status is Status.NO_EVIDENCE):
            lines.append(f"{KINDS[answer.evidence.kind].en}: {answer.note.en}")
    return [*lines, f"fix: {ruling.control.fix.en}"] if ruling.status is Status.NOT_SATISFIED else lines


def _finding(finding: Finding) -> str:
    where = f"{finding.place}: " if finding.place else ""
    return visible(f"{where}{finding.code}: {finding.message}")
