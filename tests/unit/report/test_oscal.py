"""OSCAL documents: valid to another's validator, whole in themselves, and never more than was seen."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from oscal_bindings.parser import validate_oscal

from bastide.controls.catalog import catalog
from bastide.model.control import Assessment, Status
from bastide.report.oscal.documents import documents, files
from bastide.report.oscal.subject import Subject
from support.grounds import assessed

SUBJECT = Subject(
    "window", "stack", "0" * 64, date(2026, 12, 1), {"aws_vpc.v0": "main.tf:3:1", "aws_vpc.main": "a.tf:1:1"}
)
RESULT = ("assessment-results", "results", 0)
REFERRING = re.compile(r"(component|subject|observation|risk|implementation-statement)-uuid")


def _whole() -> Assessment:
    """Return the real catalog with a ruling of every status, spread over its controls."""
    kinds = assessed().rulings
    controls = catalog().controls
    rulings = tuple(replace(kinds[n % len(kinds)], control=one) for n, one in enumerate(controls))
    return Assessment(catalog(), rulings)


FOUND = _whole()
DOCUMENTS: dict[str, Any] = json.loads(json.dumps(documents(FOUND, SUBJECT)))


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def dangling(found: dict[str, Any]) -> set[str]:
    """Return what refers to nothing: UUIDs, controls, statements, roles and files."""
    names = [pair for one in found.values() for pair in _walk(one)]
    known = {value for name, value in names if name == "uuid"}
    catalog_ids = {value for name, value in _walk(found["catalog.json"]) if name == "id"}
    roles = {value for name, value in _walk(found["component-definition.json"]) if name == "id"}
    missing = {value for name, value in names if REFERRING.fullmatch(name)} - known
    missing |= {value for name, value in names if name in ("control-id", "target-id")} - catalog_ids
    missing |= {value for name, value in names if name == "role-id"} - roles
    files = {
        found["component-definition.json"]["component-definition"]["components"][0]["control-implementations"][0][
            "source"
        ]
    }
    files.add(found["assessment-results.json"]["assessment-results"]["import-ap"]["href"])
    anchor = found["assessment-plan.json"]["assessment-plan"]["import-ssp"]["href"].removeprefix("#")
    return missing | (files - set(found)) | ({anchor} - known)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_valid(name: str) -> None:
    assert validate_oscal(json.dumps(DOCUMENTS[name]))


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("catalog.json", ("catalog", "uuid"), "1"),
        ("catalog.json", ("catalog", "groups", 0, "controls", 0, "id"), "8.1.3.2"),
        (
            "assessment-results.json",
            ("assessment-results", "results", 0, "findings", 0, "target", "status", "state"),
            "ok",
        ),
        ("assessment-results.json", (*RESULT, "observations", 0, "methods"), []),
        ("component-definition.json", ("component-definition", "metadata", "last-modified"), "yesterday"),
        ("assessment-plan.json", ("assessment-plan", "reviewed-controls"), None),
    ],
)
def test_a_planted_fault_is_seen_by_the_validator(name: str, path: tuple[str | int, ...], value: Any) -> None:
    spoilt = json.loads(json.dumps(DOCUMENTS[name]))
    inner = spoilt
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not validate_oscal(json.dumps(spoilt))


def test_every_reference_leads_somewhere() -> None:
    assert dangling(DOCUMENTS) == set()


@pytest.mark.parametrize("name", ["subject-uuid", "risk-uuid", "control-id", "role-id", "target-id"])
def test_a_reference_to_nothing_is_seen(name: str) -> None:
    text = re.sub(rf'"{name}": "[^"]+"', f'"{name}": "nobody"', json.dumps(DOCUMENTS), count=1)
    assert dangling(json.loads(text)) == {"nobody"}


def test_no_two_things_have_one_uuid() -> None:
    for name, document in DOCUMENTS.items():
        found = [value for key, value in _walk(document) if key == "uuid"]
        assert len(found) == len(set(found)), name


def test_only_what_code_shows_whole_is_called_satisfied() -> None:
    (result,) = DOCUMENTS["assessment-results.json"]["assessment-results"]["results"]
    states = {one["target"]["target-id"]: one["target"]["status"]["state"] for one in result["findings"]}
    for one in FOUND.rulings:
        name = f"{one.control.id.lower()}_statement"
        wanted = {Status.SATISFIED: "satisfied", Status.NOT_APPLICABLE: None}.get(one.status, "not-satisfied")
        assert states.get(name) == wanted, one.control.id


def test_an_accepted_risk_names_its_owner_and_its_end() -> None:
    (result,) = DOCUMENTS["assessment-results.json"]["assessment-results"]["results"]
    accepted = [one for one in result["risks"] if one["status"] == "deviation-approved"]
    assert accepted
    assert {one["deadline"] for one in accepted} == {"2027-03-31T00:00:00+00:00"}
    assert all("a pilot (team)" in one["statement"] for one in accepted)


def test_the_same_result_gives_the_same_bytes_and_another_day_another_date() -> None:
    assert files(FOUND, SUBJECT) == files(_whole(), SUBJECT)
    later = files(FOUND, replace(SUBJECT, day=date(2026, 12, 2)))
    assert all(later[name] != content for name, content in files(FOUND, SUBJECT).items())


def test_every_control_of_the_catalog_is_in_one_group_with_its_sources() -> None:
    groups = DOCUMENTS["catalog.json"]["catalog"]["groups"]
    found = {one["id"]: one for group in groups for one in group["controls"]}
    assert set(found) == {one.id.lower() for one in catalog().controls}
    cited = {prop["value"] for prop in found["bnd-06"]["props"] if prop.get("class") == "mlps3"}
    assert cited == {"mlps3-8.1.3.2 d"}
