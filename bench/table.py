"""The measurements as a table, each beside checkov on the same tree, and the targets."""

import os
import platform
from collections.abc import Iterator, Mapping

from cases import CLOCK, TARGETS
from measure import Sample


def results(samples: Mapping[str, Sample], rounds: int) -> str:
    """Return the whole report as Markdown."""
    facts = f"Python {platform.python_version()}, {os.cpu_count()} processors, {rounds} interleaved rounds."
    return "\n".join((facts, "", *_times(samples), "", *_targets(samples), ""))


def _times(samples: Mapping[str, Sample]) -> Iterator[str]:
    """Yield every command with its medians, and its ratio to checkov on the same subject."""
    yield "| command | processor s | on the clock s | beside checkov |"
    yield "| --- | --- | --- | --- |"
    for name, sample in samples.items():
        rival = samples.get(f"checkov {name.rpartition(' ')[2]}")
        ratio = f"{sample.cpu_median / rival.cpu_median:.2f}" if rival else ""
        yield f"| {name} | {sample.cpu_median:.2f} | {sample.wall_median:.2f} | {ratio} |"


def _targets(samples: Mapping[str, Sample]) -> Iterator[str]:
    """Yield each target with what was measured and whether it is met."""
    yield "| target | beside | at most | measured | met |"
    yield "| --- | --- | --- | --- | --- |"
    for target in TARGETS:
        if target.command in samples and target.beside in samples:
            ratio = samples[target.command].cpu_median / samples[target.beside].cpu_median
            yield _row(target.command, target.beside, f"{target.ratio:.2f}", f"{ratio:.2f}", met=ratio <= target.ratio)
    for name, most in CLOCK.items():
        if name in samples:
            seconds = samples[name].wall_median
            yield _row(name, "the clock", f"{most:.3f} s", f"{seconds:.3f} s", met=seconds <= most)


def _row(*cells: str, met: bool) -> str:
    return f"| {' | '.join(cells)} | {'yes' if met else 'NO'} |"
