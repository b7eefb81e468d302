"""Runs commands in turn and keeps the processor time of each."""

import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


def nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Command:
    """One thing to measure: what runs and where, what must happen before, and which exit codes are an answer."""

    argv: tuple[str, ...]
    cwd: Path
    environment: Mapping[str, str]
    before: Callable[[], None] = nothing
    accepted: frozenset[int] = frozenset({0})


@dataclass
class Sample:
    """The runs of one command: processor and wall seconds of each."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def cpu_median(self) -> float:
        """The median processor time, user and system, in seconds."""
        return median(self.cpu)

    @property
    def wall_median(self) -> float:
        """The median time on the clock, in seconds."""
        return median(self.wall)


def run(command: Command) -> tuple[float, float]:
    """Run a command once and return its processor and wall seconds, children included.

    Raises RuntimeError on an exit code that was not expected: a crash must not be measured as speed.
    """
    command.before()
    before, start = _children(), time.perf_counter()
    done = subprocess.run(
        command.argv,
        cwd=command.cwd,
        env=dict(command.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    wall, cpu = time.perf_counter() - start, _children() - before
    if done.returncode not in command.accepted:
        message = f"{' '.join(command.argv)} exited with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}"
        raise RuntimeError(message)
    return cpu, wall


def interleaved(commands: Mapping[str, Command], rounds: int, told: Callable[[str], None]) -> Mapping[str, Sample]:
    """Run every command once in each round, so that a noisy minute falls on all of them alike."""
    samples = {name: Sample() for name in commands}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            told(f"round {number} of {rounds}: {name}")
            cpu, wall = run(command)
            samples[name].cpu.append(cpu)
            samples[name].wall.append(wall)
    return samples


def once(commands: Sequence[Command]) -> None:
    """Run commands once without keeping the time: compiled Python and the page cache are then warm for all."""
    for command in commands:
        run(command)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
