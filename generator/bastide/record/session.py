"""One recording: stage the recorder, start it with the program's interpreter, and take what it wrote."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bastide.model.diagnostic import CannotAnswerError
from bastide.record import faults
from bastide.record.interpreter import interpreter
from bastide.record.project import Project, read_project
from bastide.record.sandbox import environment, isolation

SECONDS = 120.0
GRACE = 30.0
"""Seconds that the recorder itself may take besides the program."""
OUR_PACKAGES = ("bastide", "bastide/record", "bastide/record/child")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a program is run: by which interpreter, as which stack, with what configuration, and for how many seconds.

    With `literal`, functions on outputs work on what was put in where that is known; without, every output stands for
    itself alone, so that the recording can be compared with other code reference by reference.
    """

    python: Path | None = None
    stack: str = "dev"
    config: Mapping[str, str] | None = None
    seconds: float = SECONDS
    literal: bool = True


def record(
    program: Path,
    *,
    python: Path | None = None,
    config: Mapping[str, str] | None = None,
    stack: str = "dev",
    seconds: float = SECONDS,
    literal: bool = True,
) -> dict[str, Any]:
    """Run a program and return its recording (`bastide.recording/1`), whole or up to where it failed.

    This executes the program. Raises CannotAnswerError (PUL001 to PUL007) where it can't even be started.
    """
    return run(program, Settings(python, stack, config, seconds, literal))


def run(program: Path, settings: Settings) -> dict[str, Any]:
    """Run a program as settings say; see `record`."""
    project = read_project(program, settings.stack, settings.config or {})
    python = interpreter(project, settings.python)
    with TemporaryDirectory(prefix="bastide-record-") as place:
        home = Path(place)
        _stage(home)
        job = _job(project, settings, python, home)
        (home / "job.json").write_text(json.dumps(job), encoding="utf-8")
        Path(job["echoes"]).touch()
        isolated = isolation()
        words = _started(
            [*isolated, str(python), "-m", "bastide.record.child.monitor", str(home / "job.json")], job, python
        )
        recording = _taken(Path(job["recording"]), words)
    if not isolated:
        text = "the kernel allows no name spaces here: the program ran with its user's network"
        recording["opaque"].append({"kind": "message", "text": text, "file": "", "line": 0})
    return recording


def _stage(home: Path) -> None:
    """Put the recorder's files where another interpreter finds them, without the packages beside ours."""
    for name in OUR_PACKAGES:
        (home / name).mkdir()
        (home / name / "__init__.py").write_text("")
    with as_file(files("bastide.record.child")) as child:
        for file in child.glob("*.py"):
            shutil.copyfile(file, home / OUR_PACKAGES[-1] / file.name)


def _job(project: Project, settings: Settings, python: Path, home: Path) -> dict[str, Any]:
    address = f"unix:{home / 'engine.sock'}"
    return {
        "program": str(project.folder.resolve()),
        "main": project.main,
        "project": project.name,
        "stack": settings.stack,
        "language": project.language,
        "config": dict(project.config),
        "secrets": list(project.secrets),
        "literal": settings.literal,
        "seconds": settings.seconds,
        "address": address,
        "echoes": str(home / "echoes"),
        "said": str(home / "said"),
        "recording": str(home / "recording.json"),
        "command": _command(project, settings, python, home, address),
    }


def _command(project: Project, settings: Settings, python: Path, home: Path, address: str) -> list[str]:
    """Return the command that runs the program; a Python one gets the descriptor of the recorder's channel as well."""
    if project.language == "python":
        return [str(python), "-m", "bastide.record.child.runner", str(home / "job.json")]
    node = shutil.which("node")
    start = project.folder.resolve() / "node_modules/@pulumi/pulumi/cmd/run/index.js"
    if node is None or not start.is_file():
        raise CannotAnswerError([faults.no_node(str(project.folder))])
    options = {"--monitor": address, "--engine": address, "--project": project.name, "--stack": settings.stack}
    return [node, str(start), *(word for pair in options.items() for word in pair), "--dry-run", project.main]


def _started(command: list[str], job: Mapping[str, Any], python: Path) -> str:
    """Run the recorder to its end, or end it with all that it started; return its last words."""
    home = Path(job["recording"]).parent
    variables = environment(python, home)
    if job["language"] == "nodejs":
        variables["PULUMI_CONFIG"] = json.dumps(job["config"])
        variables["PULUMI_NODEJS_PROJECT"], variables["PULUMI_NODEJS_STACK"] = job["project"], job["stack"]
    with subprocess.Popen(  # noqa: S603 - the user's interpreter
        command,
        cwd=home,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        try:
            _, said = started.communicate(timeout=job["seconds"] + GRACE)
        except subprocess.TimeoutExpired:
            return f"it did not end within {job['seconds'] + GRACE:g} s"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {started.returncode}"


def _taken(path: Path, words: str) -> dict[str, Any]:
    try:
        recording: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotAnswerError([faults.recorder_broke(words)]) from error
    return recording
