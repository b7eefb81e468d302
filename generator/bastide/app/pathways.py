"""What a review site shows of each pair of zones: ways, blockers, and the lines that ask for what passes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.pathways import Pathway, Pathways
from bastide.model.place import Place
from bastide.scan.intent import FILE as INTENT

if TYPE_CHECKING:
    from bastide.model.platform import Platform
    from bastide.prove.segmentation.declaration import Flow
    from bastide.prove.segmentation.evidence import Evidence

SPEC = "platform.yaml"
LONGEST = 12
"""How many lines of a block are quoted."""
TAGS = ("tags ", "tags=")
"""What begins the part of a block that decides nothing, and stands last in what is generated."""
_ID = re.compile(r'"id": "([^"]+)"')


def pathways(evidence: "Evidence", tree: Path, *, today: date, spec: Path | None = None) -> Pathways:
    """Return all pairs of zones of a proof, with lines of the spec where that stands beside the tree and is sound.

    Raises CannotAnswerError where two of our own methods differ about a packet.
    """
    from bastide.app.proving import prover_module  # noqa: PLC0415 - brings numpy
    from bastide.prove.segmentation import pathways as ways  # noqa: PLC0415
    from bastide.prove.segmentation.witness import DisagreementError  # noqa: PLC0415

    try:
        pairs = ways.pathways(evidence)
    except DisagreementError as error:
        raise CannotAnswerError([prover_module().disagreement(error)]) from error
    path = spec or tree.parent / SPEC
    platform = platform_at(path, today)
    written = _in_intent(tree / INTENT)
    return Pathways(
        patches=ways.patches(evidence),
        pairs=pairs,
        asked_at={
            flow.id: tuple(_asked_at(flow, platform, path.parent, written)) for flow in evidence.declaration.flows
        },
        titles={} if platform is None else dict(_titles(platform)),
        quotes=dict(_quotes(tree, pairs)),
    )


def _quotes(tree: Path, pairs: Sequence[Pathway]) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the block that each decision rests on, from its first line to the one that closes it, cut if it is long."""
    files = dict[str, list[str]]()
    for place in sorted({place for pair in pairs for place in _places(pair)}):
        if place.file not in files:
            file = (tree if tree.is_dir() else tree.parent) / place.file
            files[place.file] = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        lines = files[place.file][place.line - 1 :]
        if lines:
            yield (place.file, place.line), "\n".join(_block(lines))


def _places(pair: Pathway) -> Iterator[Place]:
    for shown in pair.shown:
        walks = (shown.trip.forward, *(() if shown.trip.reply is None else (shown.trip.reply,)))
        for hop in (*(hop for walk in walks for hop in walk.hops), *shown.obstacles):
            yield from (origin.place for origin in hop.origins if origin.place is not None)


def _block(lines: Sequence[str]) -> Iterator[str]:
    indent = len(lines[0]) - len(lines[0].lstrip())
    for number, line in enumerate(lines):
        if number == LONGEST or line.lstrip().startswith(TAGS):
            yield f"{lines[0][:indent]}  ..."
            return
        yield line
        if number == 0 and not line.rstrip().endswith(("{", "[", "(")):
            return
        if number and line.strip() and len(line) - len(line.lstrip()) <= indent:
            return


def platform_at(path: Path, today: date) -> "Platform | None":
    """Return what a spec declares, None where there is none or it is not sound."""
    from bastide.library.locate import library_root  # noqa: PLC0415 - only where there is a spec
    from bastide.spec.load import load  # noqa: PLC0415

    if not path.is_file():
        return None
    try:
        return load(path, today=today, library=library_root()).platform
    except CannotAnswerError:
        return None


def _asked_at(flow: "Flow", platform: "Platform | None", folder: Path, written: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the line of the spec, named from the spec's folder: where that is on this machine is nobody's business."""
    if flow.place is not None:
        yield flow.place
    for one in () if platform is None else platform.flows:
        ends = _fits(str(one.source), flow.source) and _fits(str(one.destination), flow.destination)
        if ends and flow.id.endswith(f" {one.traffic}"):
            file = Path(one.place.file)
            yield replace(
                one.place, file=(file.relative_to(folder) if file.is_relative_to(folder) else file).as_posix()
            )
    if flow.id in written:
        yield written[flow.id]


def _fits(written: str, copy: str) -> bool:
    """Tell whether a flow's end as the spec writes it means a zone copy."""
    return written in (copy, copy.partition("@")[0])


def _in_intent(path: Path) -> Mapping[str, Place]:
    """Return the line of the intent on which each flow stands."""
    if not path.is_file():
        return {}
    found: dict[str, Place] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for flow in _ID.findall(line):
            found.setdefault(flow, Place(path.name, number, 1, number, len(line) + 1))
    return found


def _titles(platform: "Platform") -> Iterator[tuple[str, str]]:
    yield "platform", platform.title
    for kind, named in (
        ("zone", platform.zones),
        ("agency", platform.agencies),
        ("site", platform.sites),
        ("store", platform.stores),
    ):
        yield from ((f"{kind}/{one.name}", one.title) for one in named if one.title)
