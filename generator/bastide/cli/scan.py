"""`bastide scan`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import OutputFile, Today, day

if TYPE_CHECKING:
    from bastide.app.scan import Scanned
    from bastide.model.finding import Verdict


class Format(StrEnum):
    """Forms of a verdict."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def scan(  # noqa: PLR0913 - one parameter for each option
    tree: Annotated[Path, typer.Argument(metavar="DIR", help="A directory of Terraform files.")],
    *,
    form: Annotated[Format, typer.Option("--format", help="The form of the verdict.")] = Format.TEXT,
    output_file: OutputFile = None,
    allow_unknown: Annotated[
        bool, typer.Option("--allow-unknown", help="Let findings alone decide the exit code, not what is unknown.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Judge again even if nothing has changed.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Also list resources that no check covers.")] = False,
    today: Today = None,
) -> ExitCode:
    """Judge a Terraform tree, ours or anybody's.

    Failures, waivers, unknowns and resources that no check covers are each listed by name. Exit code 0: no check
    failed. 1: findings. 2: no verdict, or something could not be evaluated.
    """
    console.say(f"scanning {console.shown(tree)} ...")
    from bastide.app.scan import scan as answer  # noqa: PLC0415 - loads checkov, after the first line

    scanned = answer(tree, today=day(today), cached=not no_cache, progress=console.progress)
    painted = output_file is None and console.colour(sys.stdout)
    console.deliver(_report(scanned, form, verbose=verbose, painted=painted), output_file)
    return _exit_code(scanned.verdict, allow_unknown=allow_unknown)


def _report(scanned: "Scanned", form: Format, *, verbose: bool, painted: bool) -> str:
    from bastide.report import json_report, paint, sarif, verdict_text  # noqa: PLC0415 - only now needed

    match form:
        case Format.TEXT:
            ink = paint.Paint(on=painted)
            return verdict_text.verdict(scanned.verdict, scanned.sources, verbose=verbose, paint=ink)
        case Format.JSON:
            return json_report.verdict(scanned.verdict)
        case Format.SARIF:
            return sarif.verdict(scanned.verdict)


def _exit_code(found: "Verdict", *, allow_unknown: bool) -> ExitCode:
    from bastide.model.finding import Word  # noqa: PLC0415 - only now needed

    match found.word:
        case Word.PASS:
            return ExitCode.YES
        case Word.FAIL:
            return ExitCode.NO
        case Word.UNKNOWN if allow_unknown:
            return ExitCode.YES
        case Word.UNKNOWN | Word.NO_VERDICT:
            return ExitCode.CANNOT_ANSWER
