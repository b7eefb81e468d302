"""Reads packets off the wires of a space: who sent what to whom, and on which device."""

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple

from bastide.model.wire import ICMP, ICMPV6, TCP, UDP

_EVERYTHING = 0x0003
_TIMESTAMP = 35
_OUTGOING = 4
_DATAGRAM = 2048
_BUFFER = 1 << 22
_V4, _V6 = 0x0800, 0x86DD
_ECHO_TYPES = {ICMP: (0, 8), ICMPV6: (128, 129)}


class Frame(NamedTuple):
    """A TCP or UDP packet or an echo; `body` is what follows its IP header."""

    time: int
    device: str
    leaving: bool
    source: str
    destination: str
    protocol: int
    body: bytes

    @property
    def ports(self) -> tuple[int, int]:
        """Source and destination port of TCP and UDP."""
        return struct.unpack_from("!HH", self.body)


def tap() -> socket.socket:
    """Return a socket that sees every packet that enters or leaves the present space."""
    one = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK, socket.htons(_EVERYTHING))
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    one.setsockopt(socket.SOL_SOCKET, _TIMESTAMP, 1)
    return one


def frames(one: socket.socket) -> Iterator[Frame]:
    """Yield what a tap has seen so far; routers' and neighbours' chatter is left out."""
    with suppress(BlockingIOError):
        while True:
            data, notes, _, origin = one.recvmsg(_DATAGRAM, 64)
            seconds, nanoseconds = struct.unpack("=qq", notes[0][2]) if notes else (0, 0)
            device, kind, direction = origin[0], origin[1], origin[2]
            found = _parsed(kind, data)
            if found is not None and found[2] in {TCP, UDP, ICMP, ICMPV6}:
                yield Frame(seconds * 10**9 + nanoseconds, device, direction == _OUTGOING, *found)


def _parsed(kind: int, data: bytes) -> tuple[str, str, int, bytes] | None:
    """Return source, destination, protocol and body of an IP packet; None for other things than probes."""
    if kind == _V4:
        start, protocol = (data[0] & 0xF) * 4, data[9]
        source, destination = str(IPv4Address(data[12:16])), str(IPv4Address(data[16:20]))
    elif kind == _V6:
        start, protocol = 40, data[6]
        source, destination = str(IPv6Address(data[8:24])), str(IPv6Address(data[24:40]))
    else:
        return None
    body = data[start:]
    if protocol in _ECHO_TYPES and body[:1] and body[0] not in _ECHO_TYPES[protocol]:
        return None
    return source, destination, protocol, body
