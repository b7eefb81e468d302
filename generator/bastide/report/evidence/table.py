"""Tables of the pack, as CSV that a spreadsheet opens without harm, and as Markdown that no name can bend."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bastide.model.control import Wording
from bastide.report.control_text import Language, said
from bastide.report.display import visible

Cell = str | Wording

BOM = "\ufeff"
"""Without it, Excel reads UTF-8 as the system's own encoding, and Chinese is lost."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - full-width signs start a formula as well
_LIMIT = 32_000
"""Characters: a spreadsheet's cell holds 32,767 and cuts the rest without a word."""
_CUT = Wording(" ... (cut; the whole is in evidence.csv)", " ……（已截断，全文见 evidence.csv）")
_SPECIAL = re.compile(r"([\\`*\[\]|~$]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z]))")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
"""What makes a line a heading, a list or a rule."""
_EMPTY = Wording("nothing", "无")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `name` is that of its file without the ending."""

    name: str
    title: Wording
    columns: tuple[Wording, ...]
    rows: tuple[tuple[Cell, ...], ...]


def text(cell: Cell, language: Language) -> str:
    """Return what a cell says in a language."""
    return said(cell, language) if isinstance(cell, Wording) else cell


def as_csv(table: Table, language: Language) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, all cells quoted, none of them a formula."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([said(column, language) for column in table.columns])
    writer.writerows([harmless(text(cell, language), language) for cell in row] for row in table.rows)
    return f"{BOM}{sheet.getvalue()}".encode()


def harmless(value: str, language: Language = Language.EN) -> str:
    """Return a cell's text that a spreadsheet shows and never computes; whoever reads it back strips one quote."""
    shown = "\n".join(visible(line) for line in value.split("\n"))
    if len(shown) > _LIMIT:
        shown = shown[:_LIMIT] + said(_CUT, language)
    return f"'{shown}" if shown.lstrip(" \u3000\ufeff")[:1] in _FORMULA and shown else shown


def as_markdown(table: Table, language: Language) -> str:
    """Return a table as Markdown, the word for nothing where it has no row."""
    if not table.rows:
        return said(_EMPTY, language) + "\n"
    lines = [_row(table.columns, language), "|" + " --- |" * len(table.columns)]
    return "\n".join([*lines, *(_row(row, language) for row in table.rows)]) + "\n"


def _row(cells: Iterable[Cell], language: Language) -> str:
    return "| " + " | ".join(escaped(text(cell, language)) for cell in cells) + " |"


def escaped(value: str) -> str:
    """Return text that Markdown shows as it is: no markup, tag, link or table in it takes effect."""
    return "<br>".join(_escaped(line) for line in value.split("\n"))


def escaped_lines(value: str) -> list[str]:
    """Return each line of a text as Markdown that may begin a line: no heading, rule or list begins there."""
    return [_OPENING.sub(r"\1\\\2", _escaped(line).lstrip()) for line in value.split("\n")]


def _escaped(line: str) -> str:
    plain = visible(line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _SPECIAL.sub(r"\\\1", plain)
    return plain.replace("://", "&#58;//").replace("www.", "www&#46;")


def page(title: Wording, language: Language, *sections: str) -> str:
    """Return a page of Markdown with a title and sections."""
    return "\n".join((f"# {escaped(said(title, language))}\n", *(one for one in sections if one)))


def section(table: Table, language: Language, *notes: Wording) -> str:
    """Return a table with its title as a section of a page; notes stand above it."""
    lines = [f"## {escaped(said(table.title, language))}", "", *_notes(notes, language), as_markdown(table, language)]
    return "\n".join(lines)


def paragraph(wording: Wording, language: Language) -> str:
    """Return a paragraph of ours: it may hold Markdown, so nothing that was read may stand in it."""
    return f"{said(wording, language)}\n"


def _notes(notes: Iterable[Wording], language: Language) -> Iterator[str]:
    for note in notes:
        yield paragraph(note, language)
