"""Every permission between two zone copies, and where it comes from; whatever isn't here is denied.

Three origins: a `flow` of the spec, a role's `reach` of a zone with databases (the bastion opens the port on the
person's behalf), and the `service` connections to the cloud's private endpoints. Hosts need no network path from the
bastion: the session broker's agent on each host calls out to its endpoint, so nothing listens for administrators.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.exchange import Side
from bastide.model.intent import DeclaredFlow, DeclaredNever
from bastide.model.kinds import Exposure, Scope, StoreKind
from bastide.model.platform import INTERNET, Flow, Platform, ZoneRef
from bastide.model.traffic import Protocol, Traffic
from bastide.planner import copies

HTTPS = Traffic(Protocol.TCP, 443, 443)
STREAM = Traffic(Protocol.TCP, 1400, 1499)
"""What a terminal opens to the private door of the session broker beside HTTPS (AppStream guide, VPC endpoints)."""

POSTGRES = Traffic(Protocol.TCP, 5432, 5432)


class Origin(StrEnum):
    """Why a permission exists."""

    FLOW = "flow"
    REACH = "reach"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One permission: connections with this traffic may be opened from one zone copy to another."""

    source: ZoneRef
    destination: ZoneRef
    traffic: Traffic
    origin: Origin
    why: str

    @property
    def id(self) -> str:
        """A stable name, also the security-group rules' description (AWS allows no `>` in it)."""
        return f"{self.origin}: {self.source} to {self.destination} {self.traffic}"

    def declared(self) -> DeclaredFlow:
        """Return the edge as the judge reads it."""
        return DeclaredFlow(
            id=self.id,
            source=str(self.source),
            destination=str(self.destination),
            protocol=self.traffic.protocol.value,
            first=self.traffic.first,
            last=self.traffic.last,
            origin=self.origin.value,
            why=self.why,
        )


def edges(platform: Platform) -> tuple[Edge, ...]:
    """Return every permission, sorted, one for each pair of copies and traffic (a declared flow wins).

    Raises CannotAnswerError (PLAN004) if a derived permission breaks a `never`, or crosses between the sides.
    """
    found: dict[tuple[ZoneRef, ZoneRef, Traffic], Edge] = {}
    for edge in (*_declared(platform), *_reach(platform), *_service(platform)):
        key = (edge.source, edge.destination, edge.traffic)
        known = found.setdefault(key, edge)
        if known is not edge and known.origin is edge.origin and edge.why not in known.why:
            found[key] = replace(known, why=f"{known.why}; {edge.why}")
    _refuse_broken_promises(platform, found.values())
    _refuse_crossings(platform, found.values())
    return tuple(sorted(found.values()))


def promises(platform: Platform) -> tuple[DeclaredNever, ...]:
    """Return every `never` as pairs of zone copies, sorted and without repeats."""
    pairs = {
        DeclaredNever(str(source), str(destination))
        for never in platform.never
        for source, destination in pairs_of(platform, never.source, never.destination, never.scope)
    }
    pairs.update(DeclaredNever(str(source), str(destination)) for source, destination in _apart(platform))
    return tuple(sorted(pairs, key=lambda never: (never.source, never.destination)))


def _apart(platform: Platform) -> Iterator[tuple[ZoneRef, ZoneRef]]:
    """Yield, where there are two sides, every pair across the gap, both ways; the internet is the outer side's.

    A path from the inner side to the internet and back would join them as well as one between them.
    """
    sides = copies.sides(platform)
    if not copies.has_outer(platform):
        return
    found = [reference for reference, _, _ in copies.references(platform)]
    outside = [ZoneRef(INTERNET), *(one for one in found if sides[one.zone] is Side.OUTER)]
    for inner in (one for one in found if sides[one.zone] is Side.INNER):
        for outer in outside:
            yield inner, outer
            yield outer, inner


def copies_of(platform: Platform, reference: ZoneRef) -> list[ZoneRef]:
    """Return the copies that a reference stands for."""
    zone = next((zone for zone in platform.zones if zone.name == reference.zone), None)
    if zone is None or reference.agency is not None or not zone.per_agency:
        return [reference]
    return [ZoneRef(zone.name, agency.name) for agency in platform.agencies]


def pairs_of(
    platform: Platform, source: ZoneRef, destination: ZoneRef, scope: Scope
) -> Iterator[tuple[ZoneRef, ZoneRef]]:
    """Yield the pairs of copies that a rule speaks of; `within` and `across` compare their agencies."""
    for left in copies_of(platform, source):
        for right in copies_of(platform, destination):
            if _in_scope(left, right, scope):
                yield left, right


def _in_scope(left: ZoneRef, right: ZoneRef, scope: Scope) -> bool:
    match scope:
        case Scope.ALL:
            return True
        case Scope.WITHIN:
            return left.agency == right.agency
        case Scope.ACROSS:
            return left.agency != right.agency


def _declared(platform: Platform) -> Iterator[Edge]:
    for flow in platform.flows:
        for source, destination in pairs_of(platform, flow.source, flow.destination, flow.scope):
            yield Edge(source, destination, flow.traffic, Origin.FLOW, _reason(flow))


def _reason(flow: Flow) -> str:
    """The spec's reason, and the last day if it has one: a reviewer sees at the rule when it must go."""
    return flow.why if flow.until is None else f"{flow.why} (until {flow.until})"


def _reach(platform: Platform) -> Iterator[Edge]:
    entry = ZoneRef(platform.access.zone)
    with_databases = {store.zone for store in platform.stores if store.kind is StoreKind.POSTGRES}
    for role, destination in _reached(platform):
        if destination in with_databases and destination != entry:
            yield Edge(entry, destination, POSTGRES, Origin.REACH, f"role {role} through the bastion")


def _reached(platform: Platform) -> Iterator[tuple[str, ZoneRef]]:
    for role in platform.access.roles:
        for target in role.reach:
            for destination in copies_of(platform, target):
                yield role.name, destination


def _service(platform: Platform) -> Iterator[Edge]:
    services = partial(copies.services_of, platform)
    if any(role.reach for role in platform.access.roles):
        why = "the session broker, its keys and its records"
        yield Edge(ZoneRef(platform.access.zone), services(platform.access.zone), HTTPS, Origin.SERVICE, why)
    internal = {zone.name for zone in platform.zones if zone.exposure is Exposure.INTERNAL}
    for role, destination in _reached(platform):
        if destination.zone in internal and destination.zone != platform.access.zone:
            yield Edge(
                destination, services(destination.zone), HTTPS, Origin.SERVICE, f"hosts that role {role} administers"
            )
    yield from _sessions(platform)
    yield from _models(platform)
    for workload in platform.workloads:
        if workload.kind.has_role:
            for source in copies_of(platform, workload.zone):
                why = f"workload {workload.name} uses keys, secrets, logs and object stores"
                yield Edge(source, services(source.zone), HTTPS, Origin.SERVICE, why)


def _models(platform: Platform) -> Iterator[Edge]:
    """Yield the way from a model's balancer, which stands in its zone, to its hosts."""
    for workload in platform.workloads:
        if workload.model is not None:
            port = Traffic(Protocol.TCP, workload.model.port, workload.model.port)
            for copy in copies_of(platform, workload.zone):
                yield Edge(copy, copy, port, Origin.SERVICE, f"the door of model {workload.name} leads to its hosts")


def _sessions(platform: Platform) -> Iterator[Edge]:
    """Yield the way of terminals to the session broker's door, which stands where their sites land."""
    landings = {site.name: ZoneRef(site.zone, site.agency) for site in platform.sites}
    for workload in platform.workloads:
        for site in workload.sites:
            for traffic in (HTTPS, STREAM):
                why = f"terminals of {site} show sessions of {workload.name}"
                yield Edge(ZoneRef(site), landings[site], traffic, Origin.SERVICE, why)


def _refuse_broken_promises(platform: Platform, found: Iterable[Edge]) -> None:
    by_pair = {(str(edge.source), str(edge.destination)): edge for edge in found if edge.origin is not Origin.FLOW}
    faults = []
    for never in platform.never:
        for source, destination in pairs_of(platform, never.source, never.destination, never.scope):
            edge = by_pair.get((str(source), str(destination)))
            if edge is not None:
                faults.append(_broken(edge, Label(never.place, "this forbids it")))
    if faults:
        raise CannotAnswerError(faults)


def _refuse_crossings(platform: Platform, found: Iterable[Edge]) -> None:
    """Whatever derives a permission, none leads from one side to the other."""
    sides = copies.sides(platform)
    faults = [
        _crossing(platform, edge) for edge in found if sides[edge.source.zone] is not sides[edge.destination.zone]
    ]
    if faults:
        raise CannotAnswerError(faults)


def _crossing(platform: Platform, edge: Edge) -> Diagnostic:
    ends = (edge.source.zone, edge.destination.zone)
    return Diagnostic(
        code="PLAN030",
        message=f"`{edge.source}` and `{edge.destination}` stand on two sides, but {edge.why} needs {edge.traffic}",
        labels=tuple(Label(zone.place) for zone in platform.zones if zone.name in ends),
        why="the two sides share no network in either direction; one path between them would join all of both",
        fix="move one of the two, or carry files between two object stores by a ferry (`ferries`)",
    )


def _broken(edge: Edge, label: Label) -> Diagnostic:
    return Diagnostic(
        code="PLAN004",
        message=f"`{edge.source}` must never reach `{edge.destination}`, but {edge.why} needs {edge.traffic}",
        labels=(label,),
        why="a promise that the platform itself breaks is worth nothing",
        fix=f"remove the `never`, or take `{edge.destination}` out of the role's `reach`",
    )


def is_internet(reference: ZoneRef) -> bool:
    """Tell whether a reference is the world outside."""
    return reference.zone == INTERNET
