"""`bastide expand`."""

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SPEC, OutputFile, Spec, Today, day


def expand(spec: Spec = SPEC, *, output_file: OutputFile = None, today: Today = None) -> ExitCode:
    """Print the spec with everything written out.

    The profile, the included files, the defaults and the permissions derived from roles and workloads.
    """
    from bastide.app.expand import expand as answer  # noqa: PLC0415 - loads the YAML reader

    console.deliver(answer(spec, today=day(today)), output_file)
    return ExitCode.YES
