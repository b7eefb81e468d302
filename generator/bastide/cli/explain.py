"""`bastide explain`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode

if TYPE_CHECKING:
    from bastide.app.explain import Explanation


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A code or its name; all are listed unless given.")
    ] = None,
) -> ExitCode:
    """Say what a code means, and why it matters."""
    from bastide.app import explain as answer  # noqa: PLC0415 - loads the rules

    if code is None:
        console.data("".join(f"{page.code}  {page.severity or 'spec':<8}  {page.title}\n" for page in answer.index()))
    else:
        console.data(_page(answer.explain(code)))
    return ExitCode.YES


def _page(page: "Explanation") -> str:
    severity = f" ({page.severity})" if page.severity else ""
    fix = f"\nFix:\n  {page.fix}\n" if page.fix else ""
    head = f"{page.code} {page.name}{severity}\n\n{page.title}.\n"
    sections = "".join(f"\n{title}:\n{_indented(text)}\n" for title, text in page.sections.items())
    return f"{head}{sections}{fix}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())
