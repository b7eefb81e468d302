"""Each family of codes has a line on the page of codes."""

import re
from pathlib import Path

from bastide.app.explain import index

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/codes.md").read_text("utf-8")
LISTED = set(re.findall(r"`([A-Z]+-?)`", PAGE))
STANDARDS = {"AES", "SHA"}


def test_every_family_of_messages_is_listed() -> None:
    texts = (path.read_text("utf-8") for path in (ROOT / "generator/bastide").rglob("*.py"))
    used = {name for text in texts for name in re.findall(r'"([A-Z]{3,4})\d{3}"', text)} - STANDARDS
    assert "SPEC" in used
    assert used - LISTED == set()


def test_every_family_that_has_pages_is_listed() -> None:
    families = {re.sub(r"\d+$", "", page.code) for page in index()}
    assert "GOV-" in families
    assert families - LISTED == set()


def test_no_family_is_listed_that_nobody_uses() -> None:
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "generator/bastide").rglob("*.py"))
    pages = {re.sub(r"\d+$", "", page.code) for page in index()}
    unused = {name for name in LISTED - pages if not re.search(rf"\b{name}\d{{3}}\b|\b{name}_", texts)}
    assert unused == set()
