"""The five requests of route netlink (rtnetlink(7)) that a rehearsal needs, many in one system call.

Every device has the same hardware address and asks nobody for another's (`NOARP`), so that no neighbour table, router
solicitation or duplicate-address wait stands between a probe and its verdict.
"""

import errno
import os
import socket
import struct
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network

_NEW_LINK, _NEW_ADDRESS, _NEW_ROUTE, _NEW_RULE = 16, 20, 24, 32
_REQUEST, _ACK, _EXCLUSIVE, _CREATE = 0x1, 0x4, 0x200, 0x400
_ERROR = 2
_UP, _NO_ARP = 0x1, 0x80
_STATIC, _UNIVERSE, _LINK_SCOPE = 4, 0, 253
_UNICAST, _BLACKHOLE, _TO_TABLE = 1, 6, 1
_NO_DETECTION = 0x2
_HEADER = struct.Struct("=IHHII")
_INTERFACE = struct.Struct("=BxHiII")
_MAC = bytes.fromhex("020000000001")
_BURST = 100
"""Requests in one system call: their answers fit the socket's buffer."""
_BUFFER = 1 << 20
FIRST_INDEX = 2
"""The number of a space's first device; 1 is its loopback."""


class Wire:
    """A socket to the part of the kernel that keeps devices and routes, in the space where it was opened."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        self._socket.bind((0, 0))

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def ask(self, requests: Iterable[bytes]) -> None:
        """Have every request done; OSError with the number of the first one that is refused."""
        waiting = list(requests)
        for start in range(0, len(waiting), _BURST):
            self._burst(waiting[start : start + _BURST], start)

    def _burst(self, requests: list[bytes], start: int) -> None:
        self._socket.send(b"".join(_numbered(request, number) for number, request in enumerate(requests)))
        missing = len(requests)
        while missing:
            for number, code in _answers(self._socket.recv(_BUFFER)):
                missing -= 1
                if code:
                    raise OSError(-code, f"{os.strerror(-code)} (request {start + number})")


def link(first: tuple[int, int, str], second: tuple[int, int, str]) -> bytes:
    """Return the request for a wire between two spaces: of each end, the space's descriptor, index and device name.

    Both ends are still switched off: an end refuses to be on before the other is there.
    """
    descriptor, index, name = first
    peer = _end(*second)
    kind = _attribute(1, b"veth\0") + _attribute(2, _attribute(1, peer))
    return _request(_NEW_LINK, _end(descriptor, index, name) + _attribute(18, kind))


def up(index: int) -> bytes:
    """Return the request to switch a device on."""
    return _request(_NEW_LINK, _INTERFACE.pack(0, 0, index, _UP, _UP), create=False)


def address(index: int, text: str) -> bytes:
    """Return the request to give a device one address."""
    one = ip_address(text)
    family, raw = _family(one.version), one.packed
    header = struct.pack("=BBBBI", family, one.max_prefixlen, _NO_DETECTION, _UNIVERSE, index)
    return _request(_NEW_ADDRESS, header + _attribute(2, raw) + _attribute(1, raw))


def route(destination: str, index: int | None, table: int) -> bytes:
    """Return the request for a route out of a device, or (without one) into nothing."""
    block = ip_network(destination)
    kind, scope = (_BLACKHOLE, _UNIVERSE) if index is None else (_UNICAST, _LINK_SCOPE)
    scope = scope if block.version == 4 else _UNIVERSE  # noqa: PLR2004 - IPv6 knows no scope of a route
    header = struct.pack("=BBBBBBBBI", _family(block.version), block.prefixlen, 0, 0, 0, _STATIC, scope, kind, 0)
    body = header + _attribute(1, block.network_address.packed) + _attribute(15, struct.pack("=I", table))
    return _request(_NEW_ROUTE, body + (b"" if index is None else _attribute(4, struct.pack("=I", index))))


def rule(version: int, device: str, table: int, priority: int) -> bytes:
    """Return the request to route what enters by a device by a table."""
    header = struct.pack("=BBBBBBBBI", _family(version), 0, 0, 0, 0, 0, 0, _TO_TABLE, 0)
    name = _attribute(3, device.encode() + b"\0")
    numbers = _attribute(6, struct.pack("=I", priority)) + _attribute(15, struct.pack("=I", table))
    return _request(_NEW_RULE, header + name + numbers)


def _end(descriptor: int, index: int, name: str) -> bytes:
    named = _attribute(3, name.encode() + b"\0") + _attribute(1, _MAC)
    return _INTERFACE.pack(0, 0, index, _NO_ARP, _NO_ARP) + named + _attribute(28, struct.pack("=I", descriptor))


def _family(version: int) -> int:
    return int(socket.AF_INET if version == 4 else socket.AF_INET6)  # noqa: PLR2004 - the IP version


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("=HH", 4 + len(value), kind) + value + b"\0" * (-len(value) % 4)


def _request(kind: int, body: bytes, *, create: bool = True) -> bytes:
    flags = _REQUEST | _ACK | (_CREATE | _EXCLUSIVE if create else 0)
    return _HEADER.pack(_HEADER.size + len(body), kind, flags, 0, 0) + body


def _numbered(request: bytes, number: int) -> bytes:
    return request[:8] + struct.pack("=I", number) + request[12:]


def _answers(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield number and error code (0: done) of each answer."""
    while data:
        length, kind, _, number, _ = _HEADER.unpack_from(data)
        code = struct.unpack_from("=i", data, _HEADER.size)[0] if kind == _ERROR else -errno.EPROTO
        yield number, code
        data = data[(length + 3) & ~3 :]
