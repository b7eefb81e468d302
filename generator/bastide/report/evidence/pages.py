"""Pages of the pack for people: records that read like a form, and the pages they stand on."""

from collections.abc import Iterable, Iterator, Sequence

from bastide.model.control import Assessment, Coverage, Standard, Status, Wording
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.report.control_text import LOOSE, Language, counts, said
from bastide.report.evidence import annex_network, matrix
from bastide.report.evidence.clauses import Item, coverage
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table, as_markdown, escaped, escaped_lines, paragraph, section, text
from bastide.report.evidence.words import BY_PEOPLE, STANDINGS, result
from bastide.report.phrases import SEVERITIES, fix, message

GRID = 16
"""Zones that a grid on paper holds; above, the sheet `reachability.csv` is easier to read."""
_BLANK = Wording("________ (people fill this in)", "________（人工填写）")
_MARKS = {word.en: mark for word, mark in zip(STANDINGS.values(), (".", "o", "=", "x", "!", "?"), strict=True)}
_LEGEND = Wording("Rows speak to columns: {}.", "行为源区域，列为目的区域：{}。")
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def records(table: Table, language: Language, *notes: Wording) -> str:
    """Return a wide table as a form for each row: the first cell is its heading, every other cell a line."""
    lines = [f"## {escaped(said(table.title, language))}", ""]
    lines += [paragraph(note, language) for note in notes]
    for row in table.rows:
        lines += [f"### {escaped(text(row[0], language))}", "", *fields(table.columns[1:], row[1:], language), ""]
    if not table.rows:
        lines.append(as_markdown(table, language))
    return "\n".join(lines)


def fields(columns: Sequence[Wording], cells: Sequence[Cell], language: Language) -> Iterator[str]:
    """Yield each cell as a line of a form; one that people fill in is a blank to write on."""
    colon = ": " if language is Language.EN else "："
    for column, cell in zip(columns, cells, strict=True):
        value, *more = escaped_lines(text(cell, language))
        if not value and BY_PEOPLE.en.format("") in column.en:
            name = said(column, language).partition(" (")[0].partition("（")[0]
            yield f"- **{escaped(name)}**{colon}{said(_BLANK, language)}"
        elif more:
            yield f"- **{escaped(said(column, language))}**{colon.rstrip()}"
            yield from (f"  - {line}" for line in (value, *more))
        elif value:
            yield f"- **{escaped(said(column, language))}**{colon}{value}"


def totals(some: Iterable[tuple[Wording, Coverage]], name: Wording) -> Table:
    """Return coverage as a table: the three counts and what is left, a row for each group; never one figure."""
    columns = (
        name,
        Wording("proven by code", "代码证明"),
        Wording("shared", "共同承担"),
        Wording("inherited or operator", "继承或运营方"),
        Wording("not satisfied", "不满足"),
        Wording("no evidence", "无证据"),
        Wording("risk accepted", "风险已接受"),
        Wording("not applicable", "不适用"),
        Wording("all", "合计"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple((title, *map(str, _numbers(one))) for title, one in some)
    return Table("coverage", Wording("Coverage in three counts", "覆盖情况（三项计数，不合并为百分比）"), columns, rows)


def _numbers(one: Coverage) -> tuple[int, ...]:
    return (
        one.proven, one.shared, one.outside, one.not_satisfied, one.no_evidence, one.risk_accepted, one.not_applicable,
        one.total,
    )  # fmt: skip


def open_controls(assessed: Assessment) -> Table:
    """Return what speaks against the stack, or of which nothing was seen, the worst first; then checks on their own."""
    columns = (
        Wording("severity", "重要程度"),
        Wording("control", "控制编号"),
        Wording("title", "控制名称"),
        Wording("result", "自查结果"),
        Wording("what to do", "整改建议"),
    )
    found = [one for one in assessed.rulings if one.status in (Status.NOT_SATISFIED, Status.NO_EVIDENCE)]
    found.sort(key=lambda one: (_ORDER[one.control.severity], one.control.id))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            SEVERITIES[one.control.severity],
            one.control.id,
            one.control.title,
            result(one.status, partly=False),
            one.control.fix,
        )
        for one in found
    )
    rows += tuple(_check(one) for one in assessed.loose)
    return Table("open", Wording("What is open, the worst first", "待整改事项（按重要程度）"), columns, rows)


def _check(one: Finding) -> tuple[Cell, ...]:
    where = f" ({one.place})" if one.place else ""
    told = message(one)
    named = Wording(f"{told.en}{where}", f"{told.zh}{where}")
    return SEVERITIES[one.severity], one.code, named, LOOSE, fix(one)


def clause_page(table: Table, standard: Standard, some: Sequence[Item], language: Language) -> str:
    """Return a matrix to read: totals by layer, then a form for each of its rows under the heading of its layer."""
    described = any(one.clause is not None for one in some)
    layers = tuple(dict.fromkeys(one.layer for one in some)) if described else ()
    groups = [(layer, coverage(one for one in some if one.layer == layer)) for layer in layers]
    everything = (Wording("all", "合计"), coverage(some))
    parts = [section(totals((*groups, everything), Wording("layer", "安全层面")), language)]
    for layer in layers or (standard.title,):
        parts.append(f"## {escaped(said(layer, language))}\n")
        mine = [pair for pair in zip(some, table.rows, strict=True) if not described or pair[0].layer == layer]
        parts += [_form(standard, item, table.columns, row, language) for item, row in mine]
    return "\n".join(parts)


def _form(standard: Standard, item: Item, columns: Sequence[Wording], row: Sequence[Cell], language: Language) -> str:
    title = "" if item.clause is None else f" {said(item.clause.title, language)}"
    word = said(result(item.status, partly=item.partly), language)
    lead = escaped(f"{matrix.cited(standard, item.reference)}{title}")
    told = [(column, cell) for column, cell in zip(columns, row, strict=True) if column not in matrix.IN_HEADING]
    lines = fields([column for column, _ in told], [cell for _, cell in told], language)
    return "\n".join([f"### {lead} — {escaped(word)}", "", *lines, ""])


def grid(given: Given, language: Language) -> str:
    """Return who reaches whom as a grid of marks, empty where there are too many zones for a page."""
    zones = [] if given.proof is None else [zone.name for zone in given.proof.zones]
    if not zones or len(zones) > GRID or given.proof is None:
        return ""
    standing = {(cell.source, cell.destination): STANDINGS[cell.standing] for cell in given.proof.cells}
    columns = (Wording("", ""), *(Wording(name, name) for name in zones))
    rows = tuple((source, *(_mark(standing.get((source, one))) for one in zones)) for source in zones)
    used = [word for word in STANDINGS.values() if word in standing.values()]
    legend = (", " if language is Language.EN else "，").join(
        f"`{_MARKS[word.en]}` {said(word, language)}" for word in used
    )
    table = Table("grid", Wording("Who reaches whom", "可达性矩阵"), columns, rows)
    return section(table, language, Wording(_LEGEND.en.format(legend), _LEGEND.zh.format(legend)))


def _mark(word: Wording | None) -> str:
    return "" if word is None else _MARKS[word.en]


def open_pairs(given: Given, language: Language) -> str:
    """Return each pair of zones that is not closed, as a form with its hops; the closed ones are in the sheet."""
    table = annex_network.pairs(given)
    closed = STANDINGS[next(iter(STANDINGS))]
    rows = tuple((f"{row[0]} → {row[1]}", *row[2:]) for row in table.rows if row[4] != closed)
    shown = Table(
        table.name, Wording("Pairs that are not closed", "非阻断区域对"), (table.columns[0], *table.columns[2:]), rows
    )
    note = Wording(
        "All pairs, the closed ones with each line that stops a packet, stand in `reachability.csv`.",
        "全部区域对（含不可达区域对的逐个阻断点）见 `reachability.csv`。",
    )
    return records(shown, language, note)


def summary(title: Wording, found: Coverage, language: Language) -> str:
    """Return one group's coverage as a sentence."""
    colon = ": " if language is Language.EN else "："
    return f"- {said(title, language)}{colon}{counts(found, language)}"
