"""What traffic a rule lets through: protocols by their names, ports and ICMP types as one range."""

from dataclasses import dataclass

from bastide.facts.values import number, text
from bastide.model.graph import Block, Graph

ALL = "all"
TOP = 65535
ICMP_TOP = 255
NUMBERS = {"-1": ALL, "all": ALL, "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}


@dataclass(frozen=True, slots=True, order=True)
class Ports:
    """A protocol name (`tcp`, `udp`, `icmp`, a number, or `all`) and an inclusive range of ports or ICMP types."""

    protocol: str
    first: int
    last: int

    def includes(self, protocol: str, port: int) -> bool:
        """Tell whether one port of a protocol is let through."""
        return self.protocol == ALL or (self.protocol == protocol and self.first <= port <= self.last)

    def __str__(self) -> str:
        """Return the notation of a spec: `tcp/443`, `udp/1-9`, `all`."""
        if self.protocol == ALL:
            return ALL
        return f"{self.protocol}/{self.first}" + ("" if self.first == self.last else f"-{self.last}")


def read(graph: Graph, body: Block) -> Ports:
    """Return the traffic of a rule's body; OpaqueError when a number isn't literal."""
    name = text(graph, body.get("ip_protocol") or body.get("protocol")) or ALL
    protocol = NUMBERS.get(name.lower(), name.lower())
    first, last = number(graph, body.get("from_port")), number(graph, body.get("to_port"))
    if protocol == ALL:
        return Ports(ALL, 0, TOP)
    if protocol.startswith("icmp"):
        # For ICMP `from_port` is the type and `to_port` the code; -1 means any.
        return Ports(protocol, 0, ICMP_TOP) if first in (None, -1) else Ports(protocol, first or 0, first or 0)
    if protocol not in ("tcp", "udp"):
        return Ports(protocol, 0, TOP)
    first = 0 if first in (None, -1) else first
    return Ports(protocol, first or 0, TOP if last in (None, -1) else last or 0)
