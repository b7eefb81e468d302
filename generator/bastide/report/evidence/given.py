"""What a pack is made of: one report, and what stands behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bastide.model.control import Assessment
from bastide.model.finding import Verdict
from bastide.model.graph import Block, Graph, Joined, Reference, Value
from bastide.model.identity import IdentityProof
from bastide.model.intent import Intent
from bastide.model.pathways import Pathways
from bastide.model.place import Place
from bastide.model.proof import Proof
from bastide.report.changes import Changes


@dataclass(frozen=True)
class Given:
    """One report and what it rests on.

    `digests` (SHA-256, hex) are of the files that were judged, by path below the tree; `catalog_digest` is that of the
    tool's catalog. `today` is the day that the report speaks of.
    """

    assessment: Assessment
    verdict: Verdict
    graph: Graph
    today: date
    intent: Intent | None = None
    proof: Proof | None = None
    identity: IdentityProof | None = None
    pathways: Pathways | None = None
    changes: Changes | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    catalog_digest: str = ""

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """What each resource refers to, by its address."""
        return {one.address: tuple(_references(one.body)) for one in self.graph.resources}

    @cached_property
    def encrypting(self) -> Mapping[str, tuple[str, ...]]:
        """The resources that set the encryption of each resource, by its address."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.graph.resources:
            for link in self.references[one.address] if "encryption" in one.type else ():
                found[link.address] = (*found.get(link.address, ()), one.address)
        return found

    def place(self, subject: str) -> Place | None:
        """Return where a resource stands, None for what is no resource of the tree."""
        resource = self.graph.by_address.get(subject)
        return None if resource is None else resource.place

    def at(self, subject: str) -> str:
        """Return a subject with its place: `aws_vpc.main (network.tf:3)`."""
        place = self.place(subject)
        return subject if place is None else f"{subject} ({place.file}:{place.line})"


def _references(block: Block) -> Iterator[Reference]:
    for attribute in block.attributes.values():
        yield from _within(attribute.value)
    for inner in block.blocks:
        yield from _references(inner)


def _within(value: Value) -> Iterator[Reference]:
    match value:
        case Reference():
            yield value
        case Joined():
            yield from (one for part in value.parts for one in _within(part))
        case tuple():
            yield from (one for part in value for one in _within(part))
        case _:
            return
