"""How findings, subjects and gaps become the answer of one piece of evidence."""

from collections.abc import Iterable

from bastide.model.control import Answer, Evidence, Status, Wording
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome, Source
from bastide.model.place import Place

NOTHING_LOOKED_AT = Wording("nothing of this kind is there to look at", "没有可供核查的对象")
NOT_DECIDED = Wording("the code does not decide it", "代码不足以判定")
_WORST = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED)
_STATUS = {
    Outcome.FAIL: Status.NOT_SATISFIED,
    Outcome.UNKNOWN: Status.NO_EVIDENCE,
    Outcome.WAIVED: Status.RISK_ACCEPTED,
}


def answered(
    evidence: Evidence, subjects: Iterable[str], findings: Iterable[Finding], empty: Wording = NOTHING_LOOKED_AT
) -> Answer:
    """Return what subjects and findings add up to; of no subject at all is no evidence, never a pass."""
    against = tuple(findings)
    seen = tuple(sorted({*subjects, *(one.resource for one in against if one.resource)}))
    for outcome in _WORST:
        if any(one.outcome is outcome for one in against):
            note = NOT_DECIDED if outcome is Outcome.UNKNOWN else None
            return Answer(evidence, _STATUS[outcome], seen, against, note)
    if not seen:
        return Answer(evidence, Status.NOT_APPLICABLE if evidence.vacuous else Status.NO_EVIDENCE, note=empty)
    return Answer(evidence, Status.SATISFIED, seen)


def against(  # noqa: PLR0913 - a finding has this many sides
    control: str, severity: Severity, title: str, message: str, subject: str, place: Place | None, *, known: bool = True
) -> Finding:
    """Return what speaks against a control by evidence of its own; `known` is False where the code doesn't tell."""
    outcome = Outcome.FAIL if known else Outcome.UNKNOWN
    return Finding(control, title, outcome, severity, Source.BASTIDE, message, subject, place)
