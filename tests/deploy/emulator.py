"""Starts and stops one emulator process of our own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.terraform import NotProvenError, Step

_TESTS = Path(__file__).parents[1]
_PROGRAM = (sys.executable, "-m", "deploy.moto_server")


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator: where it listens and where it logs."""

    endpoint: str
    log: Path

    def refusals(self) -> str:
        """Return what the emulator could not serve so far, one line each, without repetition."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return "\n".join(dict.fromkeys(line for line in lines if line.startswith("not served: ")))


@contextmanager
def emulator(folder: Path) -> Iterator[Emulator]:
    """Run a fresh emulator for the length of the block; on a failed proof add what it refused to the message."""
    log = folder / "emulator.log"
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(_PROGRAM, cwd=_TESTS, stdout=subprocess.PIPE, stderr=sink, text=True)
    assert process.stdout is not None
    try:
        yield Emulator(f"http://127.0.0.1:{_port(process.stdout, log)}", log)
    except NotProvenError as fault:
        raise NotProvenError(fault.step, f"{fault.output}\n{log.name}:\n{_tail(log)}") from fault
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def _port(stdout: IO[str], log: Path) -> int:
    """Return the port that the emulator says it listens on; raise NotProvenError when it ends without a word."""
    said = stdout.readline().strip()
    if not said:
        raise NotProvenError(Step.STARTED, log.read_text(encoding="utf-8"))
    return int(said)


def _tail(log: Path) -> str:
    """Return the refusals in a log, or its last lines when there are none."""
    refused = Emulator("", log).refusals()
    return refused or "\n".join(log.read_text(encoding="utf-8").splitlines()[-20:])
