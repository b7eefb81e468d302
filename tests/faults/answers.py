"""What is said about a seeded fault: by the judge, and by checkov alone.

Both answers are kept beside the corpus. Ours are measured again by every test run; checkov's, at two seconds a fault,
when BASTIDE_MEASURE=1: its version is pinned.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bastide.app.proving import prover
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.scan.checkov.engine import run
from bastide.scan.checkov.report import CheckovResult
from bastide.scan.judge import judge
from faults.corpus import Fault, copied, planted

KEPT = Path(__file__).with_name("answers.json")
TODAY = date(2026, 12, 1)
"""The flows and waivers of the example lapse later."""


@dataclass(frozen=True)
class Answers:
    """About one fault: our expected findings (`CODE file:line`), and the checks that checkov alone newly fails."""

    bastide: tuple[str, ...] = ()
    checkov: tuple[str, ...] = ()


def verdict(tree: Path) -> Verdict:
    """Judge a tree by our own rules and proofs, without checkov."""
    return judge(tree, today=TODAY, progress=lambda _: None, checkov=False, prover=prover)


def failures(judged: Verdict) -> tuple[Finding, ...]:
    """Return the failed findings; the untouched stack has none, so all of them are new."""
    return judged.having(Outcome.FAIL)


def blamed(fault: Fault) -> tuple[Finding, ...]:
    """Return what the judge finds in the stack with a fault, at the lines to blame."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "stack"
        lines = planted(fault, tree)
        found = failures(verdict(tree))
    return tuple(one for one in found if one.place is not None and (one.place.file, one.place.line) in lines)


def said(fault: Fault, found: Iterable[Finding]) -> tuple[str, ...]:
    """Return the expected ones among findings, as they are kept."""
    expected = (one for one in found if one.code in fault.codes and one.place is not None)
    return tuple(sorted({f"{one.code} {one.place.file}:{one.place.line}" for one in expected if one.place}))


def measured(faults: Iterable[Fault]) -> Mapping[str, tuple[str, ...]]:
    """Return by fault the checks that checkov alone newly fails, on whatever resource."""
    with tempfile.TemporaryDirectory() as folder:
        before = _failed(copied(Path(folder) / "stack"))
    return {fault.name: _new(fault, before) for fault in faults}


def kept() -> Mapping[str, Answers]:
    """Return the kept answers by fault."""
    answers = json.loads(KEPT.read_text(encoding="utf-8"))
    return {name: Answers(tuple(one["bastide"]), tuple(one["checkov"])) for name, one in answers.items()}


def keep(answers: Mapping[str, Answers]) -> None:
    """Write answers down."""
    lines = (f"  {json.dumps(name)}: {json.dumps(asdict(one))}" for name, one in sorted(answers.items()))
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _new(fault: Fault, before: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "stack"
        planted(fault, tree)
        return tuple(sorted({check for check, _ in _failed(tree) - before}))


def _failed(tree: Path) -> frozenset[tuple[str, str]]:
    records = run(tree).records
    return frozenset((one.check_id, one.resource) for one in records if one.result is CheckovResult.FAIL)
