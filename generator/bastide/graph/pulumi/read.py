"""Read what a Pulumi program declares into the one graph, with every place in the program itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bastide.graph import unknowns
from bastide.graph.pulumi import faults
from bastide.graph.pulumi.convert import Converted, convert
from bastide.graph.pulumi.moved import Mover
from bastide.graph.pulumi.places import Places
from bastide.graph.pulumi.recording import MESSAGE, Opaque, Recording
from bastide.graph.pulumi.terraform_text import written
from bastide.hcl.parse import parse
from bastide.model.diagnostic import Diagnostic
from bastide.model.graph import Block, Graph, Reference, Resource, Unknown


@dataclass(frozen=True)
class Program:
    """What a program declares, and the same as files of Terraform by name.

    `sources` are the texts of its own files, by their path below its folder.
    """

    graph: Graph
    terraform: Mapping[str, str]
    sources: Mapping[str, str]


def program(
    recording: Recording,
    sources: Mapping[str, str],
    places: Places,
    *,
    beside: Mapping[str, str] | None = None,
    partial: Iterable[Diagnostic] = (),
) -> Program:
    """Return a recorded program with its places.

    `beside` are texts that are judged with its sources and aren't code; `partial` says why this may not be all.
    """
    texts = {**sources, **(beside or {})}
    converted = convert(recording, "\n".join(sources.values()))
    terraform = written(converted)
    mover = Mover(places, converted.holes.variables)
    blocks = list(_moved(converted, terraform, mover))
    resources = tuple(_resource(one) for one in blocks if one.type in ("resource", "data"))
    providers = tuple(one for one in blocks if one.type == "provider")
    listed = [mover.unknown(hole) for hole in converted.noted]
    listed += [_opaque(one, places) for one in recording.opaque if one.kind != MESSAGE]
    for block in (*(one.body for one in resources), *providers):
        listed += unknowns.in_block(block)
    graph = Graph(
        files=tuple(sorted(texts)),
        resources=tuple(sorted(resources, key=lambda one: (one.place.file, one.place.line))),
        providers=providers,
        unknowns=tuple(sorted(set(listed), key=lambda unknown: (unknown.place, unknown.text))),
        problems=(),
        partial=(*partial, *_broken(recording, places)),
    )
    return Program(graph, terraform, texts)


def unreadable(file: str, fault: str) -> Program:
    """Return the program of a file that holds none."""
    return Program(Graph((file,), (), (), (), (faults.no_recording(file, fault),)), {}, {})


def _moved(converted: Converted, terraform: Mapping[str, str], mover: Mover) -> Iterator[Block]:
    """Yield every block as our own parser reads it, where the program says it."""
    for name, declared in converted.files.items():
        for block, made in zip(parse(terraform[name], name).blocks, declared, strict=True):
            if made.type not in ("variable", "terraform"):
                yield mover.block(block, made)


def _resource(block: Block) -> Resource:
    provider = block.get("provider")
    alias = str(provider) if isinstance(provider, Reference) else ""
    return Resource(block.type, block.labels[0], block.labels[1], alias, block)


def _opaque(one: Opaque, places: Places) -> Unknown:
    return Unknown(one.kind, one.text, places.line(one.file, one.line))


def _broken(recording: Recording, places: Places) -> Iterator[Diagnostic]:
    broken = recording.broken
    if broken is not None:
        place = places.line(broken.file, broken.line) if broken.line else None
        yield faults.partial(broken, place, recording.program)
