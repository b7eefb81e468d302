"""The catalog says what it means: every name in it exists, every text stands in both languages, nothing is left out."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from bastide.app.explain import rules
from bastide.bridge.load import bridge
from bastide.controls import papers, predicates, reach, resources
from bastide.controls.catalog import FILE, by_id, catalog
from bastide.model.control import OUTSIDE, Control, Evidence, Kind, Responsibility, Wording
from bastide.model.diagnostic import Severity
from bastide.model.intent import Intent
from bastide.model.json_codec import decode
from controls import compiled

CATALOG = catalog()
OWN = {rule.meta.code for rule in rules()}
CLAIMS = {
    Kind.REACH: set(reach.CLAIMS),
    Kind.ATTR: {*resources.CLAIMS, "exists"},
    Kind.SPEC: set(papers.CLAIMS),
    Kind.ARTIFACT: {"unchanged"},
    Kind.COVERS: {""},
}
CLAUSES_WITHOUT_CONTROL = {"8.1.3.4 b"}
"""Mail is no part of the platform."""
DOUBTS = {
    "CODE008": "a key or bucket that the team had before, whose code isn't given",
    "SEG007": "a part of the network that the proof doesn't know",
    "SEG009": "a network that the team had before, whose code isn't given",
}
"""Rules of ours that only ever say what nobody can know; then the verdict is unknown, whatever controls say."""
_CHECK = r"""\b(?:check_)?id"?\s*[:=]\s*"(CKV2?_AWS_\d+)\""""


def pieces() -> list[tuple[str, Evidence]]:
    return [(control.id, one) for control in CATALOG.controls for one in control.evidence]


def test_the_package_holds_what_is_written() -> None:
    assert FILE.read_text(encoding="utf-8") == compiled.text(), "make golden compiles it"


def test_what_code_may_cite_is_what_is_written() -> None:
    assert compiled.CITED.read_text(encoding="utf-8") == compiled.cited(), "make golden compiles it"


def test_every_control_stands_once() -> None:
    assert len(by_id()) == len(CATALOG.controls) == 117
    assert all(re.fullmatch(r"[A-Z]{2,3}-\d{2}", name) for name in by_id())


def wordings(value: object, where: str) -> Iterator[tuple[str, Wording]]:
    if isinstance(value, Wording):
        yield where, value
    elif isinstance(value, Control):
        for name in ("title", "requirement", "fix"):
            yield f"{value.id}.{name}", getattr(value, name)
        for one in value.evidence:
            if one.need is not None:
                yield f"{value.id}.need", one.need


def test_every_text_stands_in_both_languages() -> None:
    everything = [one for control in CATALOG.controls for one in wordings(control, control.id)]
    everything += [(one.id, one.title) for one in (*CATALOG.standards, *CATALOG.clauses)]
    assert [where for where, said in everything if not said.en.strip() or re.search(r"[\u4e00-\u9fff]", said.en)] == []
    chinese = [where for where, said in everything if not re.search(r"[\u4e00-\u9fff]", said.zh)]
    assert chinese == []


def test_every_source_is_a_standard_of_the_catalog() -> None:
    known = {standard.id for standard in CATALOG.standards}
    assert {name for control in CATALOG.controls for name in control.sources} <= known


def test_every_clause_is_one_of_level_3_and_every_clause_has_a_control() -> None:
    cited = {clause for control in CATALOG.controls for clause in control.sources.get("mlps3", ())}
    technical = {clause.id for clause in CATALOG.clauses}
    assert {one for one in cited if re.match(r"8\.(1\.[1-5]|2\.[1-5])\.", one)} <= technical
    assert technical - cited == CLAUSES_WITHOUT_CONTROL


def test_every_check_exists() -> None:
    folder = Path(str(distribution("checkov").locate_file("checkov/terraform/checks")))
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".json", ".yaml")]
    checks = {code for path in files for code in re.findall(_CHECK, path.read_text(encoding="utf-8"))}
    assert len(checks) > 300
    named = {(where, code) for where, one in pieces() for code in one.rules}
    assert sorted(f"{where}: {code}" for where, code in named if code not in checks | OWN) == []
    mixed = [where for where, one in pieces() if one.rules and (one.kind is Kind.CHECKOV) != (one.rules[0] in checks)]
    assert mixed == []


def test_every_rule_of_ours_reaches_a_control() -> None:
    assert OWN - {code for _, one in pieces() for code in one.rules} == set(DOUBTS)


def test_code_shows_no_clause_whole_of_which_people_must_show_a_part() -> None:
    whole = {one.id for one in CATALOG.clauses if one.provable == "full"}
    asking = [one for one in CATALOG.controls if not one.applies and any(e.kind in OUTSIDE for e in one.evidence)]
    assert (
        sorted((one.id, clause) for one in asking for clause in one.sources.get("mlps3", ()) if clause in whole) == []
    )


def test_every_part_of_the_declaration_has_a_name() -> None:
    used = {value for control in CATALOG.controls for value in control.applies.get("declares", ())}
    assert used == set(predicates._PARTS)


def test_every_predicate_exists_and_has_words_for_its_absence() -> None:
    used = {name for control in CATALOG.controls for name in control.applies}
    assert used <= set(predicates.PREDICATES) == set(predicates._REASONS)


def test_every_piece_of_evidence_can_be_judged() -> None:
    wrong = [f"{where}: {one.kind} {one.claim}" for where, one in pieces() if not one.rules and not judged(one)]
    assert wrong == []


def judged(one: Evidence) -> bool:
    if one.kind in OUTSIDE:
        return one.need is not None
    return one.claim in CLAIMS.get(one.kind, set())


def test_every_resource_type_exists() -> None:
    known = set(bridge("aws").by_terraform)
    used = {(where, kind) for where, one in pieces() for kind in (*one.of, *one.has) if one.kind is not Kind.REACH}
    used |= {(control.id, kind) for control in CATALOG.controls for kind in control.applies.get("types", ())}
    assert sorted(f"{where}: {kind}" for where, kind in used if kind not in known) == []


def test_every_path_of_the_declaration_exists() -> None:
    names = set(Intent.__dataclass_fields__)
    paths = {one.path.partition(".")[0] for _, one in pieces() if one.kind is Kind.SPEC}
    assert paths | {name for one in CATALOG.controls for name in one.applies.get("declares", ())} <= names


def test_what_would_sink_a_verdict_rests_on_more_than_checkov() -> None:
    static = {Responsibility.GENERATED, Responsibility.SHARED}
    weak = [
        control.id
        for control in CATALOG.controls
        if control.severity is Severity.CRITICAL
        and control.responsibility in static
        and all(one.kind in (*OUTSIDE, Kind.CHECKOV) for one in control.evidence)
    ]
    assert weak == []


def test_whoever_answers_for_a_control_is_asked_for_something() -> None:
    def kinds(control: Control) -> set[bool]:
        return {one.kind in OUTSIDE for one in control.evidence}

    wanted = {
        Responsibility.GENERATED: ({False}, {False, True}),
        Responsibility.SHARED: ({False, True}, {False}),
        Responsibility.OPERATOR: ({True}, {False, True}),
        Responsibility.PROVIDER: ({True},),
    }
    wrong = [control.id for control in CATALOG.controls if kinds(control) not in wanted[control.responsibility]]
    assert wrong == []


def test_a_catalog_with_a_fault_is_refused() -> None:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    found["controls"][0]["severity"] = "grave"
    with pytest.raises(ValueError, match=r"controls\[0\].severity"):
        decode(type(CATALOG), found)
