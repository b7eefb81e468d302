"""What is to be built in the kernel, and sent there, as plain data."""

from dataclasses import dataclass
from typing import NamedTuple

MAIN = 254
"""The kernel's number of the routing table that holds where no rule names another."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: the number of a space, and the device's name in it."""

    space: int
    device: str


@dataclass(frozen=True, slots=True)
class Link:
    """A wire between two spaces."""

    first: End
    second: End


@dataclass(frozen=True, slots=True)
class Path:
    """A route in CIDR notation; without a device, what it matches is dropped without a word."""

    destination: str
    device: str | None
    table: int = MAIN


@dataclass(frozen=True, slots=True)
class Choice:
    """What enters by a device is routed by a table of its own."""

    device: str
    table: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address (without prefix length) on a device."""

    device: str
    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """One network namespace: a host, or (`forwards`) something that passes packets on.

    `ruleset` is what `nft -f` reads. A `sink` stands for what can't be built: whatever gets there can't be judged.
    """

    title: str
    forwards: bool
    sink: bool = False
    addresses: tuple[Address, ...] = ()
    paths: tuple[Path, ...] = ()
    choices: tuple[Choice, ...] = ()
    ruleset: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who sends and answers probes.

    `party` is its name in the proof. `addresses` are its own, `called` those by which hosts of the internet call it;
    IPv4 first, at most one of each version.
    """

    name: str
    party: str
    space: int
    addresses: tuple[str, ...]
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Everything that is built."""

    spaces: tuple[Space, ...]
    links: tuple[Link, ...]
    hosts: tuple[Host, ...]


class Probe(NamedTuple):
    """One question to the kernel: hosts by number, IANA protocol, source port, port; addresses as they are sent to.

    Of ICMP and ICMPv6 only echo requests are sent; both ports are 0 then.
    """

    source: int
    destination: int
    protocol: int
    source_port: int
    port: int
    sender: str
    receiver: str

    @property
    def version(self) -> int:
        """The IP version."""
        return 6 if ":" in self.receiver else 4


class Outcome(NamedTuple):
    """What the kernel did with a probe.

    `arrived` tells whether the request was seen at its destination (None: not observed), `answered` whether its answer
    came back. `lost` is the number of the sink that request or reply ended in, -1 if none.
    """

    arrived: bool | None
    answered: bool
    lost: int


class Sighting(NamedTuple):
    """A packet seen on a device of a space, at a time in nanoseconds; `leaving` tells its direction."""

    time: int
    space: int
    device: str
    leaving: bool
    source: str
    destination: str
