"""Writes the pages that come from the judge: one for each rule, and the comparison with plain checkov.

`python -m evasion.pages --write` in tests/ writes them; a test holds them to their sources.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bastide.scan.registry import all_rules
from bastide.scan.rule_page import index, page

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "docs/rules"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page's path and its text as the sources now give it."""
    yield RULES / "README.md", index(all_rules())
    for rule in all_rules():
        yield RULES / f"{rule.word}.md", page(rule)


def main(arguments: list[str]) -> None:
    """Write the pages with `--write`, else name those that differ."""
    for path, text in pages():
        if arguments == ["--write"]:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
