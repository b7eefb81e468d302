import json
from dataclasses import replace
from datetime import date

import pytest

from bastide.model.control import Assessment, Status
from bastide.model.finding import Outcome
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.report import changes_text, control_json
from bastide.report.changes import Changes, ControlChange, FindingChange, Turn, compare, read
from bastide.report.control_text import Language
from support.grounds import LOGS, NOTHING, RULINGS, assessed, failing, finding, ground, ruling

BEFORE = assessed()


def after(**turned) -> Assessment:
    rulings = tuple(
        replace(turned.get(one.control.id.replace("-", "_"), one), control=one.control) for one in BEFORE.rulings
    )
    return replace(BEFORE, rulings=rulings)


def kept(found=BEFORE):
    return read(control_json.report(found, NOTHING))


def turns(changes: Changes) -> list[tuple[str, Turn]]:
    return [(one.id, one.turn) for one in changes.controls]


def test_a_run_does_not_differ_from_itself() -> None:
    changes = compare(kept(), BEFORE)
    assert not changes
    assert "nothing has changed" in changes_text.section(changes, "stack", Language.EN)


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        (Status.SATISFIED, Status.NOT_SATISFIED, Turn.WORSE),
        (Status.SATISFIED, Status.NO_EVIDENCE, Turn.WORSE),
        (Status.NO_EVIDENCE, Status.NOT_SATISFIED, Turn.WORSE),
        (Status.SATISFIED, Status.RISK_ACCEPTED, Turn.WORSE),
        (Status.NOT_SATISFIED, Status.RISK_ACCEPTED, Turn.BETTER),
        (Status.OPERATOR, Status.SATISFIED, Turn.BETTER),
        (Status.NOT_APPLICABLE, Status.SATISFIED, Turn.CHANGED),
        (Status.NOT_SATISFIED, Status.NOT_APPLICABLE, Turn.CHANGED),
        (None, Status.SATISFIED, Turn.APPEARED),
        (Status.SATISFIED, None, Turn.WENT),
    ],
)
def test_each_turn_of_a_control_has_its_word(before, now, turn) -> None:
    assert ControlChange("A", BEFORE.catalog.title, before, now).turn is turn


def test_a_planted_fault_turns_its_control_and_shows_its_finding() -> None:
    fault = ruling(LOGS, on=ground(findings=[failing("LOG002", "aws_vpc.new")]))
    changes = compare(kept(), after(AA_08=fault))
    assert turns(changes) == [("AA-08", Turn.WORSE)]
    assert changes.findings == (FindingChange("LOG002", "aws_vpc.new", "m", "", None, Outcome.FAIL),)


def test_a_mended_fault_is_better_and_its_findings_are_gone() -> None:
    changes = compare(kept(), after(AA_01=RULINGS["AA-08"]))
    assert turns(changes) == [("AA-01", Turn.BETTER)]
    assert [one.turn for one in changes.findings] == [Turn.WENT] * 5


def test_a_waiver_that_ended_is_worse_and_a_new_one_is_a_change() -> None:
    waiver = DeclaredWaiver("LOG002", "network", "team", "why", date(2027, 1, 1), ())
    waived = after(
        AA_08=ruling(LOGS, on=ground(findings=[replace(finding("LOG002", Outcome.WAIVED, "r"), waiver=waiver)]))
    )
    failed = after(AA_08=ruling(LOGS, on=ground(findings=[failing("LOG002", "r")])))
    assert [one.turn for one in compare(kept(waived), failed).findings] == [Turn.WORSE]
    assert [one.turn for one in compare(kept(failed), waived).findings] == [Turn.CHANGED]


def test_moved_code_is_the_same_finding() -> None:
    def at(line):
        one = replace(failing("LOG002", "r"), place=Place("main.tf", line, 1, line, 9))
        return after(AA_08=ruling(LOGS, on=ground(findings=[one])))

    assert not compare(kept(at(3)), at(61))


def test_of_two_equal_findings_one_that_went_is_told() -> None:
    def at(*lines):
        some = [replace(failing("LOG002", "r"), place=Place("main.tf", line, 1, line, 9)) for line in lines]
        return after(AA_08=ruling(LOGS, on=ground(findings=some)))

    assert [one.turn for one in compare(kept(at(3, 9)), at(3)).findings] == [Turn.WENT]


def test_one_finding_that_two_controls_rest_on_is_told_once() -> None:
    fault = ruling(LOGS, on=ground(findings=[failing("LOG002", "aws_vpc.new")]))
    changes = compare(kept(), after(AA_08=fault, AA_04=fault))
    assert len(changes.controls) == 2
    assert len(changes.findings) == 1


def test_controls_that_only_one_catalog_knows_appear_and_go() -> None:
    assert turns(compare(kept(replace(BEFORE, rulings=BEFORE.rulings[1:])), BEFORE)) == [("AA-01", Turn.APPEARED)]
    assert turns(compare(kept(), replace(BEFORE, rulings=BEFORE.rulings[1:]))) == [("AA-01", Turn.WENT)]


def test_worse_stands_first() -> None:
    changes = compare(kept(), after(AA_01=RULINGS["AA-08"], AA_08=RULINGS["AA-02"]))
    assert turns(changes) == [("AA-08", Turn.WORSE), ("AA-01", Turn.BETTER)]
    text = changes_text.section(changes, "stack", Language.EN)
    assert text.index("worse AA-08 said: satisfied -> no evidence") < text.index("better AA-01")
    assert "controls: worse 1, better 1; findings: gone 5" in text
    assert "变差 AA-08 说: 满足 -> 无证据" in changes_text.section(changes, "stack", Language.ZH)


def test_another_tree_or_catalog_is_said() -> None:
    newer = replace(BEFORE, catalog=replace(BEFORE.catalog, version="2"))
    text = changes_text.section(compare(kept(), newer), "elsewhere", Language.EN)
    assert "the previous run judged `stack`" in text
    assert "another catalog: c 1" in text


def test_a_hostile_report_can_not_steer_the_terminal() -> None:
    document = json.loads(control_json.report(BEFORE, NOTHING))
    document["controls"][0]["id"] = "\x1b[2J"
    document["tree"] = "\x1b]0;x"
    text = changes_text.section(compare(read(json.dumps(document)), BEFORE), "stack", Language.EN)
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "bastide.verdict/1"}', '{"schema": "bastide.report/1"}', "[" * 100_000],
)
def test_what_is_no_report_is_refused(text) -> None:
    with pytest.raises(ValueError, match="it is"):
        read(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.update(controls=7),
        lambda report: report.update(catalog="c"),
        lambda report: report["controls"][0].update(status="passed"),
        lambda report: report["controls"][0].update(title=None),
        lambda report: report["controls"][0].update(evidence=[{}]),
        lambda report: report["controls"][0].update(evidence=[{"findings": [3]}]),
    ],
)
def test_a_damaged_report_is_refused_with_a_reason(spoil) -> None:
    document = json.loads(control_json.report(BEFORE, NOTHING))
    spoil(document)
    with pytest.raises(ValueError, match="damaged"):
        read(json.dumps(document))
