"""Writes `docs/reference/cli.md` from the commands themselves: `python -m bastide.cli.reference`."""

import sys
from collections.abc import Iterator
from enum import Enum
from inspect import cleandoc
from typing import Any

from typer.main import get_command

from bastide.cli.exits import MEANINGS
from bastide.cli.main import NAME, app

Node = Any
"""A command or a parameter of the parser that typer carries; its classes are not typer's public names."""

_INTRODUCTION = f"""\
# Command line

Written by `python -m bastide.cli.reference` from the commands' own help; a test compares.

Data goes to standard output, talk to standard error. `-h` or `--help` after any command shows its help,
`{NAME} --version` the version.

| exit code | meaning |
| --- | --- |
"""

_ENVIRONMENT = """
## Environment

| variable | meaning |
| --- | --- |
| `NO_COLOR` | No colour, whatever else is set. |
| `FORCE_COLOR` | Colour even where no terminal is. |
| `BASTIDE_LIBRARY` | The folder that holds `modules/` and `blueprints/`, instead of the installed ones. |
| `BASTIDE_DEBUG` | Show a traceback when bastide itself breaks. |
| `XDG_CACHE_HOME` | Where verdicts on unchanged trees are kept; `~/.cache` unless set. |
"""


def page() -> str:
    """Return the reference page as Markdown."""
    codes = "".join(f"| {code.value} | {meaning} |\n" for code, meaning in MEANINGS.items())
    commands = "".join(_command(words, node) for words, node in _leaves(NAME, get_command(app)))
    return _INTRODUCTION + codes + commands + _ENVIRONMENT


def _leaves(words: str, node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the commands that do something, with the words that call them."""
    children = getattr(node, "commands", None)
    if children is None:
        yield words, node
        return
    for name, child in children.items():
        yield from _leaves(f"{words} {name}", child)


def _command(words: str, node: Node) -> str:
    parameters = [parameter for parameter in node.params if parameter.name != "help"]
    arguments = "".join(f" {_argument(one)}" for one in parameters if one.param_type_name == "argument")
    rows = "".join(_row(parameter) for parameter in parameters)
    table = f"\n| | default | meaning |\n| --- | --- | --- |\n{rows}" if rows else ""
    return f"\n## `{words}{arguments}`\n\n{cleandoc(node.help)}\n{table}"


def _argument(parameter: Node) -> str:
    return str(parameter.metavar) if parameter.required else f"[{parameter.metavar}]"


def _row(parameter: Node) -> str:
    if parameter.param_type_name == "argument":
        name = str(parameter.metavar)
    else:
        name = f"{', '.join(parameter.opts)} {parameter.metavar or ''}".strip()
    return f"| `{name}` | {_default(parameter)} | {parameter.help}{_choices(parameter)} |\n"


def _default(parameter: Node) -> str:
    default = parameter.default
    if parameter.required:
        return "required"
    if default is None or default is False:
        return ""
    return f"`{default.value if isinstance(default, Enum) else default}`"


def _choices(parameter: Node) -> str:
    if not isinstance(parameter.default, Enum):
        return ""
    return f" One of {', '.join(f'`{choice.value}`' for choice in type(parameter.default))}."


if __name__ == "__main__":
    sys.stdout.write(page())
