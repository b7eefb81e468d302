import json
from dataclasses import replace

from bastide.model.control import Assessment, Catalog, Wording
from bastide.model.finding import Outcome
from bastide.model.place import Place
from bastide.report.annotations import github, gitlab
from support.grounds import CONTROL, GONE, NOTHING, cell, failing, finding, ground, piece, ruling

LOGS = piece("covers", rules=("LOG002",))
PLACED = replace(
    failing("LOG002"), place=Place("network.tf", 3, 1, 9, 2), message="no log, of\nany: kind 100%", fix="Add one."
)


def judged(*findings, **changes):
    verdict = replace(NOTHING, tree="infra/stack", findings=findings, **changes)
    rulings = (ruling(LOGS),)
    return verdict, Assessment(Catalog("c", "1", Wording("c", "目录"), (), (CONTROL,), ()), rulings)


def test_a_failure_is_an_error_at_its_lines():
    line, *others = github(*judged(PLACED)).splitlines()
    assert others == []
    assert line.startswith("::error file=infra/stack/network.tf,line=3,endLine=9,title=LOG002 t::")
    assert "%25" in line
    assert line.endswith("Fix: Add one. Controls: XX-01.")


def test_nothing_in_a_message_starts_another_command():
    hostile = replace(PLACED, message="x\n::error::y", title="a,b:c")
    text = github(*judged(hostile))
    assert len(text.splitlines()) == 1
    assert "title=LOG002 a%2Cb%3Ac::" in text


def test_severity_decides_the_command():
    commands = {
        severity: github(*judged(replace(PLACED, severity=severity))).partition(" ")[0]
        for severity in ("critical", "high", "medium", "low")
    }
    assert commands == {"critical": "::error", "high": "::error", "medium": "::warning", "low": "::notice"}


def test_what_is_not_decided_is_a_warning_and_what_is_waived_is_silent():
    unknown = finding("LOG002", Outcome.UNKNOWN)
    assert github(*judged(unknown)).startswith("::warning title=LOG002 t::not decided: m.")
    assert github(*judged(finding("LOG002", Outcome.WAIVED))) == ""


def test_what_a_control_finds_by_itself_is_told_too():
    verdict, assessment = judged()
    claim = piece("reach", claim="no_path", of=("internet",), to=("zone:app",), ports=("tcp/22",))
    from_proof = ruling(claim, on=ground(cells=[cell("internet", "app", "violated", 22)]))
    assert "XX-01" in github(verdict, replace(assessment, rulings=(from_proof,)))


def test_gitlab_gets_a_list_with_fingerprints_that_moved_lines_do_not_change():
    first = json.loads(gitlab(*judged(PLACED, PLACED)))
    moved = json.loads(gitlab(*judged(replace(PLACED, place=Place("network.tf", 40, 1, 41, 2)), PLACED)))
    assert [one["fingerprint"] for one in first] == [one["fingerprint"] for one in moved]
    assert len({one["fingerprint"] for one in first}) == 2
    assert first[0]["location"] == {"path": "infra/stack/network.tf", "lines": {"begin": 3}}
    assert first[0]["severity"] == "critical"
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(first[0])


def test_a_finding_without_a_place_stands_at_the_stack():
    (one,) = json.loads(gitlab(*judged(failing("LOG002"))))
    assert one["location"] == {"path": "infra/stack", "lines": {"begin": 1}}
    assert json.loads(gitlab(*judged())) == []


def test_without_a_verdict_github_gets_an_error_for_every_reason():
    first, second = github(*judged(PLACED, problems=(GONE,))).splitlines()
    assert first == (
        "::error file=infra/stack/backup.tf,line=1,endLine=1,title=SCAN022 no verdict::no verdict: `backup.tf` is "
        "listed in `manifest.json` but missing: it is not judged. Fix: run `bastide generate` again"
    )
    assert "LOG002" in second
    assert github(*judged(evaluated=0)) == (
        "::error title=no verdict::no verdict: nothing was judged in `infra/stack`\n"
    )


def test_without_a_verdict_gitlab_gets_a_blocker_for_every_reason():
    first, second = json.loads(gitlab(*judged(PLACED, problems=(GONE,))))
    assert (first["check_name"], first["severity"]) == ("SCAN022", "blocker")
    assert first["description"].startswith("no verdict: `backup.tf` is listed in `manifest.json` but missing: ")
    assert first["location"] == {"path": "infra/stack/backup.tf", "lines": {"begin": 1}}
    assert set(first) == set(second)
    (nothing,) = json.loads(gitlab(*judged(evaluated=0)))
    assert (nothing["check_name"], nothing["location"]["path"]) == ("no-verdict", "infra/stack")
