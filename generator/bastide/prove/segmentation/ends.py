"""The ends of a question about a path: who a text means, and why one means nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address

from bastide.model.diagnostic import Diagnostic
from bastide.model.network import Interface
from bastide.model.wire import INTERNET, ON_PREMISES, Cidr, cidr
from bastide.prove.segmentation.demands import STRAY
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.places import is_public
from bastide.prove.segmentation.zoning import WITHOUT_HOSTS

UNKNOWN_END, MIXED = "PRV004", "PRV006"
WHY = "an answer about something else would mislead"


@dataclass(frozen=True, slots=True)
class End:
    """One end: the parties that it may mean, the likeliest first, their zone, and an address if one was given."""

    parties: tuple[str, ...]
    zone: str
    address: Cidr | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The parties that somebody placed or means to place; all of them where there are no others."""
        return tuple(one for one in self.parties if not one.endswith(STRAY)) or self.parties


def copies(evidence: Evidence, text: str) -> tuple[str, ...]:
    """Return the ends that a text means: itself, or each copy of the zone that it names; none if it means nothing."""
    if _known(evidence, text):
        return (text,)
    names = (zone.name for zone in evidence.zoning.zones)
    return tuple(name for name in names if name.partition("@")[0] == text and _known(evidence, name))


def end(evidence: Evidence, text: str) -> End:
    """Return the end that a known text means: a zone, a workload, an interface or an address."""
    if text in evidence.zoning.outside:
        return End((text,), text)
    if is_address(text):
        return _host(evidence, cidr(text))
    zone_of = evidence.zoning.zone_of
    fitting = [one for one in _preferred(evidence.network.interfaces) if text in (*_called(one), zone_of[one.name])]
    return End(tuple(one.name for one in fitting), zone_of[fitting[0].name])


def has(evidence: Evidence, one: End, version: int) -> bool:
    """Tell whether anybody at an end speaks an IP version."""
    if one.address is not None:
        return one.address.version == version
    return any(_speaks(evidence, party, version) for party in one.parties)


def unknown(evidence: Evidence, text: str) -> Diagnostic:
    """Return why a text is no end: nobody stands there, or it names nothing."""
    known = sorted({*(zone.name for zone in evidence.zoning.zones), *_parties(evidence)})
    fix = "ask about an address, or declare flows to have hosts placed"
    if text in known:
        message = f"nobody stands in zone `{text}`, so no packet can be sent from or to it"
        return Diagnostic(UNKNOWN_END, message, (), WHY, fix)
    if is_address(text):
        message = f"`{text}` is in {_around(evidence, cidr(text))}, so no packet can be sent from or to it"
        return Diagnostic(UNKNOWN_END, message, (), WHY, "ask about a host, or declare flows to have hosts placed")
    near = get_close_matches(text, known, n=3)
    hint = f"; did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    message = f"`{text}` is no zone, workload or address of this tree{hint}"
    fix = f"use one of {', '.join(f'`{zone.name}`' for zone in evidence.zoning.zones[:8])}"
    return Diagnostic(UNKNOWN_END, message, (), WHY, fix)


def mixed(source: str, destination: str) -> Diagnostic:
    """Return why two addresses have no path to ask about."""
    message = f"`{source}` and `{destination}` are addresses of two IP versions"
    return Diagnostic(MIXED, message, (), "no packet goes from one version to the other", "give two of one version")


def is_address(text: str) -> bool:
    """Tell whether a text is an address of either IP version."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def within(address: Cidr, blocks: Sequence[Cidr]) -> bool:
    """Tell whether an address lies in any of some blocks."""
    return any(one.version == address.version and one.first <= address.first <= one.last for one in blocks)


def _known(evidence: Evidence, text: str) -> bool:
    if is_address(text):
        return bool(_host(evidence, cidr(text)).parties)
    zones = (zone.name for zone in evidence.zoning.zones if zone.members)
    return text in {*zones, *_parties(evidence)}


def _host(evidence: Evidence, address: Cidr) -> End:
    """Return who has an address: whose own it is before who may have any of its subnet; in a VPC perhaps nobody."""
    standing = _preferred(evidence.network.interfaces)
    owner = next((one for one in standing if within(address, one.addresses)), None)
    owner = owner or next((one for one in standing if within(address, _any_of(evidence, one, address.version))), None)
    if owner is not None:
        return End((owner.name,), evidence.zoning.zone_of[owner.name], address)
    if any(within(address, vpc.cidrs) for vpc in evidence.network.vpcs):
        return End((), "", address)
    site = next((one.name for one in evidence.network.remotes if within(address, one.cidrs)), ON_PREMISES)
    party = INTERNET if is_public(evidence.network, address) else site
    return End((party,), party, address)


def _any_of(evidence: Evidence, interface: Interface, version: int) -> tuple[Cidr, ...]:
    """Return the blocks from which an interface has an address that the code does not tell."""
    given = any(one.version == version for one in interface.addresses)
    return () if given else evidence.subnets[interface.subnet].cidrs


def _around(evidence: Evidence, address: Cidr) -> str:
    """Return where an address lies that nobody has."""
    subnet = next((one.name for one in evidence.network.subnets if within(address, one.cidrs)), None)
    if subnet is not None:
        return f"`{subnet}`, no host there"
    return f"`{next(one.name for one in evidence.network.vpcs if within(address, one.cidrs))}`, in no subnet of it"


def _speaks(evidence: Evidence, party: str, version: int) -> bool:
    if party in evidence.zoning.outside:
        return True
    interface = evidence.interfaces[party]
    return any(one.version == version for one in (*interface.addresses, *evidence.subnets[interface.subnet].cidrs))


def _preferred(interfaces: Sequence[Interface]) -> list[Interface]:
    """Return real workloads first, then hosts of the zone, then strays, which nobody means."""
    return sorted(interfaces, key=lambda one: (one.name.endswith(STRAY), one.kind in WITHOUT_HOSTS, one.hypothetical))


def _parties(evidence: Evidence) -> Iterator[str]:
    for interface in evidence.network.interfaces:
        yield from _called(interface)


def _called(interface: Interface) -> tuple[str, str]:
    return interface.name, interface.workload
