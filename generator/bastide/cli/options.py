"""Arguments that several verbs share."""

from datetime import date, datetime
from math import inf
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Spec: TypeAlias = Annotated[Path, typer.Argument(metavar="SPEC", help="The platform's spec.")]
SPEC = Path("platform.yaml")

Judged: TypeAlias = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        help="A directory of Terraform or of a Pulumi program, or JSON: a plan, a recording, a preview, an export.",
    ),
]

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

AllowRun: TypeAlias = Annotated[
    bool,
    typer.Option("--allow-run", help="Let a Pulumi program be executed, to record what it declares."),
]

Python: TypeAlias = Annotated[
    Path | None,
    typer.Option("--python", metavar="FILE", help="The interpreter that has the program's SDK."),
]

Config: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--config", metavar="KEY=VALUE", help="A value of the program's configuration; may be repeated."),
]

Stack: TypeAlias = Annotated[
    str,
    typer.Option(
        "--stack",
        metavar="NAME",
        help="The stack that the program is run as; the only one that has a file, else `dev`.",
    ),
]


def _some_time(seconds: float) -> float:
    if not 0 < seconds < inf:
        message = f"`{seconds:g}` is no time in which a program could end: give a number of seconds above 0"
        raise typer.BadParameter(message)
    return seconds


Seconds: TypeAlias = Annotated[
    float, typer.Option("--seconds", metavar="N", help="How long the program may run.", callback=_some_time)
]

STACK = ""
SECONDS = 120.0


def day(today: Today) -> date:
    """Return the given day, else the current one here."""
    return (today or datetime.now().astimezone()).date()
