"""`bastide`: parse, call app, print, exit."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from bastide import __version__
from bastide.cli import console
from bastide.cli.blueprints import blueprints, init
from bastide.cli.check import check
from bastide.cli.diff import diff
from bastide.cli.doctor import doctor
from bastide.cli.exits import ExitCode
from bastide.cli.expand import expand
from bastide.cli.explain import explain
from bastide.cli.failure import outcome
from bastide.cli.generate import generate
from bastide.cli.modules import modules
from bastide.cli.prove import prove
from bastide.cli.record import record
from bastide.cli.rehearse import rehearse
from bastide.cli.report import report
from bastide.cli.scan import scan
from bastide.cli.schema import schema
from bastide.cli.verify import verify

NAME = "bastide"

app = typer.Typer(
    name=NAME,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
VERBS = (init, check, expand, generate, scan, prove, report, diff, verify, record, rehearse, explain, doctor, schema)
for verb in VERBS:
    app.command()(verb)
app.add_typer(modules, name="modules")
app.add_typer(blueprints, name="blueprints")


def main() -> NoReturn:
    """Run the command line and exit."""
    gc.disable()  # one short run: looking for cycles costs a tenth of a scan and finds nothing that matters
    console.prepare()
    code = run(sys.argv[1:])
    console.finish()
    os._exit(code)  # all is flushed; taking checkov's modules apart would cost a quarter of a scan


def run(arguments: Sequence[str]) -> ExitCode:
    """Run one command and return its exit code; whatever goes wrong is told, nothing escapes."""
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - an escaped exception would exit 1 and read as findings
        code = outcome(error)
    return code


def _dispatch(arguments: Sequence[str]) -> ExitCode:
    """Invoke the command without typer's own `main`, which turns a closed pipe into exit code 1."""
    command = get_command(app)
    with command.make_context(NAME, list(arguments)) as context:
        return ExitCode(command.invoke(context))


def _version(*, wanted: bool) -> None:
    if wanted:
        console.data(f"{NAME} {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _version(wanted=value), is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Turn one page of YAML into reviewable infrastructure code, and judge any Terraform for what it really allows."""
