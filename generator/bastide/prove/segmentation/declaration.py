"""What was declared of a network, whatever it was declared by: an intent, a zones file, tags, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bastide.model.intent import DeclaredFlow, Intent
from bastide.model.network import Remote
from bastide.model.place import Place
from bastide.model.wire import ICMP, LAST_PORT, TCP, UDP, Cidr, Span, cidr

PROTOCOLS = {"tcp": TCP, "udp": UDP, "icmp": ICMP}
CODES = 256
"""ICMP codes of one type (RFC 792): a declared type means all of them."""


@dataclass(frozen=True, slots=True)
class Area:
    """A declared zone: the blocks of its subnets, or the subnets by name.

    `place` is where it is declared, `written` where each subnet's name stands; nobody wrote one without a place.
    """

    name: str
    cidrs: tuple[Cidr, ...] = ()
    subnets: frozenset[str] = frozenset()
    place: Place | None = None
    written: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flow:
    """Declared traffic between two zones (or the internet, or on-premises)."""

    id: str
    source: str
    destination: str
    span: Span
    why: str
    place: Place | None = None


@dataclass(frozen=True)
class Declaration:
    """Zones, flows and promises.

    `complete` tells whether all that was not declared is forbidden: without any declared flow nothing is judged, and
    the openings are only reported. `generated` tells that the tree is ours: one group for a zone, ACLs by zone.
    """

    areas: tuple[Area, ...]
    flows: tuple[Flow, ...] = ()
    never: frozenset[tuple[str, str]] = frozenset()
    complete: bool = False
    generated: bool = False
    stores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remotes: tuple[Remote, ...] = ()

    @cached_property
    def spans(self) -> Mapping[tuple[str, str], tuple[Span, ...]]:
        """The declared traffic by pair of zones; none between those that `never` names, whatever a flow says."""
        grouped: dict[tuple[str, str], list[Span]] = {}
        for flow in self.flows:
            if (flow.source, flow.destination) in self.never:
                continue
            grouped.setdefault((flow.source, flow.destination), []).append(flow.span)
        return {pair: tuple(sorted(set(spans))) for pair, spans in grouped.items()}

    def asking(self, source: str, destination: str) -> tuple[Flow, ...]:
        """Return the flows between two zones."""
        return tuple(flow for flow in self.flows if (flow.source, flow.destination) == (source, destination))


def of_intent(intent: Intent) -> Declaration:
    """Return the declaration of a generated tree."""
    return Declaration(
        areas=tuple(Area(zone.name, tuple(cidr(block) for block in zone.cidrs)) for zone in intent.zones),
        flows=tuple(_flow(flow) for flow in intent.flows),
        never=frozenset((one.source, one.destination) for one in intent.never),
        complete=True,
        generated=True,
        stores={store.name: store.resources for store in intent.stores},
        remotes=tuple(Remote(site.name, (cidr(site.cidr),)) for site in intent.sites),
    )


def span(protocol: str, first: int, last: int) -> Span:
    """Return the traffic of a protocol's name with ports; an ICMP type stands for all its codes."""
    if protocol == "icmp":
        return Span(ICMP, first * CODES, last * CODES + CODES - 1)
    return Span(PROTOCOLS[protocol], first, min(last, LAST_PORT))


def _flow(flow: DeclaredFlow) -> Flow:
    return Flow(flow.id, flow.source, flow.destination, span(flow.protocol, flow.first, flow.last), flow.why)
