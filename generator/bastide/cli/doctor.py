"""`bastide doctor`."""

from bastide.cli import console
from bastide.cli.exits import ExitCode


def doctor() -> ExitCode:
    """Say what this machine lacks, and what to do.

    Exit code 0: every verb can work. 1: some can't.
    """
    from bastide.app.doctor import State, examine  # noqa: PLC0415 - looks at other tools

    parts = examine()
    for part in parts:
        fix = f"; {part.fix}" if part.fix else ""
        console.data(f"{part.state:<8}  {part.name:<9}  {part.found}{fix}\n")
    return ExitCode.NO if any(part.state is State.MISSING for part in parts) else ExitCode.YES
