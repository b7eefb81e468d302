"""The pack as files: pages for people, sheets for spreadsheets, the report for programs, and digests of it all."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from bastide import __version__
from bastide.model.control import Ruling, Standard, Wording
from bastide.report import changes_text, control_json
from bastide.report.control_text import AREAS, Language, said
from bastide.report.evidence import (
    annex_access,
    annex_data,
    annex_logs,
    annex_network,
    index,
    lists,
    matrix,
    pages,
    readme,
    scope,
    since,
)
from bastide.report.evidence.clauses import MLPS3, Item, is_certified, items
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Table, as_csv, as_markdown, escaped, page, paragraph, section
from bastide.report.evidence.words import METHODS, NOT_DECLARED, RESPONSIBLE, joined, result
from bastide.report.phrases import SEVERITIES

SCHEMA = "bastide.evidence/1"
SUMS, STACK_SUMS, MANIFEST = "SHA256SUMS", "stack.SHA256SUMS", "manifest.json"
_PAPER = "seed"
"""The source that is no standard: what this platform was designed after."""
_NOT_OF_CRYPTOGRAPHY = Wording(
    "This is no assessment of cryptography: algorithms and products are judged by their certificates, so no reference "
    "is ever proven by code. A platform whose profile is not `gm` uses no algorithms of the GM series.",
    "本表不是密评结论：密码算法与产品须凭认证证书判定，任何条款都不计为“代码证明”。"
    "声明类型不是 `gm` 的平台未采用国密算法。",
)
_CITED_ONLY = Wording(
    "Only references that a control of the catalog cites are listed: a result speaks of those controls, not of all "
    "that the reference asks.",
    "仅列出控制目录引用的条款；结果只针对所引控制，不代表该条款的全部要求。",
)


def files(given: Given, language: Language) -> Mapping[str, bytes]:
    """Return every file of the pack by its name: the same report gives the same bytes.

    `SHA256SUMS` covers all but itself and `manifest.json`, which marks the files as ours for the next run.
    """
    written: dict[str, bytes] = {}
    for table in _sheets(given):
        written[f"{table.name}.csv"] = as_csv(table, language)
    for table, text in _matrices(given, language):
        written[f"{table.name}.csv"] = as_csv(table, language)
        written[f"{table.name}.md"] = text.encode()
    for name, text in _pages(given, language):
        written[f"{name}.md"] = text.encode()
    written["report.json"] = control_json.report(given.assessment, given.verdict).encode()
    written[STACK_SUMS] = scope.sums(given).encode()
    written[SUMS] = "".join(f"{sha256(text).hexdigest()}  {name}\n" for name, text in sorted(written.items())).encode()
    listed = {name: {"sha256": sha256(text).hexdigest()} for name, text in sorted(written.items())}
    manifest = {"schema": SCHEMA, "bastide": __version__, "files": listed}
    written[MANIFEST] = (json.dumps(manifest, indent=2) + "\n").encode()
    return dict(sorted(written.items()))


def standards(given: Given) -> tuple[Standard, ...]:
    """Return the standards that have a matrix: all that some control cites, the level-3 clauses first."""
    cited = {name for one in given.assessment.rulings for name in one.control.sources}
    some = [one for one in given.assessment.catalog.standards if one.id in cited | {MLPS3} and one.id != _PAPER]
    return tuple(sorted(some, key=lambda one: one.id != MLPS3))


def _sheets(given: Given) -> Iterator[Table]:
    yield from (scope.sheet(given), scope.zones(given), scope.stores(given), scope.outside(given))
    yield from (_controls(given), index.table(given))
    yield from (annex_network.pairs(given), annex_network.flows(given))
    yield from (annex_data.stores(given), annex_data.keys(given), annex_data.settings(given))
    yield from (annex_access.roles(given), annex_access.separation(given), annex_access.ways(given))
    yield from (annex_access.rights(given), annex_access.sessions(given))
    yield from (annex_logs.streams(given), annex_logs.sources(given), annex_logs.alarms(given))
    yield from (lists.waivers(given), lists.operator(given), lists.provider(given))
    yield from (since.controls(given.changes), since.findings(given.changes))


def _matrices(given: Given, language: Language) -> Iterator[tuple[Table, str]]:
    """Yield each matrix as a sheet and as a page."""
    for standard in standards(given):
        for name, title, some in _groups(given, standard):
            table = matrix.table(given, standard, some, name, title)
            notes = _notes(given, standard, language)
            yield table, page(title, language, *notes, pages.clause_page(table, standard, some, language))


def _groups(given: Given, standard: Standard) -> Iterator[tuple[str, Wording, tuple[Item, ...]]]:
    """Yield a standard's references; clauses that the catalog does not describe stand apart, and are counted apart."""
    some, name = items(given.assessment, standard.id), f"matrix-{standard.id}"
    if standard.id != MLPS3:
        yield name, standard.title, some
        return
    yield name, standard.title, tuple(one for one in some if one.clause is not None)
    yield f"{name}-management", _MANAGEMENT, tuple(one for one in some if one.clause is None)


def _notes(given: Given, standard: Standard, language: Language) -> Iterator[str]:
    if standard.id == MLPS3:
        return
    yield paragraph(_CITED_ONLY, language)
    if is_certified(standard.id):
        yield paragraph(_NOT_OF_CRYPTOGRAPHY, language)
        yield _profile(given, language)


def _profile(given: Given, language: Language) -> str:
    profile = escaped(given.intent.crypto) if given.intent else said(NOT_DECLARED, language)
    told = Wording(f"Profile that is declared: {profile}", f"声明的密码应用类型：{profile}")
    return paragraph(told, language)


_MANAGEMENT = Wording(
    "GB/T 22239-2019 level 3: management clauses that controls cite", "GB/T 22239-2019 第三级：所引安全管理条款"
)


def _controls(given: Given) -> Table:
    columns = (
        Wording("control", "控制编号"),
        Wording("title", "控制名称"),
        Wording("requirement", "要求"),
        Wording("severity", "重要程度"),
        Wording("area", "方面"),
        Wording("responsible", "责任方"),
        Wording("self-check result", "自查结果"),
        Wording("reason", "原因"),
        Wording("method", "方法"),
        Wording("references", "依据"),
        Wording("fix", "整改建议"),
    )
    return Table(
        "controls", Wording("Controls", "控制项"), columns, tuple(_control(one) for one in given.assessment.rulings)
    )


def _control(ruling: Ruling) -> tuple[str | Wording, ...]:
    control = ruling.control
    references = "\n".join(f"{name}: {', '.join(some)}" for name, some in control.sources.items() if name != _PAPER)
    return (
        control.id,
        control.title,
        control.requirement,
        SEVERITIES[control.severity],
        AREAS[control.area],
        RESPONSIBLE[control.responsibility],
        result(ruling.status, partly=ruling.partly),
        ruling.reason or "",
        joined([METHODS[one.kind] for one in control.evidence], "\n", "\n"),
        references,
        control.fix,
    )


def _pages(given: Given, language: Language) -> Iterator[tuple[str, str]]:
    yield "README", readme.page_of(given, language)
    sheet = scope.sheet(given)
    tables = (scope.zones(given), scope.stores(given), scope.in_short(given))
    first = as_markdown(sheet, language)
    yield "scope", page(sheet.title, language, first, *(section(one, language) for one in tables))
    for name, title, build in _ANNEXES:
        yield name, page(title, language, *build(given, language))
    for table in (lists.waivers(given), lists.operator(given), lists.provider(given)):
        yield table.name, page(table.title, language, as_markdown(table, language))
    yield "changes", _changes(given, language)


def _network(given: Given, language: Language) -> Iterator[str]:
    yield section(annex_network.counted(given), language)
    yield pages.grid(given, language)
    yield section(annex_network.promises(given), language)
    yield section(annex_network.flows(given), language)
    yield section(annex_network.distances(given), language)
    yield pages.open_pairs(given, language)


def _data(given: Given, language: Language) -> Iterator[str]:
    yield pages.records(annex_data.stores(given), language)


def _cryptography(given: Given, language: Language) -> Iterator[str]:
    yield _profile(given, language)
    yield section(annex_data.keys(given), language)
    yield section(annex_data.settings(given), language)


def _access(given: Given, language: Language) -> Iterator[str]:
    yield pages.records(annex_access.roles(given), language)
    yield section(annex_access.separation(given), language)
    yield section(annex_access.unstopped(given), language)
    for table in (annex_access.sessions(given), annex_access.ways(given), annex_access.rights(given)):
        yield section(table, language)


def _logs(given: Given, language: Language) -> Iterator[str]:
    for table in (annex_logs.streams(given), annex_logs.sources(given), annex_logs.alarms(given)):
        yield section(table, language)


_ANNEXES: tuple[tuple[str, Wording, Callable[[Given, Language], Iterator[str]]], ...] = (
    ("annex-reachability", Wording("Annex: reachability", "附件：网络可达性"), _network),
    ("annex-data", Wording("Annex: data", "附件：数据"), _data),
    ("annex-access", Wording("Annex: access", "附件：访问控制"), _access),
    ("annex-logs", Wording("Annex: logs", "附件：日志与告警"), _logs),
    ("annex-cryptography", Wording("Annex: cryptography", "附件：密码应用"), _cryptography),
)


def _changes(given: Given, language: Language) -> str:
    title = Wording("What changed since the previous run", "与上次自查相比的变化")
    if given.changes is None:
        none = Wording("No previous report was given (`--previous`).", "未提供上次报告（`--previous`）。")
        return page(title, language, paragraph(none, language))
    notes = [f"{escaped(one)}\n" for one in changes_text.notes(given.changes, given.verdict.tree, language)]
    tables = (since.controls(given.changes), since.findings(given.changes))
    return page(title, language, *notes, *(section(one, language) for one in tables))
