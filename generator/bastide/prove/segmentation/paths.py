"""One question about two ends: what passes between them, by which lines, or what stops it.

The engine decides, as it does for the whole proof; the packets that are shown are its own samples, and the walker has
to agree about each of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.network import StandIn
from bastide.model.proof import FlowVerdict, Hop, Packet, Trip
from bastide.model.wire import INTERNET, TCP, UDP, Cidr, Span, cidr
from bastide.prove.question import Sample
from bastide.prove.segmentation import ends
from bastide.prove.segmentation.asked import Asked, Said, say
from bastide.prove.segmentation.declaration import Flow
from bastide.prove.segmentation.demands import Roles, apart, demands
from bastide.prove.segmentation.doubt import doubted
from bastide.prove.segmentation.ends import End
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.spans import covered, opened
from bastide.prove.segmentation.witness import DisagreementError, failing, passing
from bastide.prove.segmentation.zoning import OUTSIDE
from bastide.prove.walk.walker import Walker

EXAMPLE = Span(TCP, 443, 443)
"""What to ask about where nothing is declared and nothing passes."""
CLIENT_PORT = 40000
ANYBODY = {4: cidr("203.0.113.10").first, 6: cidr("2001:db8::10").first}
"""Addresses for the internet (RFC 5737, RFC 3849)."""
OFFICE = {4: cidr("192.168.0.10").first, 6: cidr("fc00::10").first}


class Word(StrEnum):
    """The word for traffic that was asked about; the last three are the proof's own for a declared flow.

    What no flow asks for passes if anybody gets it through: that is what the proof calls open. What a flow asks for
    passes if everybody always does.
    """

    PASSES = "passes"
    SOME = "passes for some, stopped for others"
    STOPPED = "stopped"
    BLOCKED_FOR_SOME = "blocked for some, passes for others"
    BLOCKED = FlowVerdict.BLOCKED
    VACANT = FlowVerdict.VACANT
    UNKNOWN = FlowVerdict.UNKNOWN

    @property
    def passes(self) -> bool | None:
        """Tell whether it is a yes; None where it is neither yes nor no."""
        match self:
            case Word.PASSES | Word.SOME:
                return True
            case Word.STOPPED | Word.BLOCKED_FOR_SOME | Word.BLOCKED:
                return False
            case Word.VACANT | Word.UNKNOWN:
                return None


@dataclass(frozen=True, slots=True)
class Shown:
    """A packet of one IP version that shows an answer, and all that would have to change if it does not pass."""

    trip: Trip
    obstacles: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """What is so over one IP version; None where the ends have no version in common."""

    version: int | None
    word: Word


@dataclass(frozen=True, slots=True)
class Tried:
    """Traffic that was asked about: the flows that ask for it, the word, that of each IP version, and packets."""

    span: Span
    flows: tuple[Flow, ...]
    word: Word
    versions: tuple[Over, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """What passes between two ends, and each traffic that was tried."""

    source: str
    destination: str
    zones: tuple[str, str]
    passing: tuple[Span, ...]
    tried: tuple[Tried, ...]


def explain(evidence: Evidence, source: str, destination: str, span: Span | None = None) -> tuple[PathAnswer, ...]:
    """Answer for two zones, workloads or addresses; raises CannotAnswerError (PRV004) for every end that is none.

    A zone of which each agency has its own copy means all of its copies: there is an answer for each pair. Without
    traffic, all that is declared or passes between their zones is tried, else an example. Raises DisagreementError
    where engine and walker differ about a packet.
    """
    starts, lasts = ends.copies(evidence, source), ends.copies(evidence, destination)
    missing = [ends.unknown(evidence, text) for text, found in ((source, starts), (destination, lasts)) if not found]
    if missing:
        raise CannotAnswerError(missing)
    pairs = [(start, last) for start in starts for last in lasts]
    return tuple(_answer(evidence, *pair, span) for pair in pairs)


def _answer(evidence: Evidence, source: str, destination: str, span: Span | None) -> PathAnswer:
    start, end = ends.end(evidence, source), ends.end(evidence, destination)
    if start.address and end.address and start.address.version != end.address.version:
        raise CannotAnswerError([ends.mixed(source, destination)])
    zones = start.zone, end.zone
    opening = evidence.reach.openings.get(zones)
    open_now = opened(opening) if opening else ()
    declared = evidence.declaration.spans.get(zones, ())
    wanted = (span,) if span else tuple(dict.fromkeys((*declared, *open_now))) or (EXAMPLE,)
    walker = Walker(evidence.network)
    tried = tuple(_try(evidence, walker, start, end, one) for one in wanted)
    return PathAnswer(source, destination, zones, open_now, tried)


def _try(evidence: Evidence, walker: Walker, start: End, end: End, span: Span) -> Tried:
    """Ask the engine about some traffic over each IP version that both ends have, and over all of them together."""
    flows = tuple(one for one in evidence.declaration.asking(start.zone, end.zone) if covered(span, (one.span,)))
    meant = tuple(_meant(evidence, flows, start, end))
    common = tuple(one for one in (4, 6) if ends.has(evidence, start, one) and ends.has(evidence, end, one))
    everybody = tuple(apart(evidence.network, start.hosts, end.hosts)) or ((start.hosts, end.hosts),)
    asked = Asked(evidence.network, start, end, meant or everybody, span)
    said = {one: say(asked, one) for one in (common or (None,))}
    whole = say(asked) if len(common) > 1 else next(iter(said.values()))
    shown = tuple(one for each in said.values() for one in _shown(walker, each, declared=bool(meant)))
    shown = shown or (_nobody(evidence, walker, start, end, span),)
    return Tried(
        span=span,
        flows=flows,
        word=_word(evidence, (start.zone, end.zone), whole, flows, meant),
        versions=tuple(Over(version, _plain(one, declared=bool(meant))) for version, one in said.items()),
        shown=tuple(_told(evidence, one) for one in shown),
    )


def _meant(evidence: Evidence, flows: tuple[Flow, ...], start: End, end: End) -> Iterator[Roles]:
    """Yield for each flow those of the parties for whom it is declared."""
    ids = {flow.id for flow in flows}
    for one in demands(evidence.zoning, evidence.declaration):
        sources = tuple(name for name in start.parties if name in one.sources)
        destinations = tuple(name for name in end.parties if name in one.destinations)
        if one.flow in ids and sources and destinations:
            yield sources, destinations


def _word(
    evidence: Evidence, zones: tuple[str, str], said: Said, flows: tuple[Flow, ...], meant: tuple[Roles, ...]
) -> Word:
    """Return the proof's word, see `standings`: a fault that is found stands, whatever is unknown beside it."""
    word = _plain(said, declared=bool(meant))
    fault = said.lacks if meant else said.opened and evidence.declaration.complete and not flows
    if doubted(evidence.zoning) & {*zones} and not fault:
        return Word.UNKNOWN
    return Word.VACANT if flows and not meant else word


def _told(evidence: Evidence, shown: Shown) -> Shown:
    """Return a packet with each block that was made up told by the list whose entries it stands for."""
    trip = shown.trip
    reply = None if trip.reply is None else replace(trip.reply, hops=_named(evidence, trip.reply.hops))
    forward = replace(trip.forward, hops=_named(evidence, trip.forward.hops))
    return Shown(Trip(forward, reply), _named(evidence, shown.obstacles))


def _named(evidence: Evidence, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    named = {f" {one.block}": _stands(one) for one in evidence.network.stand_ins}
    return tuple(replace(hop, text=_replaced(hop.text, named)) for hop in hops)


def _stands(one: StandIn) -> str:
    return f" prefix list `{one.name}` (its entries are not in the tree; {one.block} stands for them)"


def _replaced(text: str, named: Mapping[str, str]) -> str:
    for block, name in named.items():
        text = text.replace(block, name)
    return text


def _plain(said: Said, *, declared: bool) -> Word:
    if not said.lacks:
        return Word.PASSES if said.opened or declared else Word.STOPPED
    if said.opened:
        return Word.BLOCKED_FOR_SOME if declared else Word.SOME
    return Word.BLOCKED if declared else Word.STOPPED


def _shown(walker: Walker, said: Said, *, declared: bool) -> Iterator[Shown]:
    """Yield a packet that is stopped and one that passes, as there are; what was not to be expected comes first."""
    good = [] if said.opened is None else [Shown(passing(walker, said.opened))]
    bad = [_failing(walker, said)] if said.lacks else []
    yield from (*bad, *good) if declared else (*good, *bad)


def _failing(walker: Walker, said: Said) -> Shown:
    trip = failing(walker, said.lacks[0])
    sent = trip.forward
    return Shown(trip, walker.obstacles(sent.source, sent.destination, sent.packet))


def _nobody(evidence: Evidence, walker: Walker, start: End, end: End, span: Span) -> Shown:
    """Return a packet where the engine has nobody to send or to receive one; DisagreementError if one passes."""
    first, last = start.parties[0], end.parties[0]
    version = next((one.address.version for one in (start, end) if one.address), 4)
    ported, some = span.protocol in (TCP, UDP), span.protocol < 0
    packet = Packet(
        version=version,
        protocol=TCP if some else span.protocol,
        source=_address(evidence, start, first, version),
        source_port=CLIENT_PORT if ported or some else 0,
        destination=_address(evidence, end, last, version),
        port=EXAMPLE.first if some else span.first,
    )
    trip = walker.trips(first, last, packet)[0]
    if trip.completes:
        raise DisagreementError(Sample(first, last, packet), "the engine knows nobody there, the walker does")
    return Shown(trip, walker.obstacles(first, last, packet))


def _address(evidence: Evidence, end: End, party: str, version: int) -> int:
    if end.address is not None:
        return end.address.first
    site = next((one for one in evidence.network.remotes if one.name == party), None)
    if site is not None:
        return site.cidrs[0].first + 1
    if party in OUTSIDE:
        return (ANYBODY if party == INTERNET else OFFICE)[version]
    interface = evidence.interfaces[party]
    known: tuple[Cidr, ...] = (*interface.addresses, *evidence.subnets[interface.subnet].cidrs)
    return next((one.first for one in known if one.version == version), 0)
