"""Runs a Python program under its SDK with the recorder as its engine.

Run as `python -m bastide.record.child.runner JOB DESCRIPTOR`: the job's file, and where to tell the recorder what the
protocol does not say.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import runpy
import sys
import traceback
from pathlib import Path
from typing import Any

import pulumi
from pulumi import runtime

from bastide.record.child import patches
from bastide.record.child.channel import Sender


def main() -> int:
    """Run the program; 0 if it came to its end."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sender = Sender(int(sys.argv[2]))
    os.set_inheritable(int(sys.argv[2]), False)  # noqa: FBT003 - positional only
    _configure(job)
    patches.apply(sender, job)
    main_file = Path(job["program"]) / job["main"]
    sys.path.insert(0, str(main_file.parent))
    sys.argv = [str(main_file)]
    try:
        asyncio.run(runtime.run_in_stack(lambda: _program(main_file)))
    except BaseException as error:  # noqa: BLE001 - whatever the program raises is its fault, and the recording's end
        return _failed(sender, job, error)
    return 0


def _program(main_file: Path) -> None:
    runpy.run_path(str(main_file), run_name="__main__")


def _configure(job: dict[str, Any]) -> None:
    wanted = {
        "project": job["project"],
        "stack": job["stack"],
        "organization": "organization",
        "monitor": job["address"],
        "engine": job["address"],
        "parallel": 16,
        "dry_run": True,
        "root_directory": job["program"],
    }
    known = inspect.signature(runtime.Settings).parameters  # newer SDKs know more
    runtime.configure(runtime.Settings(**{name: one for name, one in wanted.items() if name in known}))
    runtime.set_all_config(job["config"], job["secrets"])


def _failed(sender: Sender, job: dict[str, Any], error: BaseException) -> int:
    if isinstance(error, SystemExit) and not error.code:
        return 0
    file, line = _where(error, os.path.realpath(job["program"]))
    sender.tell("fault", message=_said(error), file=file, line=line)
    return 1


def _said(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"it exits with code {error.code}"
    text = " ".join(str(error).split())[:400]
    return text if isinstance(error, pulumi.RunError) else f"{type(error).__name__}: {text}"


def _where(error: BaseException, folder: str) -> tuple[str, int]:
    """Return the innermost line of the program that an error came through."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno or 0
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = os.path.realpath(frame.filename)
        if path.startswith(folder + os.sep) and "site-packages" not in path:
            return path, frame.lineno or 0
    return "", 0


if __name__ == "__main__":
    sys.exit(main())
