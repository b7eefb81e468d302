"""The catalog as the package reads it, made from what people write: `python -m controls.compiled --write` here."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bastide.controls.catalog import FILE
from bastide.model.control import Catalog
from bastide.model.json_codec import decode
from bastide.source import nodes
from bastide.source.yamldoc import parse

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "controls"
HEAD, CLAUSES = "catalog.yaml", "mlps3.yaml"
THEMES = ("gov", "net", "bnd", "iam", "dat", "bak", "aud", "ops", "ai", "svc", "phy")
CITED = ROOT / "modules" / "controls.json"
FRAMEWORKS = ("mlps3", "gm3", "nist-800-53r5", "cis-aws-5", "ccm-4")
"""The sources that a spec may name as frameworks, in the order of a comment that cites them."""


def _read(name: str) -> dict[str, Any]:
    path = SOURCES / name
    found = nodes.data(parse(path.read_text(encoding="utf-8"), str(path)))
    assert isinstance(found, dict), path
    return found


def _named(entries: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": name, **entry} for name, entry in entries.items()]


def document() -> dict[str, Any]:
    """Return the catalog as data, in the order in which it is written."""
    head = _read(HEAD)
    controls = [one for theme in THEMES for one in _named(_read(f"{theme}.yaml"))]
    return {**head, "standards": _named(head["standards"]), "controls": controls, "clauses": _named(_read(CLAUSES))}


def text() -> str:
    """Return the file of the package; ValueError if what is written is no catalog."""
    found = document()
    decode(Catalog, found)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def cited() -> str:
    """Return what the author of code may cite: titles, and the clauses of the frameworks that a spec may name."""
    lines = ",\n".join(_cited(document()["controls"]))
    return f"{{\n{lines}\n}}\n"


def _cited(controls: list[dict[str, Any]]) -> Iterator[str]:
    for control in controls:
        entry = {"title": control["title"]["en"], "title_zh": control["title"]["zh"]}
        entry |= {name: control["sources"][name] for name in FRAMEWORKS if name in control["sources"]}
        yield f'  "{control["id"]}": {json.dumps(entry, ensure_ascii=False)}'


if __name__ == "__main__" and "--write" in sys.argv:
    FILE.write_text(text(), encoding="utf-8")
    CITED.write_text(cited(), encoding="utf-8")
