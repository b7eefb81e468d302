"""`bastide report`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, Judged, OutputFile, Python, Seconds, Stack, Today, day
from bastide.cli.running import run_of

if TYPE_CHECKING:
    from bastide.app.report import Reported


class ReportForm(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    OSCAL = "oscal"
    EVIDENCE = "evidence"
    HTML = "html"

    @property
    def folder(self) -> str:
        """What a form that is a directory is called; empty for one that is a text."""
        return _FOLDERS.get(self, "")


_COMPARED = (ReportForm.TEXT, ReportForm.EVIDENCE, ReportForm.HTML)
"""Forms that say what changed since an earlier report."""

_FOLDERS = {
    ReportForm.HTML: "a review site",
    ReportForm.EVIDENCE: "a self-assessment pack",
    ReportForm.OSCAL: "a set of OSCAL documents",
}


class Language(StrEnum):
    """Languages of a report."""

    EN = "en"
    ZH = "zh"


def report(  # noqa: PLR0913 - one parameter for each option
    tree: Judged,
    *,
    form: Annotated[ReportForm, typer.Option("--format", help="The form of the report.")] = ReportForm.TEXT,
    language: Annotated[Language, typer.Option("--lang", help="The language of a text.")] = Language.EN,
    output_file: OutputFile = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="FILE", help="Also say what changed since an earlier report in JSON."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Judge again even if nothing has changed.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Also list what is satisfied or doesn't apply.")] = False,
    allow_run: AllowRun = False,
    python: Python = None,
    config: Config = None,
    stack: Stack = STACK,
    seconds: Seconds = SECONDS,
    today: Today = None,
) -> ExitCode:
    """Say what a stack's code shows of each control.

    It is a self-check for architects and assessors.

    Every control of the catalog is held against the checks, the proofs, the declaration and the files of the stack.
    Coverage is three counts: proven by code, shared with people, and left to the operator or the provider. Exit code
    0: no check failed, and nothing speaks against a control. 1: a check failed, or some control is not satisfied. 2: no
    verdict, or no evidence for a control.
    """
    if form.folder and output_file is None:
        message = f"{form.folder} is a directory: name it with `--output DIR`"
        raise typer.BadParameter(message, param_hint=f"--format {form}")
    if previous is not None and form not in _COMPARED:
        message = f"`{form}` does not say what changed; `text`, `evidence` and `html` do"
        raise typer.BadParameter(message, param_hint="--previous")
    console.say(f"reporting on {console.shown(tree)} ...")
    from bastide.app.previous import previous as kept  # noqa: PLC0415 - after the first line
    from bastide.app.report import report as answer  # noqa: PLC0415 - loads checkov

    before = None if previous is None else kept(previous)
    run = run_of(allowed=allow_run, python=python, config=config, stack=stack, seconds=seconds)
    reported = answer(tree, today=day(today), cached=not no_cache, progress=console.progress, run=run)
    reported = reported.since(before)
    if form.folder and output_file is not None:
        _write(reported, form, tree, output_file, language)
        return _exit_code(reported)
    painted = output_file is None and console.colour(sys.stdout)
    console.deliver(_rendered(reported, form, language, verbose=verbose, painted=painted), output_file)
    return _exit_code(reported)


def _write(reported: "Reported", form: ReportForm, tree: Path, output: Path, language: Language) -> None:
    """Write a form that is a directory."""
    match form:
        case ReportForm.HTML:
            _write_site(reported, tree, output)
        case ReportForm.EVIDENCE:
            _write_pack(reported, tree, output, language)
        case _:
            _write_oscal(reported, tree, output)


def _write_site(reported: "Reported", tree: Path, output: Path) -> None:
    from bastide.app.site import site  # noqa: PLC0415 - brings the templates

    number = site(reported, tree, output)
    console.say(f"wrote {number} files to {console.shown(output)}; open {console.shown(output / 'index.html')}")


def _write_oscal(reported: "Reported", tree: Path, output: Path) -> None:
    from bastide.app.oscal import write  # noqa: PLC0415 - only now needed

    number = write(reported, tree, output)
    console.say(f"wrote {number} files to {console.shown(output)}; start with its `assessment-results.json`")


def _write_pack(reported: "Reported", tree: Path, output: Path, language: Language) -> None:
    from bastide.app.pack import write  # noqa: PLC0415 - only now needed
    from bastide.report import control_text  # noqa: PLC0415

    number = write(reported, tree, output, control_text.Language(language))
    console.say(f"wrote {number} files to {console.shown(output)}; start with {console.shown(output / 'README.md')}")


def _rendered(reported: "Reported", form: ReportForm, language: Language, *, verbose: bool, painted: bool) -> str:
    from bastide.report import (  # noqa: PLC0415 - only now needed
        annotations,
        changes_text,
        control_json,
        control_sarif,
        control_text,
        junit,
        paint,
    )

    match form:
        case ReportForm.JUNIT:
            return junit.report(reported.assessment, reported.verdict)
        case ReportForm.GITHUB:
            return annotations.github(reported.verdict, reported.assessment)
        case ReportForm.GITLAB:
            return annotations.gitlab(reported.verdict, reported.assessment)
        case ReportForm.JSON:
            return control_json.report(reported.assessment, reported.verdict)
        case ReportForm.SARIF:
            from bastide.app.explain import entries  # noqa: PLC0415

            return control_sarif.report(reported.assessment, reported.verdict, entries())
        case _:
            chosen, ink = control_text.Language(language), paint.Paint(on=painted)
            verdict, changes = reported.verdict, reported.changes
            text = control_text.report(reported.assessment, verdict, chosen, verbose=verbose, paint=ink)
            return text if changes is None else f"{text}\n{changes_text.section(changes, verdict.tree, chosen, ink)}"


def _exit_code(reported: "Reported") -> ExitCode:
    from bastide.model.control import Status  # noqa: PLC0415 - only now needed
    from bastide.model.finding import Word  # noqa: PLC0415

    if reported.verdict.word is Word.NO_VERDICT:
        return ExitCode.CANNOT_ANSWER
    if reported.verdict.word is Word.FAIL or reported.assessment.having(Status.NOT_SATISFIED):
        return ExitCode.NO
    return ExitCode.CANNOT_ANSWER if reported.assessment.having(Status.NO_EVIDENCE) else ExitCode.YES
