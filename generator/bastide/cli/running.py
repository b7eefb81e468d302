"""How a program is run, from what the command line says."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bastide.app.programs import Run


def run_of(*, allowed: bool, python: Path | None, config: list[str] | None, stack: str, seconds: float) -> "Run":
    """Return how a program may be run; raises typer.BadParameter for configuration of another shape."""
    from bastide.app.programs import Run  # noqa: PLC0415 - after the first line

    return Run(allowed, python, dict(_pair(one) for one in config or ()), stack, seconds)


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not key or not sign:
        message = f"`{text}` is not KEY=VALUE"
        raise typer.BadParameter(message, param_hint="--config")
    return key, value
