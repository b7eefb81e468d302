import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bastide.model.finding import Verdict
from bastide.report.json_report import SCHEMA, verdict

SCHEMA_FILE = Path(__file__).parents[3] / "docs/reference/verdict-v1.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_verdict_with_everything_follows_the_published_schema(
    everything: Verdict, mixed: Verdict, verdict_of: Callable[..., Verdict], validator: jsonschema.Draft202012Validator
) -> None:
    for found in (everything, mixed, verdict_of(), verdict_of(evaluated=0)):
        validator.validate(json.loads(verdict(found)))


def test_the_published_schema_has_the_id_that_reports_carry(
    validator: jsonschema.Draft202012Validator, mixed: Verdict
) -> None:
    assert validator.schema["$id"] == SCHEMA == json.loads(verdict(mixed))["schema"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.update(extra=1),
        lambda report: report.update(verdict="ok"),
        lambda report: report.pop("unknowns"),
        lambda report: report["findings"][0].pop("place"),
        lambda report: report["findings"][0].update(severity="severe"),
        lambda report: report["findings"][1].update(waiver=None),
        lambda report: report["findings"][0]["place"].update(line=0),
        lambda report: report["totals"].update({"fail": -1}),
        lambda report: report["unused_waivers"][0].update(until="soon"),
    ],
)
def test_the_schema_refuses_a_report_that_is_wrong(
    everything: Verdict, validator: jsonschema.Draft202012Validator, spoil: Callable[[dict[str, Any]], object]
) -> None:
    report = json.loads(verdict(everything))
    spoil(report)
    assert not validator.is_valid(report)


def test_totals_count_what_is_listed(everything: Verdict) -> None:
    report = json.loads(verdict(everything))
    assert report["totals"] == {"pass": 2, "fail": 1, "waived": 1, "unknown": 2, "not_covered": 1}
    assert report["verdict"] == "no verdict"


def test_the_same_verdict_gives_the_same_bytes_whatever_the_order_of_counts(verdict_of: Callable[..., Verdict]) -> None:
    one = verdict_of(passed={"A1": 1, "B1": 2})
    other = verdict_of(passed={"B1": 2, "A1": 1})
    assert verdict(one) == verdict(other)


def test_the_text_is_ascii_and_keeps_every_string(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    odd = replace(mixed.findings[0], message="居民档案 \x1b\x9b \ud800 \u202e")
    text = verdict(verdict_of(odd))
    assert text.isascii()
    assert json.loads(text)["findings"][0]["message"] == odd.message
