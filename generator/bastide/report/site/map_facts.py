"""What a map of a platform shows: places with what stands in them, and what passes between them.

Zones that each agency has a copy of are one place once there are many; so are many zones of one kind. What passes is
what the proof found, with what the declaration says of it: nothing is drawn that nobody proved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from bastide.model.intent import DeclaredStore, Intent
from bastide.model.pathways import Patch, Pathways
from bastide.model.platform import EGRESS, FIREWALL_ZONES, OUTER_SERVICES, RECOVERY, SERVICES
from bastide.model.proof import Cell, Proof, Standing
from bastide.model.wire import INTERNET, ON_PREMISES, Span
from bastide.prove.segmentation.spans import covered, opened, shown

CROWD = 24
"""From how many zones on copies of a zone share one place; fewer are drawn one by one."""
ROW = 6
"""How many copies of one zone are drawn one by one even on a small platform."""
COLUMN = 9
"""How many places a column holds before the like of them are drawn as one."""
BROKER = "the session broker"
"""How the reason of the flows begins that a session broker needs for itself."""
SHARED = frozenset((SERVICES, OUTER_SERVICES, EGRESS, *FIREWALL_ZONES))
"""Zones that the planner adds for what all others use."""


class Lane(IntEnum):
    """The columns of a map, by who may open a connection there; the last is the other region."""

    OUTSIDE = 0
    EDGE = 1
    APP = 2
    DATA = 3
    RECOVERY = 4


class Tie(StrEnum):
    """How what passes between two places stands."""

    FLOW = "flow"
    REACH = "reach"
    SERVICE = "service"
    OPEN = "open"
    UNDECLARED = "undeclared"
    BLOCKED = "blocked"
    VACANT = "vacant"
    UNKNOWN = "unknown"


BAD = {Standing.BLOCKED: Tie.BLOCKED, Standing.VACANT: Tie.VACANT, Standing.UNKNOWN: Tie.UNKNOWN}
"""How a declared flow stands that is not as declared."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One zone with what stands in it; for a party outside, only its name and a line on how it is joined."""

    name: str
    zone: str
    agency: str | None = None
    exposure: str = ""
    patches: tuple[Patch, ...] = ()
    stores: tuple[DeclaredStore, ...] = ()
    workloads: tuple[str, ...] = ()
    bastion: bool = False
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the map: one zone, or several that are drawn as one; `network` is empty outside."""

    key: str
    name: str
    lane: Lane
    shared: bool
    network: str
    spots: tuple[Spot, ...]

    @property
    def crowd(self) -> bool:
        """Whether it stands for several zones."""
        return len(self.spots) > 1


@dataclass(frozen=True, slots=True)
class Link:
    """What passes from one place to another, all of it of one standing; `pairs` are the zones between which it does."""

    source: str
    target: str
    tie: Tie
    spans: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def own(self) -> bool:
        """Whether it passes between many copies of zones, each with that of its own agency only."""
        agencies = [(one.partition("@")[2], other.partition("@")[2]) for one, other in self.pairs]
        return len(agencies) > 1 and all(one and one == other for one, other in agencies)


@dataclass(frozen=True, slots=True)
class Pass:
    """What passes, or should, between two zones, with its standing."""

    source: str
    destination: str
    tie: Tie
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Facts:
    """Everything that a map is drawn from."""

    intent: Intent
    proof: Proof
    pathways: Pathways

    @cached_property
    def passes(self) -> tuple[Pass, ...]:
        """All that passes between different zones, in the order of the proof."""
        origins = defaultdict[tuple[str, str], set[str]](set)
        for flow in self.intent.flows:
            origins[flow.source, flow.destination].add(flow.origin)
        cells = (cell for cell in self.proof.cells if cell.source != cell.destination)
        return tuple(one for cell in cells for one in _passes(cell, origins[cell.source, cell.destination]))

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every zone of the proof, those outside last; on-premises only if anything leads there or comes from it."""
        busy = {name for one in self.passes for name in (one.source, one.destination)}
        zones = {zone.name: zone for zone in self.intent.zones}
        sites = {site.name: site for site in self.intent.sites}
        found = []
        for zone in self.proof.zones:
            declared = zones.get(zone.name)
            if zone.name in sites:
                site = sites[zone.name]
                lines = (site.cidr, site.via, str(site.peak_mbps), str(site.devices))
                found.append(Spot(zone.name, zone.name, joined=lines))
            elif zone.name == INTERNET or (zone.name == ON_PREMISES and zone.name in busy):
                found.append(Spot(zone.name, zone.name))
            elif zone.name != ON_PREMISES:
                name, _, agency = zone.name.partition("@")
                exposure = "" if declared is None else declared.exposure
                found.append(self._inside(zone.name, name, agency or None, exposure))
        return tuple(found)

    def _inside(self, name: str, zone: str, agency: str | None, exposure: str) -> Spot:
        return Spot(
            name,
            zone,
            agency,
            exposure,
            patches=tuple(sorted(self._patches[name], key=lambda one: (one.availability_zone, one.name))),
            stores=tuple(one for one in self.intent.stores if one.zone == name),
            workloads=tuple(one.name for one in self.intent.workloads if one.zone == name),
            bastion=name in self._brokers,
        )

    @cached_property
    def _brokers(self) -> frozenset[str]:
        """The zones through which people come in: where their sessions are brokered, and what reaches from there."""
        flows = self.intent.flows
        return frozenset(one.source for one in flows if one.origin == "reach" or one.why.startswith(BROKER))

    @cached_property
    def _patches(self) -> Mapping[str, Sequence[Patch]]:
        found = defaultdict[str, list[Patch]](list)
        for one in self.pathways.patches:
            found[one.zone].append(one)
        return found

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The places of the map: zone by zone, or together where there are many."""
        crowded = len([one for one in self.spots if one.patches]) > CROWD
        copies = Counter(one.zone for one in self.spots)
        groups = defaultdict[tuple[str, ...], list[Spot]](list)
        for one in self.spots:
            many = copies[one.zone] > (1 if crowded else ROW)
            groups[(one.zone, self._network(one)) if many else (one.name,)].append(one)
        found = [self._site(tuple(spots)) for spots in groups.values()]
        return tuple(_thinned(found))

    def _site(self, spots: tuple[Spot, ...]) -> Site:
        first = spots[0]
        name = first.name if len(spots) == 1 else first.zone
        shared = first.zone in SHARED or first.bastion
        return Site(name, name, self._lane(spots), shared, self._network(first), spots)

    def _network(self, spot: Spot) -> str:
        return spot.patches[0].network if spot.patches else ""

    def _lane(self, spots: tuple[Spot, ...]) -> Lane:
        first = spots[0]
        if first.name in self._outside:
            return Lane.OUTSIDE
        regions = {patch.region for patch in first.patches} - {""}
        primary = self.intent.regions[0] if self.intent.regions else ""
        if first.zone == RECOVERY or (regions and primary and primary not in regions):
            return Lane.RECOVERY
        if first.exposure == "internet" or any(one.name in self._landings for one in spots):
            return Lane.EDGE
        if first.exposure == "isolated":
            return Lane.DATA
        return Lane.EDGE if self._feeds(first.zone) else Lane.APP

    @cached_property
    def _outside(self) -> frozenset[str]:
        return frozenset((INTERNET, ON_PREMISES, *(site.name for site in self.intent.sites)))

    @cached_property
    def _landings(self) -> frozenset[str]:
        """The zones that somebody outside is meant to open connections to."""
        meant = (one for one in self.passes if one.tie not in (Tie.UNDECLARED, Tie.UNKNOWN))
        return frozenset(one.destination for one in meant if one.source in self._outside)

    def _feeds(self, zone: str) -> bool:
        """Tell whether an internal zone only opens connections to other internal ones, as an entry does."""
        exposures = {one.name: one.exposure for one in self.intent.zones}
        sent = {_kind(one.destination) for one in self.passes if _kind(one.source) == zone}
        inner = {one.zone for one in self.intent.zones if exposures[one.name] == "internal" and one.zone != zone}
        received = any(_kind(one.destination) == zone for one in self.passes)
        return bool(sent & inner) and not received

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What passes between the places of the map, by standing and traffic."""
        at = {spot.name: site.key for site in self.sites for spot in site.spots}
        grouped = defaultdict[tuple[str, str, Tie], list[Pass]](list)
        for one in self.passes:
            if one.source in at and one.destination in at:
                grouped[at[one.source], at[one.destination], one.tie].append(one)
        return tuple(_link(*key, found) for key, found in grouped.items())


def _kind(name: str) -> str:
    return name.partition("@")[0]


def _link(source: str, target: str, tie: Tie, found: Sequence[Pass]) -> Link:
    spans = sorted({span for one in found for span in one.spans})
    pairs = tuple((one.source, one.destination) for one in found)
    return Link(source, target, tie, tuple(map(shown, spans)), pairs)


def _passes(cell: Cell, origins: Iterable[str]) -> Iterator[Pass]:
    now = opened(cell.opening)
    extra = tuple(span for span in now if not covered(span, cell.declared))
    if cell.declared:
        yield Pass(cell.source, cell.destination, _declared(cell, origins), cell.declared)
    if extra:
        tie = Tie.UNDECLARED if cell.standing is Standing.VIOLATED else Tie.OPEN
        yield Pass(cell.source, cell.destination, Tie.UNKNOWN if cell.standing is Standing.UNKNOWN else tie, extra)


def _declared(cell: Cell, origins: Iterable[str]) -> Tie:
    if cell.standing in BAD:
        return BAD[cell.standing]
    return next((tie for tie in (Tie.FLOW, Tie.REACH, Tie.SERVICE) if tie in {*origins}), Tie.FLOW)


def _thinned(sites: Sequence[Site]) -> Iterator[Site]:
    """Yield the places; where a column still holds too many, its like ones (one lane, one network) as one place."""
    kept = defaultdict[tuple[Lane, bool, str], list[Site]](list)
    for one in sites:
        kept[one.lane, one.shared, one.network].append(one)
    for (lane, shared, network), found in kept.items():
        lone = [one for one in found if not one.crowd]
        if len(found) <= COLUMN or len(lone) <= ROW:
            yield from found
            continue
        yield from (one for one in found if one.crowd)
        families = defaultdict[str, list[Site]](list)
        for one in lone:
            families[_family(one.name, [other.name for other in lone])].append(one)
        for family, members in families.items():
            spots = tuple(spot for one in members for spot in one.spots)
            yield Site(family, family, lane, shared, network, spots) if len(members) > 1 else members[0]


def _family(name: str, names: Sequence[str]) -> str:
    """Return what a zone's name has in common with most others: `*-app` for `unit01-app`; its own where nothing is."""
    ends = Counter(one.rpartition("-")[2] for one in names if "-" in one)
    starts = Counter(one.partition("-")[0] for one in names if "-" in one)
    head, _, _ = name.partition("-")
    tail = name.rpartition("-")[2]
    if "-" not in name or max(starts[head], ends[tail]) == 1:
        return name
    return f"*-{tail}" if ends[tail] >= starts[head] else f"{head}-*"
