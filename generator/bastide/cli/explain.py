"""`bastide explain`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import Today, day

if TYPE_CHECKING:
    from bastide.app.explanation import Explanation

ARROW = "->"


def explain(
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE|'A->B'",
            help="A code or its name, or two zones, workloads or addresses; all codes are listed unless given.",
        ),
    ] = None,
    traffic: Annotated[
        str | None, typer.Argument(metavar="TRAFFIC", help="What to ask about, like tcp/443; what is declared else.")
    ] = None,
    *,
    tree: Annotated[
        Path, typer.Option("--in", metavar="DIR", help="The tree to look for a path in, or a plan in JSON.")
    ] = Path(),
    zones: Annotated[Path | None, typer.Option("--zones", metavar="FILE", help="Zones and flows in YAML.")] = None,
    spec: Annotated[
        Path | None, typer.Option("--spec", metavar="SPEC", help="The spec, to point at its lines; else beside DIR.")
    ] = None,
    today: Today = None,
) -> ExitCode:
    """Explain a code, or a path between two zones.

    Quote a path, because a shell reads `>` as its own: `bastide explain 'edge->data' --in stack`.
    Exit code 0: all of it passes; what a flow asks for does so always, anything else for somebody. 1: some of it is
    stopped or blocked. 2: not proven, or nobody is there to ask about.
    """
    from bastide.app import explain as answer  # noqa: PLC0415 - loads the rules

    if subject is None:
        console.data("".join(f"{page.code}  {page.severity or 'spec':<8}  {page.title}\n" for page in answer.index()))
    elif ARROW in subject:
        source, _, destination = (part.strip() for part in subject.partition(ARROW))
        return _path(source, destination, traffic, (tree, zones, spec), today)
    else:
        console.data(_page(answer.explain(subject)))
    return ExitCode.YES


def _path(
    source: str, destination: str, traffic: str | None, where: tuple[Path, Path | None, Path | None], today: Today
) -> ExitCode:
    from bastide.app.explain_path import PathQuestion, explain_path  # noqa: PLC0415 - loads the prover
    from bastide.report.paint import Paint  # noqa: PLC0415
    from bastide.report.path_text import path  # noqa: PLC0415

    question = PathQuestion(source, destination, traffic, *where)
    explained = explain_path(question, today=day(today), progress=console.progress)
    ink = Paint(on=console.colour(sys.stdout))
    console.data("\n".join(path(answer, explained.asked_at, ink) for answer in explained.answers))
    if explained.passes is None:
        return ExitCode.CANNOT_ANSWER
    return ExitCode.YES if explained.passes else ExitCode.NO


def _page(page: "Explanation") -> str:
    severity = f" ({page.severity})" if page.severity else ""
    fix = f"\nFix:\n  {page.fix}\n" if page.fix else ""
    head = f"{page.code} {page.name}{severity}\n\n{page.title}.\n"
    sections = "".join(f"\n{title}:\n{_indented(text)}\n" for title, text in page.sections.items())
    return f"{head}{sections}{fix}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())
