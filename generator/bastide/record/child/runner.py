"""Runs a Python program under its own SDK, connected to the monitor; reports how it ended."""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import runpy
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from bastide.record.child import calls, patches
from bastide.record.child.notes import Notes
from bastide.record.child.places import Places
from bastide.record.child.transforms import Transforms

_STARTING = 30.0
_DRAINING = 5.0
_BEFORE_THE_END = 0.4
"""Seconds."""


class EndedError(Exception):
    """The program ended itself."""


EndedError.__name__ = "Ended"


class Inline(ThreadPoolExecutor):
    """Runs the SDK's own calls where they are made: a run is then the same each time. All else gets a thread."""

    def submit(  # type: ignore[override]
        self, function: Any, *arguments: Any, **named: Any
    ) -> Any:
        """Return the outcome of a call, now if it is the SDK's."""
        if not str(getattr(function, "__module__", "")).startswith("pulumi.runtime"):
            return super().submit(function, *arguments, **named)
        outcome: Future[Any] = Future()
        try:
            outcome.set_result(function(*arguments, **named))
        except BaseException as error:  # noqa: BLE001 - as a thread would keep it
            outcome.set_exception(error)
        return outcome


def main(job_file: str) -> None:
    """Run the program that a job names; never returns."""
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    notes = Notes(job["notes"], Places(job["folder"]))
    left = max(0.1, job["until"] - time.monotonic() - _BEFORE_THE_END)
    faulthandler.dump_traceback_later(left, file=job["notes"])
    fault: BaseException | None = None
    try:
        _limit()
        _spare(notes.places)
        _loop().run_until_complete(_run(job, notes))
    except BaseException as error:  # noqa: BLE001 - whatever a program does, its end is reported
        fault = error
    try:
        notes.sdks(_versions())
        notes.ended(fault)
    finally:
        sys.stdout.flush()
        os._exit(0)  # no handler of the program's and no thread of its may keep this process


def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(Inline())
    loop.set_exception_handler(lambda _loop, _context: None)
    return loop


async def _run(job: dict[str, Any], notes: Notes) -> None:
    import pulumi  # noqa: PLC0415 - here, so that its failure is reported
    import pulumi.runtime  # noqa: PLC0415

    transforms = Transforms()
    patches.install(notes, transforms, literal=job["literal"])
    _await_socket(job["socket"])
    address = f"unix:{job['socket']}"
    settings = pulumi.runtime.Settings(
        project=job["project"],
        stack=job["stack"],
        organization=job["organization"],
        monitor=address,
        engine=address,
        parallel=1,
        dry_run=True,
    )
    pulumi.runtime.configure(settings)
    pulumi.runtime.set_all_config(job["config"], job["secrets"])
    calls.wire(pulumi.runtime.settings.get_monitor(), transforms)
    try:
        await pulumi.runtime.run_in_stack(lambda: _program(job["main"]))
    except BaseException:
        await _drain()
        raise


def _program(main: str) -> None:
    """Run the main file as Pulumi does: as a script, in its folder."""
    folder = os.path.dirname(main)  # noqa: PTH120 - a link stays what it is
    sys.argv = [main]
    sys.path.insert(0, folder)
    os.chdir(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "bastide"]:
        if name.count(".") < 3:  # noqa: PLR2004 - the packages that only this run made
            del sys.modules[name]
    try:
        runpy.run_path(main, run_name="__main__")
    except SystemExit as error:
        if error.code not in (None, 0):
            message = f"the program ended itself with exit code {error.code}"
            raise EndedError(message) from error


async def _drain() -> None:
    """Let what was registered before a fault reach the monitor."""
    pending = asyncio.all_tasks() - {asyncio.current_task()}
    if pending:
        await asyncio.wait(pending, timeout=_DRAINING)


def _await_socket(path: str) -> None:
    until = time.monotonic() + _STARTING
    while not os.path.exists(path):  # noqa: PTH110 - asked many times
        if time.monotonic() > until:
            message = "the recorder did not start"
            raise EndedError(message)
        time.sleep(0.005)


def _limit() -> None:
    import resource  # noqa: PLC0415 - not on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _spare(places: Places) -> None:
    """Leave no compiled files between the program's own."""
    write = SourceFileLoader.set_data

    def set_data(self: SourceFileLoader, path: str, data: Any, **named: Any) -> None:
        if not places.own(path):
            write(self, path, data, **named)

    SourceFileLoader.set_data = set_data  # type: ignore[method-assign]


def _versions() -> dict[str, str]:
    """Return the versions of the SDKs that were loaded."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to load, needed once

    found = {}
    for name in sorted(name for name in sys.modules if name.startswith("pulumi") and "." not in name):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
