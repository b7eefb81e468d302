"""The other end of the worker: starts it, gives it orders, and makes sure that it ends."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO, cast

import bastide
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.json_codec import encode
from bastide.prove.rehearsal.blueprint import Blueprint, Outcome, Probe, Sighting

_WORKER = "bastide.prove.rehearsal.kernel.worker"
_NFT = Diagnostic(
    code="LAB001",
    message="`nft` can't be used: ",
    labels=(),
    why="the rehearsal filters packets with nftables, in namespaces of its own",
    fix="install nftables (Debian, Ubuntu: `apt-get install nftables`) and run the command again",
)
_NAMESPACES = Diagnostic(
    code="LAB002",
    message="this kernel does not let us make network namespaces: ",
    labels=(),
    why="the rehearsal builds the network from namespaces that hold nothing of this machine",
    fix="run it as root on Linux, or with unprivileged user namespaces permitted: `sudo bastide rehearse STACK`",
)

_SILENCE = {"missing": "namespaces", "detail": "the process that makes them ended without a word"}


class Laboratory:
    """A blueprint built in the kernel; leaving the context takes it down, whatever happened.

    Making one builds; CannotAnswerError where namespaces or nft are missing.
    """

    def __init__(self, blueprint: Blueprint) -> None:
        path = os.pathsep.join((str(Path(bastide.__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
        self._worker = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments
            (sys.executable, "-m", _WORKER),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
        )
        self._orders, self._answers = cast("TextIO", self._worker.stdin), cast("TextIO", self._worker.stdout)
        try:
            self._ask(encode(blueprint))
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        """Nothing more to do: it is built."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take everything down."""
        self._end()

    def send(self, probes: Sequence[Probe], *, batch: int, quiet: float) -> list[Outcome]:
        """Send probes, `batch` at a time; silence of `quiet` seconds ends a batch."""
        self.start(probes, batch=batch, quiet=quiet)
        return self.outcomes()

    def start(self, probes: Sequence[Probe], *, batch: int, quiet: float) -> None:
        """Begin to send probes, and do not wait for it."""
        self._order({"verb": "send", "probes": probes, "batch": batch, "quiet": quiet})

    def outcomes(self) -> list[Outcome]:
        """Wait for the probes that were started, and return what became of each."""
        return [Outcome(*row) for row in self._answer()["outcomes"]]

    def trace(self, probes: Sequence[Probe], *, quiet: float) -> list[list[Sighting]]:
        """Send each probe alone, and return where its packets were seen."""
        answer = self._ask({"verb": "trace", "probes": probes, "quiet": quiet})
        return [[Sighting(*row) for row in rows] for rows in answer["sightings"]]

    def _ask(self, order: object) -> Mapping[str, Any]:
        self._order(order)
        return self._answer()

    def _order(self, order: object) -> None:
        with suppress(BrokenPipeError):  # it has ended, and says why in its answer
            self._orders.write(json.dumps(order) + "\n")
            self._orders.flush()

    def _answer(self) -> Mapping[str, Any]:
        line = self._answers.readline()
        answer: Mapping[str, Any] = json.loads(line) if line else _SILENCE
        if "missing" in answer:
            raise CannotAnswerError([_fault(answer["missing"], answer["detail"])])
        return answer

    def _end(self) -> None:
        self._worker.kill()
        for pipe in (self._orders, self._answers):
            with suppress(BrokenPipeError):  # what it never read
                pipe.close()
        self._worker.wait()


def _fault(missing: str, detail: str) -> Diagnostic:
    base = _NFT if missing == "nft" else _NAMESPACES
    return Diagnostic(base.code, f"{base.message}{detail}", base.labels, base.why, base.fix)
