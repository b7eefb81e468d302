"""`bastide rehearse`: whether a kernel lets through what the proof says, and nothing else."""

from collections.abc import Callable
from pathlib import Path

from bastide.app.proving import declaration_of, prover_module
from bastide.app.stack import readable
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.prove.rehearsal.result import Rehearsal

NOTHING = Diagnostic(
    code="LAB003",
    message="there is nothing to rehearse: the tree places no host in any subnet",
    labels=(),
    why="no probe sent is no evidence, and never a pass",
    fix="name a tree with subnets and something in them, or declare its zones with `--zones FILE`",
)


def rehearse(tree: Path, *, zones: Path | None, progress: Callable[[str], None]) -> Rehearsal:
    """Build a tree's segmentation in the kernel and hold the proof against it.

    With `zones`, a YAML file, its zones and flows count instead of the tree's own. Raises CannotAnswerError where the
    tree can't be read, holds no host, or this machine lacks what a rehearsal needs.
    """
    evidence = readable(tree)
    prover = prover_module()
    from bastide.prove.aws.reader import read  # noqa: PLC0415 - after the prover: what it needs is there
    from bastide.prove.engine.budget import EngineTooLargeError  # noqa: PLC0415
    from bastide.prove.rehearsal.claims import openings  # noqa: PLC0415
    from bastide.prove.rehearsal.rehearse import rehearse as answer  # noqa: PLC0415
    from bastide.prove.segmentation.zoning import zoned  # noqa: PLC0415

    declaration = declaration_of(zones) or prover.declared(evidence.case)
    network = zoned(evidence.case, read(evidence.case), declaration).network
    spans = [span for spans in declaration.spans.values() for span in spans]
    try:
        found = answer(network, spans, engine=openings, progress=progress)
    except EngineTooLargeError as error:
        raise CannotAnswerError([_too_large(error)]) from error
    if not found.probes:
        raise CannotAnswerError([NOTHING])
    return found


def _too_large(error: Exception) -> Diagnostic:
    why = "without a proof there is nothing to compare the kernel with"
    return Diagnostic("PRV002", f"the network is too large to prove: {error}", (), why, "rehearse its parts apart")
