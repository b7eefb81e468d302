"""The whole review site: two sets of pages, one for each language, and what they share."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bastide import __version__
from bastide.model.control import Wording
from bastide.report.control_text import SELF_CHECK
from bastide.report.site import access, controls, findings, logs, matrix_json, network, search, stores, turned, verdict
from bastide.report.site.page import LANGUAGES, asset, render
from bastide.report.site.review import Review
from bastide.report.site.words import SIGNS, STATES

STYLES, SCRIPTS = ("map.css", "matrix.css", "site.css"), ("site.js", "map.js", "matrix.js")

_STEERING = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff]"
)
"""Controls, marks that reorder or hide, and halves of characters; tabs and line breaks stay."""

TITLES = {
    "verdict": Wording("Verdict", "结论"),
    "map": Wording("Map", "拓扑图"),
    "matrix": Wording("Zone matrix", "区域矩阵"),
    "stores": Wording("Data stores", "数据存储"),
    "access": Wording("Access", "访问与权限"),
    "logs": Wording("Logs", "日志与告警"),
    "controls": Wording("Controls", "控制项"),
    "standards": Wording("Standards", "标准对照"),
    "findings": Wording("Findings", "发现与豁免"),
    "changes": Wording("Changes", "变化"),
}
"""The pages in their order."""

_MAKERS = {
    "verdict": verdict.fields,
    "map": network.map_fields,
    "matrix": network.matrix_fields,
    "stores": stores.fields,
    "access": access.fields,
    "logs": logs.fields,
    "controls": controls.fields,
    "standards": controls.standard_fields,
    "findings": findings.fields,
    "changes": turned.fields,
}


def files(review: Review) -> Mapping[str, bytes]:
    """Return the site's files by path; the same review gives the same bytes."""
    return {path: _STEERING.sub(_named, text).encode() for path, text in sorted(_texts(review))}


def _named(found: re.Match[str]) -> str:
    """Return a character that would steer what is read by its number: the net under what each page escapes."""
    return f"[U+{ord(found[0]):04X}]"


def _texts(review: Review) -> Iterator[tuple[str, str]]:
    yield "assets/site.css", "\n".join(_assets(STYLES))
    yield "assets/site.js", "\n".join(_assets(SCRIPTS))
    yield "assets/index.js", asset("index.js")
    if review.matrix is not None:
        yield "assets/matrix-data.js", matrix_json.script(review.matrix)
    menu = tuple(_menu(review))
    common = {"review": review, "menu": menu, "signs": SIGNS, "states": STATES, "self_check": SELF_CHECK}
    for code, zh in LANGUAGES:
        yield f"assets/search-{code}.js", search.index(review, zh=zh)
        for page, title in TITLES.items():
            name = title.zh if zh else title.en
            fields: dict[str, Any] = {**common, "title": name, "page": page, "version": __version__}
            yield f"{code}/{page}.html", render(f"{page}.html.j2", zh=zh, **fields, **_MAKERS[page](review, zh=zh))
    yield "index.html", render("index.html.j2", zh=False, review=review)


def _assets(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        try:
            yield asset(name)
        except FileNotFoundError:
            continue


def _menu(review: Review) -> Iterator[tuple[str, Wording, int]]:
    counts = {
        "controls": len(review.assessment.rulings),
        "stores": len(review.intent.stores) if review.intent else 0,
        "findings": len(findings.spoken(review)),
        "changes": len(review.changes.controls) + len(review.changes.findings) if review.changes else 0,
    }
    for page, title in TITLES.items():
        yield page, title, counts.get(page, 0)
