"""`bastide record`."""

from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, OutputFile, Python, Seconds, Stack
from bastide.cli.running import run_of


def record(  # noqa: PLR0913 - one parameter for each option
    program: Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a Pulumi project.")],
    *,
    allow_run: AllowRun = False,
    output_file: OutputFile = None,
    references: Annotated[
        bool, typer.Option("--references", help="Let each output stand for itself, for `bastide verify`.")
    ] = False,
    python: Python = None,
    config: Config = None,
    stack: Stack = STACK,
    seconds: Seconds = SECONDS,
) -> ExitCode:
    """Write down what a Pulumi program registers.

    The program is executed by its own SDK against a recorder; nothing is deployed. Exit code 0: it came to its end.
    2: it could not be run, or failed; what it registered until then is written all the same.
    """
    console.say(f"recording {console.shown(program)} ...")
    from bastide.app.record import record as answer  # noqa: PLC0415 - after the first line

    run = run_of(allowed=allow_run, python=python, config=config, stack=stack, seconds=seconds)
    found = answer(program, run, literal=not references, progress=console.progress)
    console.deliver(found.text, output_file)
    console.say(f"{found.resources} resources, {found.doubts} notes")
    if found.fault is not None:
        where = f"{found.fault['file']}:{found.fault['line']}: " if found.fault["file"] else ""
        console.say(f"the program did not come to its end: {console.shown(where + found.fault['message'])}")
    return ExitCode.YES if found.finished else ExitCode.CANNOT_ANSWER
