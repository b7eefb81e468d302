"""The index of evidence: every subject that was looked at for a control, where it stands, and what was found."""

from collections.abc import Iterator, Mapping

from bastide.model.control import OUTSIDE, Answer, Kind, Ruling, Wording
from bastide.model.finding import Finding, Outcome
from bastide.report.control_text import WORDS
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import METHODS, OUTCOMES
from bastide.report.phrases import hop, message

PAIR, MANY = " -> ", 400
"""What stands between two zones in a subject, and how many pairs have a row each."""
WHOLE = Wording("the whole stack", "整个代码目录")
_COLUMNS = (
    Wording("evidence", "证据编号"),
    Wording("control", "控制编号"),
    Wording("title", "控制名称"),
    Wording("method", "方法"),
    Wording("checks or claim", "检查项或判据"),
    Wording("object", "测评对象"),
    Wording("place", "位置（文件:行）"),
    Wording("what was found", "核查情况"),
    Wording("details and hops", "说明及路径逐跳"),
    Wording("evidence as a whole", "该条证据结果"),
)
_LEGS = {"there": Wording("there", "去程"), "back": Wording("back", "回程")}


def numbered(ruling: Ruling) -> Iterator[tuple[str, Answer]]:
    """Yield each piece of a control's evidence with its number in the pack: `BND-16#1`."""
    for number, answer in enumerate(ruling.answers, start=1):
        yield f"{ruling.control.id}#{number}", answer


def table(given: Given) -> Table:
    """Return all evidence, a row for each subject; what speaks against a subject has a row for each finding."""
    rows = tuple(
        row
        for ruling in given.assessment.rulings
        for name, answer in numbered(ruling)
        for row in _rows(given, ruling, name, answer)
    )
    return Table("evidence", Wording("Index of evidence", "证据索引"), _COLUMNS, rows)


def _rows(given: Given, ruling: Ruling, name: str, answer: Answer) -> Iterator[tuple[Cell, ...]]:
    head = (name, ruling.control.id, ruling.control.title, METHODS[answer.evidence.kind], asked(answer))
    against: dict[str, list[Finding]] = {}
    for finding in answer.findings:
        against.setdefault(finding.resource, []).append(finding)
    declared = answer.evidence.kind is Kind.SPEC
    for subject in (*answer.subjects, *(one for one in against if one not in answer.subjects)):
        for finding in against.get(subject, ()):
            where = str(finding.place or "") or place(given, subject)
            shown = named(subject, subject, declared=declared)
            yield *head, shown, where, OUTCOMES[finding.outcome], details(finding), WORDS[answer.status]
    for subject in _grouped([one for one in answer.subjects if one not in against]):
        shown = named(subject, subject, declared=declared)
        yield *head, shown, place(given, subject), OUTCOMES[Outcome.PASS], "", WORDS[answer.status]
    if not answer.subjects and not against:
        yield *head, "", "", WORDS[answer.status], answer.note or "", WORDS[answer.status]


def _grouped(subjects: list[str]) -> list[str]:
    """Return the subjects; many pairs of zones are one for each source, with a line for each destination.

    A city of 140 zones has 20,000 pairs, and a dozen claims are made of each.
    """
    pairs = [one.partition(PAIR) for one in subjects]
    if len(subjects) <= MANY or not all(arrow for _, arrow, _ in pairs):
        return subjects
    by_source: dict[str, list[str]] = {}
    for source, _, destination in pairs:
        by_source.setdefault(source, []).append(destination)
    return [f"{source}{PAIR}" + "\n".join(some) for source, some in by_source.items()]


def asked(answer: Answer) -> str:
    """Return what decides a piece of evidence: its checks, or its claim with what it is about."""
    evidence = answer.evidence
    if evidence.rules:
        return ", ".join(evidence.rules)
    if evidence.kind in OUTSIDE:
        return ""
    parts = (
        evidence.claim,
        evidence.path,
        _listed("of", evidence.of),
        _listed("to", evidence.to),
        _listed("has", evidence.has),
        _listed("ports", evidence.ports),
        _listed("values", evidence.values),
        _mapped(evidence.where),
    )
    return "; ".join(part for part in parts if part)


def place(given: Given, subject: str) -> str:
    """Return `file:line:column` of a resource; a file, a pair of zones or a part of the declaration names itself."""
    return str(given.place(subject) or "")


def details(finding: Finding) -> Wording:
    """Return what a finding says, its waiver, and the packet's way hop by hop, each hop with its line."""
    waiver = finding.waiver
    said = message(finding)
    en, zh = [f"{finding.code}: {said.en}"], [f"{finding.code}：{said.zh}"]
    if waiver is not None:
        en.append(f"waived by {waiver.owner} until {waiver.until.isoformat()}: {waiver.why}")
        zh.append(f"由 {waiver.owner} 豁免至 {waiver.until.isoformat()}：{waiver.why}")
    for number, step in enumerate(finding.steps, start=1):
        where = ", ".join(str(one) for one in step.places)
        leg = _LEGS.get(step.leg, Wording(step.leg, step.leg))
        told = hop(step)
        en.append(f"{number}. {leg.en}: {told.en} ({where})" if where else f"{number}. {leg.en}: {told.en}")
        zh.append(f"{number}. {leg.zh}：{told.zh}（{where}）" if where else f"{number}. {leg.zh}：{told.zh}")
    return Wording("\n".join(en), "\n".join(zh))


def named(subject: str, shown: str, *, declared: bool) -> Wording:
    """Return the name of a subject: a part of the declaration says so, and no name means the whole stack."""
    if not subject:
        return WHOLE
    return Wording(f"declaration: {shown}", f"声明：{shown}") if declared else Wording(shown, shown)


def _listed(name: str, values: tuple[str, ...]) -> str:
    return f"{name} {', '.join(values)}" if values else ""


def _mapped(where: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"where {path} {', '.join(values)}" for path, values in where.items())
