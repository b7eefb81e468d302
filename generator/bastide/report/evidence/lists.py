"""Waivers with their end, and what people and the provider have to add."""

from collections.abc import Iterator
from datetime import date

from bastide.model.control import Kind, Responsibility, Wording
from bastide.model.finding import Outcome
from bastide.report.control_text import WORDS
from bastide.report.evidence.clauses import MLPS3, Item, items
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import BY_PEOPLE
from bastide.report.phrases import SEVERITIES

SOON, LATER = 30, 90
"""Days before the end of a waiver at which a reader should hear of it."""
_TERMS = (
    (-1, Wording("has ended", "已到期")),
    (SOON, Wording("ends within 30 days", "30 天内到期")),
    (LATER, Wording("ends within 90 days", "90 天内到期")),
)
_TERM = 6
"""The column that says how near the end is."""
_LONGER = Wording("ends in more than 90 days", "90 天以上")
_LAPSING = Wording("Waivers that have ended or end within 90 days", "已到期或 90 天内到期的豁免")
_FILL = tuple(
    Wording(BY_PEOPLE.en.format(en), BY_PEOPLE.zh.format(zh))
    for en, zh in (("document", "材料名称及编号"), ("owner", "责任人"), ("due", "完成期限"), ("done", "完成情况"))
)
_MANUAL = Wording(
    "no control of the catalog serves this clause: describe and prove it", "目录中没有对应控制：说明措施并提供证明材料"
)


def term(until: date, today: date) -> Wording:
    """Return how near the end of a waiver is, counted in days from a day."""
    left = (until - today).days
    return next((word for most, word in _TERMS if left <= most), _LONGER)


def waivers(given: Given) -> Table:
    """Return each waiver: check, target, reason, owner, end, how near that is, and how many findings it covers."""
    columns = (
        Wording("check", "检查项"),
        Wording("target", "对象"),
        Wording("reason", "理由"),
        Wording("owner", "责任人"),
        Wording("ends on", "到期日"),
        Wording("days left", "剩余天数"),
        Wording("term", "期限提示"),
        Wording("findings that it covers", "覆盖的发现数"),
        Wording("controls", "涉及控制"),
    )
    waived = given.verdict.having(Outcome.WAIVED)
    declared = () if given.intent is None else given.intent.waivers
    unique = dict.fromkeys((*declared, *(one.waiver for one in waived if one.waiver is not None)))
    rows = tuple(
        (
            one.check,
            one.target,
            one.why,
            one.owner,
            one.until.isoformat(),
            str((one.until - given.today).days),
            term(one.until, given.today),
            str(sum(finding.waiver == one for finding in waived)),
            _controls(given, one.check),
        )
        for one in sorted(unique, key=lambda waiver: (waiver.until, waiver.check, waiver.target))
    )
    return Table("waivers", Wording("Waivers", "豁免清单"), columns, rows)


def lapsing(given: Given) -> Table:
    """Return the waivers that have ended or end within 90 days."""
    full = waivers(given)
    rows = tuple(row for row in full.rows if row[_TERM] != _LONGER)
    return Table(full.name, _LAPSING, full.columns, rows)


def _controls(given: Given, check: str) -> str:
    resting = (
        ruling.control.id
        for ruling in given.assessment.rulings
        if any(one.waiver is not None and one.code == check for answer in ruling.answers for one in answer.findings)
    )
    return ", ".join(resting)


def operator(given: Given) -> Table:
    """Return what the operator has to add, a line for each document, and clauses that no control serves."""
    return Table(
        "checklist-operator", Wording("Operator's checklist", "运营方补充清单"), _COLUMNS, _list(given, Kind.OPERATOR)
    )


def provider(given: Given) -> Table:
    """Return what to ask of the cloud's provider."""
    return Table(
        "checklist-provider",
        Wording("What to ask of the provider", "云服务商索取清单"),
        _COLUMNS,
        _list(given, Kind.INHERIT),
    )


_COLUMNS = (
    Wording("number", "序号"),
    Wording("control or clause", "控制或条款"),
    Wording("title", "名称"),
    Wording("what to add", "须补充的材料"),
    Wording("clauses that it serves", "支撑条款"),
    Wording("severity", "重要程度"),
    Wording("self-check of the control", "控制自查结果"),
    *_FILL,
)
_ANSWERABLE = {Kind.OPERATOR: Responsibility.OPERATOR, Kind.INHERIT: Responsibility.PROVIDER}


def _list(given: Given, kind: Kind) -> tuple[tuple[Cell, ...], ...]:
    rows = (*_needs(given, kind), *_alone(given, _ANSWERABLE[kind]))
    return tuple((str(number), *row, *([""] * len(_FILL))) for number, row in enumerate(rows, start=1))


def _needs(given: Given, kind: Kind) -> Iterator[tuple[Cell, ...]]:
    for ruling in given.assessment.rulings:
        control = ruling.control
        for answer in ruling.answers:
            if answer.evidence.kind is kind:
                clauses = ", ".join(control.sources.get(MLPS3, ()))
                need = answer.evidence.need or control.requirement
                yield control.id, control.title, need, clauses, SEVERITIES[control.severity], WORDS[ruling.status]


def _alone(given: Given, who: Responsibility) -> Iterator[tuple[Cell, ...]]:
    for one in items(given.assessment, MLPS3):
        if one.clause is not None and not one.rulings and one.clause.responsibility is who:
            yield one.reference, one.clause.title, _MANUAL, one.reference, "", _word(one)


def _word(item: Item) -> Wording:
    return WORDS[item.status]
