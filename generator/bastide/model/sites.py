"""Places outside the cloud that are joined to the platform: 5G and kiosk sites, offices, partner provinces."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network

from bastide.model.place import Place


class Way(StrEnum):
    """How a site is joined: by tunnels over the internet, or by a leased line."""

    VPN = "vpn"
    DIRECT_CONNECT = "direct-connect"


@dataclass(frozen=True, slots=True)
class Site:
    """One site and the zone that it lands in, by name and agency.

    `gateway` is the public address of its router (vpn), `connection` the id of its line, `vlan` and `asn`
    what its router speaks there (direct-connect). Without an objective `latency_ms` is 0. `devices` is how many it
    holds, 0 where nobody said.
    """

    name: str
    via: Way
    zone: str
    agency: str | None
    cidr: IPv4Network
    gateway: str
    connection: str
    vlan: int
    asn: int
    peak_mbps: int
    latency_ms: int
    devices: int
    title: str
    why: str
    place: Place
