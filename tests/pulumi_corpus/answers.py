"""What a run says about a fault, and what was said of all of them when the page was last made."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pulumi_corpus.corpus import CHECKOV, Fault
from pulumi_corpus.running import Run

OWN = Path(__file__).with_name("answers.json")
PUBLIC = Path(__file__).with_name("example-answers.json")


@dataclass(frozen=True)
class Untouched:
    """What is found in a program before a fault is planted."""

    registered: int
    evaluated: int
    unknowns: int
    findings: Mapping[str, int]
    ended: str = "finished"
    unmapped: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Answers:
    """Of one corpus: what is found in each program, and by fault the findings that are new, `CODE file:line`.

    `alone` is what checkov counts when it is given the faulty programs themselves.
    """

    programs: Mapping[str, Untouched]
    faults: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, int] = field(default_factory=dict)


def news(run: Run, untouched: Run) -> tuple[tuple[str, str, str, int], ...]:
    """Return the findings of a run that were not there before: another code, or about another resource."""
    before = {(code, resource) for code, resource, *_ in untouched.findings}
    return tuple(one for one in run.findings if (one[0], one[1]) not in before)


def missed(fault: Fault, run: Run, untouched: Run) -> tuple[str, ...]:
    """Return each expected finding that is not new, or stands at another line than one to blame."""
    found = news(run, untouched)
    return tuple(_faults_of(expected, run, found) for expected in fault.expect if _faults_of(expected, run, found))


def said(fault: Fault, run: Run, untouched: Run) -> tuple[str, ...]:
    """Return what is kept of a run: the expected findings with their places, and the checks that newly fail."""
    found = news(run, untouched)
    codes = {one.partition(" ")[0] for one in fault.expect}
    ours = {f"{code} {file}:{line}" for code, _, file, line in found if code in codes}
    checks = {code for code, *_ in found if code.startswith(CHECKOV) and code not in codes}
    return (*sorted(ours), *sorted(checks))


def kept(path: Path) -> Answers:
    """Return kept answers."""
    said_before = json.loads(path.read_text(encoding="utf-8"))
    programs = {name: _untouched(one) for name, one in said_before["programs"].items()}
    faults = {name: tuple(one) for name, one in said_before["faults"].items()}
    return Answers(programs, faults, said_before["alone"])


def keep(path: Path, answers: Answers) -> None:
    """Write answers down, a line each."""
    programs = _lines({name: asdict(one) for name, one in answers.programs.items()})
    faults, alone = _lines(answers.faults), json.dumps(answers.alone)
    text = f'{{"alone": {alone}, "programs": {{\n{programs}\n}}, "faults": {{\n{faults}\n}}}}\n'
    path.write_text(text, encoding="utf-8")


def untouched(run: Run, *, timed: bool = False) -> Untouched:
    """Return what is kept of a program without a fault; how long it took only where that is asked for."""
    return Untouched(
        run.registered,
        run.evaluated,
        len(run.unknowns),
        run.counts,
        run.ended,
        run.unmapped,
        round(run.seconds, 1) if timed else 0.0,
    )


def _faults_of(expected: str, run: Run, found: Iterable[tuple[str, str, str, int]]) -> str:
    code, _, resource = expected.partition(" ")
    places = [(file, line) for one, about, file, line in found if (one, about) == (code, resource)]
    if not places:
        return f"{expected} is not found"
    if not set(places) & run.legitimate[code]:
        return f"{expected} stands at {places}, not at {sorted(run.legitimate[code])}"
    return ""


def _untouched(said_before: Mapping[str, object]) -> Untouched:
    return Untouched(**{**said_before, "unmapped": tuple(said_before["unmapped"])})


def _lines(table: Mapping[str, object]) -> str:
    return ",\n".join(f"  {json.dumps(name)}: {json.dumps(one)}" for name, one in sorted(table.items()))
