"""Applies the spec's waivers: the only way past a failed check, and only until their day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bastide.model.finding import Finding, Outcome
from bastide.model.intent import DeclaredWaiver


@dataclass(frozen=True)
class Waived:
    """Findings after waivers, and the waivers that excused none."""

    findings: tuple[Finding, ...]
    unused: tuple[DeclaredWaiver, ...]


def apply(findings: Iterable[Finding], waivers: tuple[DeclaredWaiver, ...], *, today: date) -> Waived:
    """Return findings with failures waived where a valid waiver fits; a lapsed one is named at what it excused."""
    used: set[DeclaredWaiver] = set()
    answered = []
    for finding in findings:
        waiver = _fitting(finding, waivers, today)
        if waiver is not None:
            used.add(waiver)
        answered.append(finding if waiver is None else _waived(finding, waiver, today))
    return Waived(tuple(answered), tuple(waiver for waiver in waivers if waiver not in used))


def _fitting(finding: Finding, waivers: tuple[DeclaredWaiver, ...], today: date) -> DeclaredWaiver | None:
    """Return the waiver that fits a failure; a valid one before a lapsed one."""
    if finding.outcome is not Outcome.FAIL:
        return None
    fitting = [waiver for waiver in waivers if _fits(waiver, finding)]
    return max(fitting, key=lambda waiver: (waiver.until >= today, waiver.until), default=None)


def _fits(waiver: DeclaredWaiver, finding: Finding) -> bool:
    named = waiver.target == finding.resource != ""
    in_file = finding.place is not None and finding.place.file in waiver.files
    return waiver.check == finding.code and (named or in_file)


def _waived(finding: Finding, waiver: DeclaredWaiver, today: date) -> Finding:
    if waiver.until < today:
        lapsed = f"{finding.message} (the waiver of {waiver.owner} ended on {waiver.until.isoformat()})"
        return replace(finding, message=lapsed)
    return replace(finding, outcome=Outcome.WAIVED, waiver=waiver)
