"""The protocol and ports that a flow allows."""

from dataclasses import dataclass
from enum import StrEnum


class Protocol(StrEnum):
    """Protocols a flow may name (IANA keyword, lower case)."""

    TCP = "tcp"
    UDP = "udp"
    ICMP = "icmp"


@dataclass(frozen=True, slots=True, order=True)
class Traffic:
    """A protocol with an inclusive port range; for ICMP, `first == last` is the message type."""

    protocol: Protocol
    first: int
    last: int

    def __str__(self) -> str:
        """Return the spec's notation: `tcp/443`, `udp/6000-6010`, `icmp/8`."""
        ports = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.protocol}/{ports}"
