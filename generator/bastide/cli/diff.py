"""`bastide diff`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import Today, day


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A stack, a plan in JSON, or a spec.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="What it becomes.")],
    *,
    today: Today = None,
) -> ExitCode:
    """Say what a change opens or weakens, before it is made.

    Exit code 0: nothing weakens. 1: something does, or may. 2: a side can't be read, or holds what can't be proven.
    """
    console.say(f"comparing {console.shown(before)} with {console.shown(after)} ...")
    from bastide.app.diff import diff as answer  # noqa: PLC0415 - loads the prover, after the first line
    from bastide.model.change import Direction  # noqa: PLC0415
    from bastide.report.diff_text import diff as text  # noqa: PLC0415
    from bastide.report.paint import Paint  # noqa: PLC0415

    found = answer(before, after, today=day(today), progress=console.progress)
    ink = Paint(on=console.colour(sys.stdout))
    console.data(text(found.before, found.after, found.changes, found.unknown, ink))
    if any(change.direction is not Direction.STRENGTHENS for change in found.changes):
        return ExitCode.NO
    return ExitCode.CANNOT_ANSWER if found.unknown else ExitCode.YES
