"""`bastide modules list` and `bastide modules show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bastide.library.module import Module

modules = typer.Typer(no_args_is_help=True, help="List and describe what can be generated.")


@modules.command("list")
def list_all() -> ExitCode:
    """List every module with a sentence about it."""
    from bastide.app.modules import listed  # noqa: PLC0415 - loads the YAML reader

    found = listed()
    width = max((len(module.id) for module in found), default=0)
    console.data("".join(f"{module.id:<{width}}  {module.summary}\n" for module in found))
    return ExitCode.YES


@modules.command()
def show(module: Annotated[str, typer.Argument(metavar="MODULE", help="The module's id.")]) -> ExitCode:
    """Say what a module emits, serves and must pass."""
    from bastide.app.modules import shown  # noqa: PLC0415 - loads the YAML reader

    console.data(_page(shown(module)))
    return ExitCode.YES


def _page(module: "Module") -> str:
    lists = (("resource types", module.emits), ("controls served", module.controls), ("must pass", module.checks))
    parts = [f"{title}:\n{_lines(items)}" for title, items in lists if items]
    templates = [
        f"inputs of {name}:\n{_lines(f'{key}: {text}' for key, text in inputs.items())}"
        for name, inputs in sorted(module.inputs.items())
    ]
    return "\n".join([f"{module.title} ({module.id})\n{module.summary}\n", *parts, *templates])


def _lines(items: "Iterable[str]") -> str:
    return "".join(f"  {item}\n" for item in items)
