"""What README.md shows is what happens."""

import re

import pytest

from readme import EXAMPLE, PAGE, ROOT, filled

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_samples_are_what_the_commands_print() -> None:
    assert filled(TEXT) == TEXT, "run `make golden`"


def test_a_stale_sample_is_seen() -> None:
    stale = TEXT.replace("error[SPEC", "error[OLD")
    assert stale != TEXT
    assert filled(stale) == TEXT


def test_the_shown_spec_is_part_of_the_example() -> None:
    shown = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert shown
    assert set(shown[1].splitlines()) <= {*(EXAMPLE / "platform.yaml").read_text(encoding="utf-8").splitlines(), ""}


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_every_link_into_the_checkout_leads_somewhere(path: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / path).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
