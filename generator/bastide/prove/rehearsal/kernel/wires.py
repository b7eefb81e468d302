"""Sockets of hosts: what answers probes, and the packets of ICMP, which the kernel does not make by itself."""

import resource
import socket
import struct
from typing import NamedTuple

from bastide.model.wire import ICMP, ICMPV6, TCP

ECHO_REQUEST, ECHO_REPLY = {ICMP: 8, ICMPV6: 128}, {ICMP: 0, ICMPV6: 129}
TAG = struct.Struct("!Q")
"""The number of a probe, as it travels in a packet."""
_ICMP = struct.Struct("!BBHHH")
_BACKLOG = 4096
_RESERVE = 256
"""Descriptors kept for spaces, nft and Python."""
_LARGE = 1 << 20
_V4 = 4


class Echo(NamedTuple):
    """An ICMP packet that was read: its type, and the number of its probe."""

    kind: int
    probe: int


def capacity() -> int:
    """Raise this process's limit of descriptors as far as it may, and return how many sockets that leaves."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    ceiling = _LARGE if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (ceiling, hard))
    return ceiling - _RESERVE


def family(address: str) -> socket.AddressFamily:
    """Return the address family of an address."""
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def bound(protocol: int, address: str, port: int) -> socket.socket:
    """Return a socket at that address and port that never waits."""
    kind = socket.SOCK_STREAM if protocol == TCP else socket.SOCK_DGRAM
    one = socket.socket(family(address), kind | socket.SOCK_NONBLOCK)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind((address, port))
    return one


def server(protocol: int, address: str, port: int) -> socket.socket:
    """Return a socket that answers: for TCP the kernel completes every handshake by itself."""
    one = bound(protocol, address, port)
    if protocol == TCP:
        one.listen(_BACKLOG)
    else:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _LARGE)
    return one


def client(protocol: int, address: str, port: int) -> socket.socket:
    """Return a socket that asks; a TCP connection is reset when it closes, and leaves nothing behind."""
    one = bound(protocol, address, port)
    if protocol == TCP:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return one


def echoing(version: int) -> socket.socket:
    """Return a raw socket for ICMP or ICMPv6."""
    v4 = version == _V4
    one = socket.socket(
        socket.AF_INET if v4 else socket.AF_INET6, socket.SOCK_RAW | socket.SOCK_NONBLOCK, ICMP if v4 else ICMPV6
    )
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _LARGE)
    return one


def echo(protocol: int, probe: int) -> bytes:
    """Return an echo request that carries the number of a probe; the kernel sums up ICMPv6 by itself."""
    kind, tag = ECHO_REQUEST[protocol], TAG.pack(probe)
    name, number = 1 + (probe >> 16), probe & 0xFFFF
    blank = _ICMP.pack(kind, 0, 0, name, number) + tag
    total = _checksum(blank) if protocol == ICMP else 0
    return _ICMP.pack(kind, 0, total, name, number) + tag


def read_echo(protocol: int, data: bytes) -> Echo | None:
    """Return what a raw socket read, None if it is no echo of ours; over IPv4 the IP header comes with it."""
    body = data[(data[0] & 0xF) * 4 :] if protocol == ICMP else data
    if len(body) != _ICMP.size + TAG.size or body[0] not in {ECHO_REQUEST[protocol], ECHO_REPLY[protocol]}:
        return None
    return Echo(body[0], TAG.unpack_from(body, _ICMP.size)[0])


def _checksum(data: bytes) -> int:
    """RFC 1071."""
    total: int = sum(word for (word,) in struct.iter_unpack("!H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF
