"""Whatever a team starts from generates a stack in which nothing fails and every waiver is worth its reason."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bastide.app.scan import scan
from bastide.model import intent_json
from bastide.model.finding import Outcome, Word
from blueprints import starts

MOST_WAIVERS = 5
OF_MODELS = 3
"""What the private doors of models need besides: answers are not kept, and their back end is one private link."""

NAMED = {
    "city-platform",
    "city-topics",
    "cloud-window",
    "data-hub",
    "llm-service",
    "minimal",
    "one-stop-portal",
    "smart-community",
}


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return starts.stacks(tmp_path_factory.mktemp("blueprints"))


def test_there_is_a_start_for_each_kind_of_system() -> None:
    assert set(starts.STARTS) >= NAMED


@pytest.mark.parametrize("name", starts.STARTS)
def test_no_check_fails_in_a_blueprint(name: str, stacks: Mapping[str, Path]) -> None:
    verdict = scan(stacks[name], today=starts.TODAY, cached=False, progress=lambda _: None).verdict
    failed = (*verdict.having(Outcome.FAIL), *verdict.having(Outcome.UNKNOWN))
    assert [f"{one.code} {one.resource}: {one.message}" for one in failed] == []
    assert verdict.word is Word.PASS
    assert verdict.unused_waivers == ()


@pytest.mark.parametrize("name", starts.STARTS)
def test_a_blueprint_needs_few_waivers_each_with_a_reason_and_an_end(name: str, stacks: Mapping[str, Path]) -> None:
    waivers = intent_json.loads((stacks[name] / "intent.json").read_text(encoding="utf-8")).waivers
    assert len(waivers) <= MOST_WAIVERS + (OF_MODELS if name == "llm-service" else 0)
    assert all(one.owner and len(one.why.split()) > 3 for one in waivers)


def test_a_city_has_eleven_districts_of_six_agencies(stacks: Mapping[str, Path]) -> None:
    zones = intent_json.loads((stacks["city-platform"] / "intent.json").read_text(encoding="utf-8")).zones
    agencies = {zone.agency for zone in zones if zone.agency is not None} - {"big-data"}
    districts = {agency.partition("-")[0] for agency in agencies}
    assert (len(districts), len(agencies)) == (11, 66)
