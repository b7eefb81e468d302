"""Sends probes, many at once, and sees what arrives and what comes back."""

import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from bastide.model.wire import ICMP, ICMPV6, TCP, UDP
from bastide.prove.rehearsal.blueprint import Outcome, Probe
from bastide.prove.rehearsal.kernel import wires
from bastide.prove.rehearsal.kernel.build import Lab
from bastide.prove.rehearsal.kernel.sinks import Sinks

_ECHOES = {4: ICMP, 6: ICMPV6}
_DATAGRAM = 2048


class Flight:
    """One batch of probes in the air. Rejected by the sender's own kernel means blocked, like silence."""

    def __init__(self, lab: Lab, probes: Sequence[tuple[int, Probe]]) -> None:
        self._lab, self._probes = lab, probes
        self._poll = select.epoll()
        self._heard: dict[int, Callable[[], None]] = {}
        self._sockets: list[socket.socket] = []
        self._raw: dict[tuple[int, int], socket.socket] = {}
        self._arrived: set[int] = set()
        self._answered: set[int] = set()

    def serve(self) -> None:
        """Open, at every destination, what answers."""
        wanted = {(one.destination, one.protocol, one.port, one.version) for _, one in self._probes}
        for host, ours in groupby(sorted(wanted), key=lambda key: key[0]):
            self._enter(host)
            for _, protocol, port, version in ours:
                if protocol in {TCP, UDP}:
                    self._listen(wires.server(protocol, self._address(host, version), port), protocol)
                else:
                    self._echo(host, version)

    def send(self) -> None:
        """Send every probe."""
        for host, ours in groupby(
            sorted(self._probes, key=lambda pair: pair[1].source), key=lambda pair: pair[1].source
        ):
            self._enter(host)
            for number, probe in ours:
                with suppress(OSError):  # refused by the sender's own rules or routes
                    self._start(host, number, probe)
        self._lab.leave()

    def watch(self, quiet: float) -> None:
        """Look on until nothing has happened for so many seconds, or everything has been answered."""
        last = time.monotonic()
        while time.monotonic() - last < quiet and len(self._answered) < len(self._probes):
            for descriptor, _ in self._poll.poll(quiet / 4, 512):
                self._heard[descriptor]()
                last = time.monotonic()

    def close(self) -> None:
        """Close every socket."""
        self._lab.leave()
        self._poll.close()
        for one in (*self._sockets, *self._raw.values()):
            one.close()

    def outcomes(self, lost: dict[int, int]) -> Iterator[tuple[int, Outcome]]:
        """Yield what became of each probe; the arrival of TCP is not seen apart from its answer."""
        for number, probe in self._probes:
            arrived = None if probe.protocol == TCP else number in self._arrived
            yield number, Outcome(arrived, number in self._answered, lost.get(number, -1))

    def _enter(self, host: int) -> None:
        self._lab.enter(self._lab.blueprint.hosts[host].space)

    def _address(self, host: int, version: int) -> str:
        own = self._lab.blueprint.hosts[host].addresses
        return next(address for address in own if (":" in address) == (version == 6))  # noqa: PLR2004 - the IP version

    def _start(self, host: int, number: int, probe: Probe) -> None:
        if probe.protocol in _ECHOES.values():
            raw = self._echo(host, probe.version)
            raw.sendto(wires.echo(probe.protocol, number), (probe.receiver, 0))
            return
        one = wires.client(probe.protocol, probe.sender, probe.source_port)
        self._sockets.append(one)
        one.connect_ex((probe.receiver, probe.port))
        if probe.protocol == UDP:
            one.send(wires.TAG.pack(number))
        self._hear(
            one, lambda: self._reply(one, number, probe.protocol), select.EPOLLOUT if probe.protocol == TCP else 0
        )

    def _hear(self, one: socket.socket, act: Callable[[], None], more: int = 0) -> None:
        self._heard[one.fileno()] = act
        self._poll.register(one.fileno(), (more or select.EPOLLIN) | select.EPOLLONESHOT * bool(more))

    def _listen(self, one: socket.socket, protocol: int) -> None:
        self._sockets.append(one)
        if protocol == UDP:
            self._hear(one, lambda: self._serve_datagrams(one))

    def _echo(self, host: int, version: int) -> socket.socket:
        key = host, version
        if key not in self._raw:
            raw = self._raw[key] = wires.echoing(version)
            self._hear(raw, lambda: self._read_echoes(raw, _ECHOES[version]))
        return self._raw[key]

    def _reply(self, one: socket.socket, number: int, protocol: int) -> None:
        """Take the end of a handshake, an echoed datagram, or an error, which is no answer."""
        with suppress(OSError):
            if protocol == TCP:
                one.getpeername()
                self._answered.add(number)
            elif one.recv(_DATAGRAM):
                self._answered.add(number)

    def _serve_datagrams(self, one: socket.socket) -> None:
        with suppress(BlockingIOError):
            while True:
                data, peer = one.recvfrom(_DATAGRAM)
                self._arrived.add(wires.TAG.unpack(data)[0])
                with suppress(PermissionError):  # the host's own rules keep the reply in
                    one.sendto(data, peer)

    def _read_echoes(self, one: socket.socket, protocol: int) -> None:
        with suppress(BlockingIOError):
            while True:
                found = wires.read_echo(protocol, one.recv(_DATAGRAM))
                if found is None:
                    continue
                reply = found.kind == wires.ECHO_REPLY[protocol]
                (self._answered if reply else self._arrived).add(found.probe)


def _source(numbered: tuple[int, Probe]) -> int:
    return numbered[1].source


def fly(lab: Lab, probes: Sequence[Probe], *, batch: int, quiet: float) -> list[Outcome]:
    """Send every probe, `batch` at a time, waiting `quiet` seconds after the last sign of life."""
    found: dict[int, Outcome] = {}
    with Sinks(lab) as sinks:
        for some in _batches(list(enumerate(probes)), min(batch, wires.capacity() // 3)):
            flight = Flight(lab, some)
            try:
                flight.serve()
                flight.send()
                flight.watch(quiet)
                found.update(flight.outcomes(sinks.caught(some)))
            finally:
                flight.close()
    return [found[number] for number in range(len(probes))]


def _batches(probes: list[tuple[int, Probe]], size: int) -> Iterable[list[tuple[int, Probe]]]:
    """Cut the probes, those to one port together, so that few servers are open at a time."""
    ordered = sorted(probes, key=lambda pair: (pair[1].protocol, pair[1].port))
    return (ordered[start : start + size] for start in range(0, len(ordered), size))
