"""Matrices: each clause of a standard, what was looked at for it and how, what was found, and who has to do what."""

from collections.abc import Iterable, Iterator

from bastide.model.control import OUTSIDE, Answer, Kind, Responsibility, Ruling, Standard, Status, Wording
from bastide.model.finding import Finding, Outcome
from bastide.report.control_text import WORDS
from bastide.report.evidence import index
from bastide.report.evidence.clauses import MLPS3, Item
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import (
    BY_PEOPLE,
    INTERVIEW,
    METHODS,
    PROVABLE,
    RESPONSIBLE,
    joined,
    result,
    yes,
)

OWNER, DUE, REMARK = (
    Wording("owner", "整改责任人"),
    Wording("due", "完成期限"),
    Wording("remarks of the site check", "现场核查记录"),
)
_OBJECTS, _FINDINGS = 5, 5
"""How many objects and findings a cell names; it counts the rest, and `evidence.csv` lists all."""
_MORE = Wording("... and {} more, see evidence.csv", "……另有 {} 项，见 evidence.csv")
_LOOKED_AT = Wording("{} {}: {}, {} objects", "{} {}：{}，{} 个对象")
_TOLD = Wording("{} {}: {}", "{} {}：{}")
_ADD, _FIX = Wording("add: {}", "补充：{}"), Wording("fix: {}", "整改：{}")
_LAPSES = Wording("{}: waived until {} ({}); until then: {}", "{}：豁免至 {}（{}），到期前整改：{}")
_CERTIFIED = Wording(
    "add which algorithms and products are used, with their certificates: an assessor of cryptography decides",
    "补充所用密码算法、密码产品及其认证证书，由密评机构核查判定",
)
_ON_SITE = Wording(
    "add what code can't show: records and a check on site", "补充代码无法证明的部分：制度记录及现场核查"
)
_NO_CONTROL = Wording("none: no control of the catalog serves it", "无：目录中没有对应控制")
_ALONE = Wording("no control of the catalog serves it: show it on site", "目录中没有对应控制，须现场核查并提供证明材料")
HEAD = (
    Wording("clause", "条款"),
    Wording("item code", "测评项编号"),
    Wording("layer", "安全层面"),
    Wording("control point", "控制点（简称）"),
    Wording("what code can show", "代码可证程度"),
)
_RESULT = Wording("self-check result", "自查结果")
_OF_CONTROLS = Wording("self-check result of these controls", "所引控制的自查结果")
REFERENCE = (Wording("reference", "条款引用"),)
BODY = (
    Wording("controls", "对应控制"),
    Wording("objects", "测评对象"),
    Wording("method", "方法"),
    Wording("evidence", "证据"),
    _RESULT,
    Wording("responsible", "责任方"),
    Wording("high risk if not met", "不满足时高风险提示"),
    Wording("what to do", "整改及补充建议"),
    *(Wording(BY_PEOPLE.en.format(one.en), BY_PEOPLE.zh.format(one.zh)) for one in (OWNER, DUE, REMARK)),
)


IN_HEADING = frozenset((HEAD[0], HEAD[2], HEAD[3], *REFERENCE))
"""Columns that a form says in its headings."""


def columns(*, described: bool) -> tuple[Wording, ...]:
    """Return the columns of a matrix; one whose references the catalog doesn't describe speaks of controls alone."""
    if described:
        return (*HEAD, *BODY)
    return (*REFERENCE, *(_OF_CONTROLS if one is _RESULT else one for one in BODY))


def table(given: Given, standard: Standard, some: Iterable[Item], name: str, title: Wording) -> Table:
    """Return the matrix of some references into a standard, a row for each."""
    found = tuple(some)
    described = any(one.clause is not None for one in found)
    rows = tuple(row(given, standard, one, described=described) for one in found)
    return Table(name, title, columns(described=described), rows)


def row(given: Given, standard: Standard, item: Item, *, described: bool) -> tuple[Cell, ...]:
    """Return the row of a reference, its cells in the order of the columns; people fill in the last ones."""
    clause = item.clause
    head: tuple[Cell, ...] = (cited(standard, item.reference),)
    if described:
        known = (item.layer, clause.title, PROVABLE[clause.provable]) if clause else (item.layer, "", "")
        head = (cited(standard, item.reference), clause.code if clause else "", *known)
    return (
        *head,
        _lines(
            Wording(f"{one.control.id} {one.control.title.en}", f"{one.control.id} {one.control.title.zh}")
            for one in item.rulings
        ),
        objects(given, item),
        methods(item),
        evidence(item),
        result(item.status, partly=item.partly),
        responsible(item),
        yes(item.high_risk),
        todo(item),
        "",
        "",
        "",
    )


def cited(standard: Standard, reference: str) -> str:
    """Return a reference as an assessor writes it: `8.1.3.2 a)`; elsewhere with its prefix (`cisaws5-4.10`).

    A spreadsheet would take a bare 4.10 for a number, and show 4.1.
    """
    head, space, letter = reference.partition(" ")
    if standard.id == MLPS3:
        return f"{head}{space}{letter})" if space else reference
    return f"{standard.prefix}{reference}"


def objects(given: Given, item: Item) -> Wording:
    """Return what was looked at, by name and place; the rest is counted."""
    seen = dict.fromkeys(
        (one, answer.evidence.kind is Kind.SPEC)
        for ruling in item.applying
        for answer in ruling.answers
        for one in answer.subjects
    )
    named = [index.named(one, given.at(one), declared=declared) for one, declared in list(seen)[:_OBJECTS]]
    rest = len(seen) - len(named)
    return _lines([*named, *([_filled(_MORE, rest)] if rest else [])])


def methods(item: Item) -> Wording:
    """Return how it was, or is to be, looked at."""
    kinds = [one.evidence.kind for ruling in item.applying for one in ruling.answers]
    asked = [METHODS[kind] for kind in kinds]
    if not asked or (item.status in (Status.OPERATOR, Status.INHERITED) and all(kind not in OUTSIDE for kind in kinds)):
        asked.append(INTERVIEW)
    return joined(asked, "\n", "\n")


def evidence(item: Item) -> Wording:
    """Return each piece of evidence by its number with what it says, and what was found against it."""
    return _lines(line for ruling in item.rulings for line in _pieces(ruling)) if item.rulings else _NO_CONTROL


def _pieces(ruling: Ruling) -> Iterator[Wording]:
    if ruling.reason is not None:
        yield _filled(_TOLD, ruling.control.id, WORDS[ruling.status], ruling.reason)
    for name, answer in index.numbered(ruling):
        yield _piece(name, answer)
    against = [one for answer in ruling.answers for one in answer.findings if one.outcome is not Outcome.PASS]
    for finding in against[:_FINDINGS]:
        yield _against(finding)
    if len(against) > _FINDINGS:
        yield _filled(_MORE, len(against) - _FINDINGS)


def _piece(name: str, answer: Answer) -> Wording:
    method, word = METHODS[answer.evidence.kind], WORDS[answer.status]
    if answer.subjects:
        return _filled(_LOOKED_AT, name, method, word, len(answer.subjects))
    return _filled(_TOLD, name, word, answer.note or method)


def _against(finding: Finding) -> Wording:
    told, place = index.details(finding), finding.place
    where = "" if place is None else f" [{place.file}:{place.line}]"
    return Wording(_placed(told.en, where), _placed(told.zh, where))


def _placed(told: str, where: str) -> str:
    head, line_break, rest = told.partition("\n")
    return f"{head}{where}{line_break}{rest}"


def responsible(item: Item) -> Wording:
    """Return who answers for it: people for what was not judged, else as the clause or its controls say."""
    if item.unasked:
        return RESPONSIBLE[Responsibility.OPERATOR]
    if item.clause is not None:
        return RESPONSIBLE[item.clause.responsibility]
    return joined([RESPONSIBLE[one.control.responsibility] for one in item.applying])


def todo(item: Item) -> Wording:
    """Return what has to be done: mend what is open, add what code can't show, end what is waived."""
    if not item.rulings:
        return _ALONE
    lines = [line for ruling in item.applying for line in _todo(ruling)]
    if item.certified:
        lines.append(_CERTIFIED)
    elif item.status in (Status.OPERATOR, Status.INHERITED) and not lines:
        lines.append(_ON_SITE)
    return _lines(lines)


def _todo(ruling: Ruling) -> Iterator[Wording]:
    if ruling.status in (Status.NOT_SATISFIED, Status.NO_EVIDENCE):
        yield _filled(_FIX, ruling.control.fix)
    waivers = {one.waiver for answer in ruling.answers for one in answer.findings if one.waiver is not None}
    for one in sorted(waivers, key=lambda waiver: (waiver.until, waiver.check, waiver.target)):
        yield _filled(_LAPSES, one.check, one.until.isoformat(), one.owner, ruling.control.fix)
    for answer in ruling.answers:
        if answer.evidence.kind in OUTSIDE and answer.note is not None:
            yield _filled(_ADD, answer.note)


def _filled(form: Wording, *parts: Wording | str | int) -> Wording:
    en = (one.en if isinstance(one, Wording) else one for one in parts)
    zh = (one.zh if isinstance(one, Wording) else one for one in parts)
    return Wording(form.en.format(*en), form.zh.format(*zh))


def _lines(parts: Iterable[Wording]) -> Wording:
    return joined(list(parts), "\n", "\n")
