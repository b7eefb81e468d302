"""Watches the spaces that stand for what can't be built, and tells which probes ended there."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TypeAlias

from bastide.model.wire import ICMP, ICMPV6
from bastide.prove.rehearsal.blueprint import Probe
from bastide.prove.rehearsal.kernel import frames, wires
from bastide.prove.rehearsal.kernel.build import Lab

_ECHOES = frozenset({ICMP, ICMPV6})
_Mark: TypeAlias = "tuple[str | int, ...]"


class Sinks:
    """Taps on every sink of a lab."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._taps = {}
        for number, space in enumerate(lab.blueprint.spaces):
            if space.sink:
                lab.enter(number)
                self._taps[number] = frames.tap()
        lab.leave()

    def __enter__(self) -> Self:
        """Nothing more to do: the taps are open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the taps."""
        for tap in self._taps.values():
            tap.close()

    def caught(self, probes: Iterable[tuple[int, Probe]]) -> dict[int, int]:
        """Return, of these probes, those that a sink has swallowed since the last call, with the sink's number."""
        seen = {
            mark: number for number, tap in self._taps.items() for one in frames.frames(tap) for mark in _marks(one)
        }
        if not seen:
            return {}
        return {number: seen[mark] for number, probe in probes for mark in self._wanted(number, probe) if mark in seen}

    def _wanted(self, number: int, probe: Probe) -> Iterator[_Mark]:
        """Yield what would tell a probe, or its reply, from others: a gateway may have translated its destination."""
        if probe.protocol in _ECHOES:
            yield ("echo", number)
            return
        client, server = (probe.sender, probe.source_port), probe.port
        for called in {probe.receiver, *self._lab.blueprint.hosts[probe.destination].addresses}:
            yield (probe.protocol, *client, called, server)
            yield (probe.protocol, called, server, *client)
            yield (probe.protocol, client[1], called, server)
            yield (probe.protocol, server, *client)


def _marks(frame: frames.Frame) -> Iterator[_Mark]:
    """Yield what tells a packet's probe: the tag of an echo, else both ends as request and as reply.

    A translated packet has lost its source; destination and ports still tell it from most others.
    """
    if frame.protocol in _ECHOES:
        yield ("echo", wires.TAG.unpack_from(frame.body, 8)[0])
        return
    left, right = frame.ports
    yield (frame.protocol, frame.source, left, frame.destination, right)
    yield (frame.protocol, left, frame.destination, right)
