"""`bastide scan`."""

import sys
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.forms import Form, rendered, scan_exit_code
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, Judged, OutputFile, Python, Seconds, Stack, Today, day
from bastide.cli.running import run_of


def scan(  # noqa: PLR0913 - one parameter for each option
    tree: Judged,
    *,
    form: Annotated[Form, typer.Option("--format", help="The form of the verdict.")] = Form.TEXT,
    output_file: OutputFile = None,
    allow_unknown: Annotated[
        bool, typer.Option("--allow-unknown", help="Let findings alone decide the exit code, not what is unknown.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Judge again even if nothing has changed.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Also list resources that no check covers.")] = False,
    allow_run: AllowRun = False,
    python: Python = None,
    config: Config = None,
    stack: Stack = STACK,
    seconds: Seconds = SECONDS,
    today: Today = None,
) -> ExitCode:
    """Judge Terraform or a Pulumi program, ours or anybody's.

    A program is executed by its own SDK against a recorder; that needs `--allow-run`. Nothing is deployed, and there is
    no network where the system allows that. Recordings, previews and exports are judged without running anything.

    Failures, waivers, unknowns and resources that no check covers are each listed by name. Exit code 0: no check
    failed. 1: findings. 2: no verdict, or something could not be evaluated.
    """
    console.say(f"scanning {console.shown(tree)} ...")
    from bastide.app.scan import scan as answer  # noqa: PLC0415 - loads checkov, after the first line

    run = run_of(allowed=allow_run, python=python, config=config, stack=stack, seconds=seconds)
    scanned = answer(tree, today=day(today), cached=not no_cache, progress=console.progress, run=run)
    painted = output_file is None and console.colour(sys.stdout)
    console.deliver(rendered(scanned, form, verbose=verbose, painted=painted), output_file)
    return scan_exit_code(scanned.verdict, allow_unknown=allow_unknown)
