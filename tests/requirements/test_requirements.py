"""Every requirement of the founding paper has a place that exists, or a line that says why not."""

from dataclasses import replace
from typing import Any

import pytest

from requirements.page import PAGE, page
from requirements.places import is_evidence, missing, path_of
from requirements.requirement import COUNT, ROOT, Kind, Requirement, read

EVERY = read()
SOUND = Requirement("R-01", "1", Kind.BUILD, "引", "One thing.", ("module:network", "planted:lock-days"))


def wrong(one: Requirement) -> list[str]:
    """Return what is wrong with an entry by itself."""
    said = [missing(place) for place in one.place]
    if bool(one.place) == bool(one.why_not):
        said.append("a place or a reason, and not both")
    if one.open and not one.place:
        said.append("nothing is open where there is no place")
    if one.place and not one.open and not any(map(is_evidence, one.place)):
        said.append("whole, and nothing shows it")
    if len(set(one.place)) < len(one.place):
        said.append("a place twice")
    texts = (one.asked, one.open, one.why_not, one.note, one.corrected)
    if not one.asked or any(text and not text.endswith(".") for text in texts):
        said.append("sentences end with a full stop")
    return [text for text in said if text]


def test_every_requirement_is_there_once() -> None:
    assert [one.id for one in EVERY] == [f"R-{number:02d}" for number in range(1, COUNT + 1)]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_requirement_has_a_place_that_exists_or_a_reason(one: Requirement) -> None:
    assert wrong(one) == []


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_place_leads_a_reader_to_what_exists(one: Requirement) -> None:
    paths = [path for place in one.place if (path := path_of(place)) is not None]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "cd tests && python -m requirements.page --write"


@pytest.mark.parametrize(
    "place",
    [
        "module:firewalls",
        "rule:NET999",
        "fault:SPEC999",
        "rule:SPEC021",
        "fault:NET001",
        "spec:zones.side",
        "spec:zones.*.colour",
        "spec:platform.name.first",
        "verb:destroy",
        "blueprint:castle",
        "test:tests/unit/modules/test_identity.py::test_nothing_at_all",
        "test:tests/unit/modules/test_nothing.py::test_the_example_as_generated_has_no_fault",
        "test:tests/requirements/page.py::main",
        "planted:nothing",
        "refused:nothing",
        "file:nothing.tf",
        "page:README.md",
        "code:generator/nothing.py",
        "code:../main/generator/bastide/__init__.py",
        "hope:network",
        "module:",
        "network",
    ],
)
def test_a_place_that_does_not_exist_is_refused(place: str) -> None:
    assert missing(place) != ""
    assert wrong(replace(SOUND, place=(*SOUND.place, place))) == [missing(place)]


@pytest.mark.parametrize(
    "place",
    [
        "module:network",
        "rule:SEG001",
        "fault:SPEC021",
        "spec:flows.why",
        "spec:zones.*.side",
        "spec:agencies.*.owner",
        "verb:prove",
        "blueprint:minimal",
        "test:tests/requirements/test_requirements.py::test_the_page_is_fresh",
        "planted:lock-days",
        "refused:zones-overlap",
        "refused:include-cycle",
        "file:intent.json",
        "page:docs/rules/README.md",
        "code:modules/controls.json",
    ],
)
def test_a_place_that_exists_is_taken(place: str) -> None:
    assert missing(place) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"place": ()},
        {"why_not": "It has both."},
        {"place": (), "why_not": "None.", "open": "All."},
        {"place": ("module:network",)},
        {"place": (*SOUND.place, "module:network")},
        {"asked": ""},
        {"asked": "No full stop"},
    ],
    ids=["neither", "both", "open without a place", "unshown", "twice", "nothing asked", "no sentence"],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(change: dict[str, Any]) -> None:
    assert wrong(SOUND) == []
    assert len(wrong(replace(SOUND, **change))) == 1
