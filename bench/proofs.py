"""Measures the proof of segmentation: on the example, on synthetic fleets, as they grow, and beside other methods."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median

from fleet import leaks

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).parent
PEERS = ROOT / ".venv-bench/bin/python"
Size = tuple[int, int, int]
SIZES: tuple[Size, ...] = (
    (5, 10, 100),
    (20, 200, 2_000),
    (50, 500, 5_000),
    (100, 1_000, 10_000),
    (200, 5_000, 100_000),
)
GROWING = {
    "rules": tuple((100, 1_000, rules) for rules in (20_000, 40_000, 80_000, 160_000)),
    "groups": tuple((100, groups, 40_000) for groups in (1_000, 2_000, 4_000, 8_000)),
    "zones": tuple((zones, 1_000, 40_000) for zones in (30, 60, 120, 240)),
}
BESIDE: tuple[Size, ...] = ((20, 200, 2_000), (50, 500, 5_000))
QUERIES = 100
SEED = 1
LEAKS = 3
TREE_ROUNDS = 15
EXAMPLE_SECONDS, FLEET_SECONDS, FLEET_MEMORY, TIMES = 0.1, 4.0, 500.0, 10.0
"""Targets: processor seconds, MiB, and how many times as long other methods should take."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What proving one fleet took: median processor seconds, and the highest peak of memory in MiB."""

    seconds: float
    memory: float


def report(rounds: int, tree: Path, told: Callable[[str], None]) -> str:
    """Measure everything and return it as Markdown.

    Raises RuntimeError where an answer is wrong: a wrong one must not be measured as speed.
    """
    told("the example's proof")
    parts = _answer(sys.executable, "proving_tree.py", str(tree), str(TREE_ROUNDS))
    fleets = {size: _proven(size, rounds, told) for size in SIZES}
    grown = {what: [(size, _proven(size, rounds, told)) for size in sizes] for what, sizes in GROWING.items()}
    lines = [*_example(parts), "", *_fleets(fleets), "", *_growth(grown), "", *_beside(fleets, rounds, told), ""]
    return "\n".join((*lines, *_targets(parts, fleets[SIZES[-1]]), ""))


def _proven(size: Size, rounds: int, told: Callable[[str], None]) -> Proven:
    told(f"a fleet of {_named(size)}")
    answers = [_answer(sys.executable, "proving.py", *map(str, size), str(SEED)) for _ in range(rounds)]
    if not all(answer["exact"] for answer in answers):
        message = f"the proof of a fleet of {_named(size)} does not find exactly its leaks"
        raise RuntimeError(message)
    seconds, peaks = ([float(str(answer[name])) for answer in answers] for name in ("seconds", "peak"))
    return Proven(median(seconds), max(peaks))


def _example(parts: Mapping[str, object]) -> Iterator[str]:
    yield "| the example, in one process | processor s |"
    yield "| --- | --- |"
    for name, seconds in parts.items():
        yield f"| {name} | {seconds:.3f} |"


def _fleets(fleets: Mapping[Size, Proven]) -> Iterator[str]:
    yield "| zones / groups / rules | processor s | peak MiB |"
    yield "| --- | --- | --- |"
    for size, proven in fleets.items():
        yield f"| {_named(size)} | {proven.seconds:.2f} | {proven.memory:.0f} |"


def _growth(grown: Mapping[str, Sequence[tuple[Size, Proven]]]) -> Iterator[str]:
    yield "| what grows | zones / groups / rules | processor s | exponent |"
    yield "| --- | --- | --- | --- |"
    for what, steps in grown.items():
        place = {"zones": 0, "groups": 1, "rules": 2}[what]
        slope = exponent([(size[place], proven.seconds) for size, proven in steps])
        taken = ", ".join(f"{proven.seconds:.2f}" for _, proven in steps)
        first, last = steps[0][0], steps[-1][0]
        yield f"| {what} | {_named(first)} to {_named(last)}, doubling | {taken} | {slope:.2f} |"


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the least-squares line through the logarithms of points: 1 is linear, 2 quadratic."""
    logs = [(log(x), log(y)) for x, y in points]
    middle, height = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return float(sum((x - middle) * (y - height) for x, y in logs) / sum((x - middle) ** 2 for x, _ in logs))


def _beside(fleets: Mapping[Size, Proven], rounds: int, told: Callable[[str], None]) -> Iterator[str]:
    """Yield how long other methods take for one direction of what the proof answers for both."""
    yield "| zones / groups / rules | method | processor s | times ours | at least 10 |"
    yield "| --- | --- | --- | --- | --- |"
    for size in BESIDE:
        told(f"decision diagrams on a fleet of {_named(size)}")
        diagrams = median(_diagrams(size) for _ in range(rounds))
        yield _row(size, "decision diagrams (CUDD)", diagrams, fleets[size].seconds)
        told(f"z3 on a fleet of {_named(size)}")
        seconds, asked, every = _queries(size)
        name = f"z3, {asked} of {every} queries taken for all"
        yield _row(size, name, seconds / asked * every, fleets[size].seconds)


def _row(size: Size, method: str, seconds: float, ours: float) -> str:
    times = seconds / ours
    return f"| {_named(size)} | {method} | {seconds:.2f} | {times:.1f} | {'yes' if times >= TIMES else 'NO'} |"


def _diagrams(size: Size) -> float:
    answer = _answer(str(PEERS), "peers_bdd.py", *map(str, size), str(SEED))
    _agree(size, answer)
    return float(str(answer["seconds"]))


def _queries(size: Size) -> tuple[float, int, int]:
    answer = _answer(str(PEERS), "peers_z3.py", *map(str, size), str(SEED), str(QUERIES))
    _agree(size, answer)
    return float(str(answer["seconds"])), int(str(answer["queries"])), int(str(answer["of"]))


def _agree(size: Size, answer: Mapping[str, object]) -> None:
    """Hold the pairs of zones that a peer finds against those of the leaks."""
    expected = sorted(map(list, leaks(*size, SEED)))
    if answer["pairs"] != expected or len(expected) != LEAKS:
        message = f"a peer finds {answer['pairs']} in a fleet of {_named(size)}, which leaks at {expected}"
        raise RuntimeError(message)


def _targets(parts: Mapping[str, object], full: Proven) -> Iterator[str]:
    verdict = float(str(parts["verdict on all pairs"]))
    whole = float(str(parts["proof of segmentation"]))
    yield "| target | at most | measured | met |"
    yield "| --- | --- | --- | --- |"
    for name, measured, most, unit in (
        ("the example's verdict on all pairs", verdict, EXAMPLE_SECONDS, "s"),
        ("the example's proof of segmentation", whole, EXAMPLE_SECONDS, "s"),
        (f"a fleet of {_named(SIZES[-1])}", full.seconds, FLEET_SECONDS, "s"),
        ("its memory", full.memory, FLEET_MEMORY, "MiB"),
    ):
        shown = f"{measured:.3f}" if unit == "s" else f"{measured:.0f}"
        yield f"| {name} | {most:g} {unit} | {shown} {unit} | {'yes' if measured <= most else 'NO'} |"


def _named(size: Size) -> str:
    return " / ".join(f"{number:,}" for number in size)


def _answer(python: str, program: str, *arguments: str) -> Mapping[str, object]:
    """Run a program of this folder and return the object that it prints; RuntimeError if it fails."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'generator'}:{HERE}"}
    argv = (python, str(HERE / program), *arguments)
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{' '.join(argv)} exited with {done.returncode}:\n{done.stderr[-2000:]}"
        raise RuntimeError(message)
    found: Mapping[str, object] = json.loads(done.stdout)
    return found
