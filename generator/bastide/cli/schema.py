"""`bastide schema`."""

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import OutputFile


def schema(*, output_file: OutputFile = None) -> ExitCode:
    """Print the spec's JSON Schema, for editors."""
    from bastide.app.schema import schema as answer  # noqa: PLC0415 - loads the spec's rules

    console.deliver(answer(), output_file)
    return ExitCode.YES
