"""`bastide record`."""

from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.failure import outcome
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, Python, Seconds, Stack
from bastide.cli.running import run_of
from bastide.model.diagnostic import CannotAnswerError


def record(  # noqa: PLR0913 - one parameter for each option
    program: Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a Pulumi project.")],
    *,
    allow_run: AllowRun = False,
    output_file: Annotated[
        Path | None,
        typer.Option("--output-file", "--output", "-o", metavar="FILE", help="Write there instead of printing."),
    ] = None,
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
    console.say(f"{found.resources} resources, {found.opaque} things that could not be seen through")
    if found.fault is not None:
        return outcome(CannotAnswerError([found.fault]))
    return ExitCode.YES
