"""`bastide blueprints list`, `bastide blueprints show` and `bastide init`."""

from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import Today, day

blueprints = typer.Typer(no_args_is_help=True, help="List and describe the starting points of a spec.")


@blueprints.command("list")
def list_all() -> ExitCode:
    """List every blueprint with a sentence about it."""
    from bastide.app.blueprints import listed  # noqa: PLC0415 - loads the YAML reader

    found = listed()
    width = max((len(one.id) for one in found), default=0)
    console.data("".join(f"{one.id:<{width}}  {one.summary}\n" for one in found))
    return ExitCode.YES


@blueprints.command()
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="The blueprint's id.")]) -> ExitCode:
    """Say what a blueprint is for, what it makes and what to decide first."""
    from bastide.app.blueprints import shown  # noqa: PLC0415 - loads the YAML reader

    _, readme = shown(name)
    console.data(readme)
    return ExitCode.YES


def init(  # noqa: PLR0913 - one option for each value that no blueprint can know
    name: Annotated[str, typer.Argument(metavar="NAME", help="The blueprint; `bastide blueprints list` shows all.")],
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the spec goes.")] = Path(),
    *,
    platform: Annotated[str | None, typer.Option(metavar="NAME", help="The platform's name.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="TEXT", help="Who answers for the platform.")] = None,
    account: Annotated[str | None, typer.Option(metavar="DIGITS", help="The cloud account, twelve digits.")] = None,
    region: Annotated[str | None, typer.Option(metavar="REGION", help="Where the platform runs.")] = None,
    dr: Annotated[str | None, typer.Option("--dr", metavar="REGION", help="Where copies go.")] = None,
    cidr: Annotated[str | None, typer.Option(metavar="BLOCK", help="The platform's address block.")] = None,
    today: Today = None,
) -> ExitCode:
    """Start a commented spec from a blueprint.

    Nothing that exists is overwritten, and what is written is sound: `bastide generate` takes it as it is.
    """
    from bastide.app.blueprints import start  # noqa: PLC0415 - loads the YAML reader

    given = {
        ("platform", "name"): platform,
        ("platform", "owner"): owner,
        ("platform", "account"): account,
        ("platform", "regions", "primary"): region,
        ("platform", "regions", "dr"): dr,
        ("platform", "cidr"): cidr,
    }
    values = {path: value for path, value in given.items() if value is not None}
    made = start(name, folder, values, today=day(today))
    console.data("".join(f"added {console.shown(folder / file)}\n" for file in made.files))
    left = [path[-1] for path in given if path not in values]
    if left:
        console.say(f"look at `{console.shown(made.spec)}` first: the blueprint's own {', '.join(left)} stand there")
    console.say(f"next: bastide generate {console.shown(made.spec)}")
    return ExitCode.YES
