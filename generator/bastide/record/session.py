"""Records a program: starts it beside the recorder, and puts together what both say."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.record import faults
from bastide.record.events import FAILED, FINISHED, TIMED_OUT, Ending, Events, recording
from bastide.record.interpreter import interpreter
from bastide.record.isolation import environment, isolation
from bastide.record.node import node_command, node_environment, node_versions
from bastide.record.processes import Watch, end, start
from bastide.record.project import Language, Project, read_project

SECONDS = 120.0
"""How long a program may run unless told otherwise."""
_START = Path(__file__).parent / "child" / "start.py"
_LONGEST_FOLDER = 75
"""Characters: a socket's path may have about a hundred."""
_MOST_SAID = 500


def record(
    program: Path,
    *,
    python: Path | None = None,
    config: Mapping[str, str] | None = None,
    stack: str = "",
    seconds: float = SECONDS,
    literal: bool = True,
) -> dict[str, Any]:
    """Execute the Pulumi program in a folder under its own SDK and return its recording (`bastide.recording/1`).

    Nothing is deployed. With `literal`, functions on outputs work on what was put in where that is known; without, each
    output stands for itself alone, so that other code can be compared reference by reference. A program that fails or
    does not end within `seconds` leaves what it had registered. Raises CannotAnswerError (PUL002 to PUL009) where it
    can't be started.
    """
    project = read_project(program, stack=stack, config=config or {})
    run = Run(str(interpreter(project, python)), project.stack, seconds, literal)
    with _interruptible(), _room() as room:
        return _Session(project, run, room).run()


@dataclass(frozen=True, slots=True)
class Run:
    """How a program is run: by which interpreter, as which stack, for how long, and on what its functions work."""

    python: str
    stack: str
    seconds: float
    literal: bool


class _Session:
    """One run."""

    def __init__(self, project: Project, run: Run, room: Path) -> None:
        self._project = project
        self._run = run
        self._room = room
        self._until = time.monotonic() + run.seconds
        self._isolation = isolation()
        self._env = environment(room)

    def run(self) -> dict[str, Any]:
        """Return the recording."""
        reading, writing = os.pipe()
        job = self._job(writing)
        monitor = start((*self._isolation.prefix, *self._child("monitor", job)), self._env, folder=self._room)
        try:
            program = self._program(job, writing)
            os.close(writing)
            try:
                return self._watched(monitor, program, reading)
            finally:
                end(program)
                _close(program)
        finally:
            end(monitor)
            _close(monitor)
            os.close(reading)

    def _watched(
        self, monitor: subprocess.Popen[bytes], program: subprocess.Popen[bytes], reading: int
    ) -> dict[str, Any]:
        watch = Watch(program, self._until)
        registered = watch.add(_descriptor(monitor.stdout), whole=True)
        notes = watch.add(reading, whole=True)
        printed = [watch.add(_descriptor(one), whole=False) for one in (program.stdout, program.stderr)]
        complaints = watch.add(_descriptor(monitor.stderr), whole=False)
        watch.wait()
        if monitor.poll() is not None and not registered.data:
            raise faults.broken_recorder(_last_line(complaints.data))
        events = Events(self._project)
        events.registered(bytes(registered.data))
        events.noted(bytes(notes.data))
        if self._isolation.missing:
            events.said.append({"event": "opaque", "kind": "feature", "text": self._isolation.missing})
        ending = self._ending(events, watch, program.poll(), _last_line(printed[1].data))
        return recording(events, ending, stack=self._run.stack)

    def _ending(self, events: Events, watch: Watch, code: int | None, said: str) -> Ending:
        if watch.timed_out:
            return Ending(TIMED_OUT, "its time was over", events.stuck())
        if watch.beyond:
            return Ending(FAILED, f"it was stopped: {watch.beyond}", events.stuck())
        if self._project.language is Language.NODEJS:
            events.said.append({"event": "sdks", "versions": node_versions(self._project)})
            errors = [one["text"] for one in events.of("log") if one.get("error")]
            return Ending(FINISHED) if code == 0 else Ending(FAILED, _short(errors[0] if errors else said))
        ended = events.of("ended")
        if not ended:
            how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            return Ending(FAILED, _short(f"the program ended its process ({how}){f': {said}' if said else ''}"))
        fault = ended[-1].get("fault")
        return Ending(FAILED, fault["message"], fault["frames"]) if fault else Ending(FINISHED)

    def _job(self, notes: int) -> Path:
        project = self._project
        job = {
            "language": str(project.language),
            "folder": str(_absolute(project.folder)),
            "main": str(_absolute(project.main)),
            "project": project.name,
            "stack": self._run.stack,
            "organization": "organization",
            "literal": self._run.literal,
            "config": dict(project.config),
            "secrets": list(project.secrets),
            "socket": str(self._room / "socket"),
            "notes": notes,
            "until": self._until,
        }
        path = self._room / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        return path

    def _child(self, name: str, job: Path) -> tuple[str, ...]:
        return (self._run.python, "-s", str(_START), f"bastide.record.child.{name}", str(job))

    def _program(self, job: Path, notes: int) -> subprocess.Popen[bytes]:
        folder = _absolute(self._project.folder)
        if self._project.language is Language.PYTHON:
            command = (*self._isolation.prefix, *self._child("runner", job))
            return start(command, self._env, pipes=(notes,), folder=folder)
        socket = self._room / "socket"
        _await(socket, self._until)
        command = (*self._isolation.prefix, *node_command(self._project, socket, stack=self._run.stack))
        return start(command, {**self._env, **node_environment(self._project)}, folder=folder)


@contextlib.contextmanager
def _room() -> Iterator[Path]:
    """Make a private folder for the socket and as the program's home; it goes when the run is over."""
    base = tempfile.gettempdir()
    path = Path(tempfile.mkdtemp(prefix="bastide-", dir=base if len(base) <= _LONGEST_FOLDER else "/tmp"))  # noqa: S108
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let a request to end be an interrupt, so that the children and their folder go too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _await(path: Path, until: float) -> None:
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.01)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - a link stays what it is


def _descriptor(stream: Any) -> int:
    found: int = stream.fileno()
    return found


def _close(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdout, child.stderr):
        if stream is not None:
            stream.close()


def _last_line(data: bytes | bytearray) -> str:
    lines = [line for line in bytes(data).decode("utf-8", "replace").splitlines() if line.strip()]
    return _short(lines[-1]) if lines else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}..."
