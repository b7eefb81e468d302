"""The engine's answer about two ends and one traffic, each IP version by itself, with packets that show it.

The two ends are asked about as if they were zones, by the engine that judges all pairs, so that an explanation can't
say anything else than the proof does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bastide.model.network import Interface, Network, Vpc
from bastide.model.proof import Zone
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, OTHER_PROTOCOL, TCP, UDP, Cidr, Origin, Span
from bastide.prove.engine.compute import compute
from bastide.prove.question import Demand, Excess, Lack, Sample
from bastide.prove.segmentation.demands import Roles
from bastide.prove.segmentation.ends import End
from bastide.prove.segmentation.spans import minus
from bastide.prove.segmentation.zoning import OUTSIDE

NATIVE = (TCP, UDP, ICMP, ICMPV6)
SIDES = " (source)", " (destination)"
BITS = {4: 32, 6: 128}
ELSEWHERE = Origin("", None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the engine: who stands at the ends, who of them must all be served, and by what traffic."""

    network: Network
    start: End
    end: End
    demanded: tuple[Roles, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """What the engine says: `opened` is what passes for somebody, `lacks` what does not always pass."""

    opened: Excess | None
    lacks: tuple[Lack, ...]


def say(asked: Asked, version: int | None = None) -> Said:
    """Return the engine's answer over one IP version, or over whichever two parties have; None stands for that."""
    network = asked.network if version is None else _only(asked.network, version)
    names = _names(asked.start, SIDES[0]), _names(asked.end, SIDES[1])
    clones = tuple(_clones(network, asked.start, names[0])), tuple(_clones(network, asked.end, names[1]))
    given = [one.address for one in (asked.start, asked.end) if one.address and set(one.parties) & {*OUTSIDE}]
    focus = replace(
        network,
        interfaces=(*network.interfaces, *clones[0], *clones[1]),
        vpcs=(*network.vpcs, *_elsewhere(given)),
    )
    zones = Zone(SIDES[0], tuple(names[0].values())), Zone(SIDES[1], tuple(names[1].values()))
    pair = SIDES if zones[0].members != zones[1].members else (SIDES[0], SIDES[0])
    demands = [
        Demand("", tuple(names[0][one] for one in first), tuple(names[1][one] for one in last), (asked.span,))
        for first, last in asked.demanded
    ]
    others = tuple(_others(focus, asked.span))
    reach = compute(focus, [one for one in zones if one.name in pair], {pair: others}, demands)
    real = {clone: name for side in names for name, clone in side.items()}
    opened = next((one for one in reach.excesses if (one.source, one.destination) == pair), None)
    if opened is not None:
        opened = replace(opened, samples=tuple(_named(one, real) for one in opened.samples))
    return Said(opened, tuple(replace(one, sample=_named(one.sample, real)) for one in reach.lacks))


def _names(one: End, side: str) -> Mapping[str, str]:
    """Return what the parties of an end are called for the engine, whose zones have no party in common."""
    return {name: name if name in OUTSIDE else f"{name}{side}" for name in one.parties}


def _named(sample: Sample, real: Mapping[str, str]) -> Sample:
    return replace(sample, source=real[sample.source], destination=real[sample.destination])


def _clones(network: Network, one: End, names: Mapping[str, str]) -> Iterator[Interface]:
    """Yield the interfaces of an end under their names for it, with the address that was given, if any."""
    for interface in network.interfaces:
        if interface.name in names:
            addresses = interface.addresses if one.address is None else (one.address,)
            yield replace(interface, name=names[interface.name], addresses=addresses)


def _elsewhere(given: Sequence[Cidr]) -> Iterator[Vpc]:
    """Yield a VPC without anything in it that takes all addresses but the given ones from those outside."""
    for version in sorted({one.version for one in given}):
        blocks, first = list[Cidr](), 0
        for one in sorted(one for one in given if one.version == version):
            if first < one.first:
                blocks.append(Cidr(version, first, one.first - 1))
            first = one.last + 1
        if first < 2 ** BITS[version]:
            blocks.append(Cidr(version, first, 2 ** BITS[version] - 1))
        yield Vpc(f"elsewhere over IPv{version}", tuple(blocks), "", ELSEWHERE)


def _only(network: Network, version: int) -> Network:
    """Return a network whose subnets have one IP version."""
    subnets = (
        replace(one, cidrs=tuple(block for block in one.cidrs if block.version == version)) for one in network.subnets
    )
    return replace(network, subnets=tuple(subnets))


def _others(network: Network, span: Span) -> Iterator[Span]:
    """Yield all traffic but that of a span."""
    if span.protocol == ANY_PROTOCOL:
        return
    named = {*NATIVE, *(one.protocol for one in _spans(network) if one.protocol >= 0), OTHER_PROTOCOL}
    for protocol in sorted(named):
        yield from minus((Span(protocol, 0, LAST_PORT if protocol in NATIVE else 0),), (span,))


def _spans(network: Network) -> Iterator[Span]:
    for group in network.groups:
        yield from (rule.span for rule in (*group.ingress, *group.egress))
    for acl in network.acls:
        yield from (entry.span for entry in acl.entries)
    for endpoint in network.firewalls:
        yield from (rule.span for rule in endpoint.rules)
