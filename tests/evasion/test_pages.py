import pytest

from evasion.pages import ROOT, RULES, pages

RENEW = "cd tests && python -m evasion.pages --write"


@pytest.mark.parametrize(("path", "text"), list(pages()), ids=lambda value: getattr(value, "stem", ""))
def test_a_page_is_fresh(path, text):
    assert path.is_file(), RENEW
    assert path.read_text(encoding="utf-8") == text, f"{path.relative_to(ROOT)} is stale: {RENEW}"


def test_no_page_is_left_of_a_rule_that_is_gone():
    assert set(RULES.iterdir()) < {path for path, _ in pages()}
