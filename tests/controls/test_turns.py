"""Each control that code can show is seen to hold in a generated stack, and to turn when its fault is planted."""

from pathlib import Path

import pytest

from bastide.model.control import Status
from controls import turns
from controls.turns import Fault

FAULTS = turns.faults()
HELD = {Status.SATISFIED, Status.OPERATOR, Status.RISK_ACCEPTED, Status.INHERITED}
"""What is said of a control whose part in the code holds."""
UNHELD = {"DAT-04"}
"""What no stack of this cloud holds to: its keys know no SM4. It is not applicable until it is asked for."""


def test_every_control_with_static_evidence_has_a_fault() -> None:
    assert set(turns.with_static_evidence()) == set(FAULTS)


@pytest.mark.parametrize("control", sorted(FAULTS))
def test_a_fault_turns_its_control_and_no_other(control: str, tmp_path: Path) -> None:
    fault = FAULTS[control]
    before = turns.sound(fault.stack, checkov=fault.checkov)
    assert before[control] in ({Status.NOT_APPLICABLE} if control in UNHELD else HELD)
    after = turns.words(turns.planted(fault, tmp_path), checkov=fault.checkov)
    changed = {name: str(word) for name, word in after.items() if word is not before[name]}
    assert changed == dict(fault.turns)
    assert fault.turns[control] in (Status.NOT_SATISFIED, Status.NO_EVIDENCE)


@pytest.mark.parametrize("control", sorted(FAULTS))
def test_others_turn_for_a_reason(control: str) -> None:
    fault: Fault = FAULTS[control]
    assert len(fault.turns) == 1 or fault.why.strip()
