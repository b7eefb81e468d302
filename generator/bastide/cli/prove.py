"""`bastide prove`."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.forms import Form, scan_exit_code
from bastide.cli.options import SECONDS, STACK, AllowRun, Config, Judged, OutputFile, Python, Seconds, Stack, Today, day
from bastide.cli.running import run_of

if TYPE_CHECKING:
    from bastide.app.prove import Proved


def prove(  # noqa: PLR0913 - one parameter for each option
    tree: Judged,
    *,
    zones: Annotated[
        Path | None,
        typer.Option("--zones", metavar="FILE", help="Zones and flows in YAML, instead of the tree's own."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="The form of the answer.")] = Form.TEXT,
    output_file: OutputFile = None,
    allow_unknown: Annotated[
        bool, typer.Option("--allow-unknown", help="Let findings alone decide the exit code, not what is unknown.")
    ] = False,
    grants: Annotated[
        bool, typer.Option("--grants", help="Also list who may read, write or destroy what, and take which role.")
    ] = False,
    allow_run: AllowRun = False,
    python: Python = None,
    config: Config = None,
    stack: Stack = STACK,
    seconds: Seconds = SECONDS,
    today: Today = None,
) -> ExitCode:
    """Prove who reaches whom, from the code alone.

    Every path between zones, the internet and what lies beyond gateways is computed and held against the declared
    flows; a path that nobody declared is shown with a packet that takes it. A Pulumi program is executed by its own SDK
    against a recorder; that needs `--allow-run`. Exit code 0: as declared. 1: findings. 2: no verdict, or something
    could not be evaluated.
    """
    console.say(f"proving {console.shown(tree)} ...")
    from bastide.app.prove import prove as answer  # noqa: PLC0415 - loads the prover, after the first line

    run = run_of(allowed=allow_run, python=python, config=config, stack=stack, seconds=seconds)
    proved = answer(tree, zones=zones, today=day(today), progress=console.progress, run=run)
    painted = output_file is None and console.colour(sys.stdout)
    console.deliver(_rendered(proved, form, painted=painted, grants=grants), output_file)
    return scan_exit_code(proved.verdict, allow_unknown=allow_unknown)


def _rendered(proved: "Proved", form: Form, *, painted: bool, grants: bool) -> str:
    from bastide.report import identity_text, paint, proof_json, proof_text, sarif, verdict_text  # noqa: PLC0415 - only now needed

    match form:
        case Form.TEXT:
            ink = paint.Paint(on=painted)
            said = verdict_text.verdict(proved.verdict, proved.sources, judged=proved.judged, paint=ink)
            if proved.proof is None:
                return said
            width = shutil.get_terminal_size((100, 24)).columns
            table = proof_text.proof(proved.proof, judged=proved.judged, width=width, paint=ink)
            shown = [table + proof_text.declared(proved.basis, ink), said]
            if grants and proved.identity is not None:
                shown.insert(1, identity_text.identity(proved.identity, ink))
            return "\n".join(shown)
        case Form.JSON:
            return proof_json.proof(proved.proof, proved.verdict, proved.identity, proved.basis)
        case Form.SARIF:
            from bastide.app.explain import entries  # noqa: PLC0415 - loads all rules

            return sarif.verdict(proved.verdict, entries())
