"""Arguments that several verbs share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Spec: TypeAlias = Annotated[Path, typer.Argument(metavar="SPEC", help="The platform's spec.")]
SPEC = Path("platform.yaml")

Today: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        formats=["%Y-%m-%d"],
        help="The day on which waivers and flows may have expired; the current day unless given.",
        show_default=False,
    ),
]

OutputFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output-file", "--output", metavar="FILE", help="Write there, whole or not at all, instead of printing."
    ),
]


def day(today: Today) -> date:
    """Return the given day, else the current one here."""
    return (today or datetime.now().astimezone()).date()
