"""`bastide rehearse`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import OutputFile


class RehearsalForm(StrEnum):
    """Forms of a rehearsal's result."""

    TEXT = "text"
    JSON = "json"


def rehearse(
    tree: Annotated[Path, typer.Argument(metavar="DIR", help="A directory of Terraform files, or a plan in JSON.")],
    *,
    zones: Annotated[
        Path | None,
        typer.Option("--zones", metavar="FILE", help="Zones and flows in YAML, instead of the tree's own."),
    ] = None,
    form: Annotated[RehearsalForm, typer.Option("--format", help="The form of the result.")] = RehearsalForm.TEXT,
    output_file: OutputFile = None,
) -> ExitCode:
    """Rehearse a tree's segmentation with real packets.

    Builds it from Linux network namespaces and nftables, away from this machine's own network, sends TCP, UDP and ICMP
    probes between all hosts, and compares what the kernel let through with what the proof says. Exit code 0: they
    agree. 1: they differ. 2: no result; it needs Linux, nft, and root or unprivileged user namespaces.
    """
    console.say(f"rehearsing {console.shown(tree)} ...")
    from bastide.app.rehearse import rehearse as answer  # noqa: PLC0415 - loads the prover, after the first line
    from bastide.report import paint, rehearsal_json, rehearsal_text  # noqa: PLC0415 - only now needed

    found = answer(tree, zones=zones, progress=console.progress)
    ink = paint.Paint(on=output_file is None and console.colour(sys.stdout))
    said = rehearsal_json.rehearsal(found) if form is RehearsalForm.JSON else rehearsal_text.rehearsal(found, ink)
    console.deliver(said, output_file)
    return ExitCode.NO if found.mismatches else ExitCode.YES
