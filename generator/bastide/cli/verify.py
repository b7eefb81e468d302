"""`bastide verify`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, Python, Seconds, Stack
from bastide.cli.running import run_of


def verify(  # noqa: PLR0913 - one parameter for each option
    program: Annotated[Path, typer.Argument(metavar="A", help="A Pulumi program or recording, a plan or a tree.")],
    tree: Annotated[Path, typer.Argument(metavar="B", help="What it should equal.")],
    *,
    allow_run: AllowRun = False,
    python: Python = None,
    config: Config = None,
    stack: Stack = STACK,
    seconds: Seconds = SECONDS,
) -> ExitCode:
    """Say whether two sides declare the same.

    Compared are every resource, attribute, reference, provider, protection and dependency. A Pulumi program is executed
    by its own SDK against a recorder; that needs `--allow-run`.

    Exit code 0: they say the same. 1: they differ. 2: a side can't be read, or holds what can't be compared.
    """
    console.say(f"comparing {console.shown(program)} with {console.shown(tree)} ...")
    from bastide.app.verify import verify as answer  # noqa: PLC0415 - after the first line
    from bastide.report.paint import Paint  # noqa: PLC0415
    from bastide.report.verify_text import verify as text  # noqa: PLC0415

    run = run_of(allowed=allow_run, python=python, config=config, stack=stack, seconds=seconds)
    found = answer(program, tree, progress=console.progress, run=run)
    ink = Paint(on=console.colour(sys.stdout))
    console.data(text(found.left, found.right, found.comparison, found.unknown, paint=ink))
    if found.comparison.differences:
        return ExitCode.NO
    return ExitCode.CANNOT_ANSWER if found.unknown else ExitCode.YES
