"""The notation in which a semantic case says what it expects; `README.md` explains it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from bastide.model.wire import ICMP, ICMPV6, TCP, UDP

FOLDER = Path(__file__).parent

_SOURCE = "Source: "
_PARTY = r"[a-z][a-z0-9_-]*"
_PROBE = re.compile(
    rf"(?P<six>ipv6 )?(?P<source>{_PARTY}) -> (?P<destination>{_PARTY}) (?P<traffic>\S+): (?P<verdict>\w+)"
)
_PROXY = re.compile(rf"proxy: (?P<balancer>{_PARTY}) -> (?P<target>{_PARTY})")
_UNKNOWN = re.compile(r"unknown: (?P<address>[\w.]+)")
_PORTS = {"tcp": TCP, "udp": UDP}
_TYPES = {"icmp": ICMP, "icmpv6": ICMPV6}


class NotationError(ValueError):
    """A header that says nothing, or says it in other words than the notation's."""


class Verdict(IntEnum):
    """What passes between two parties: the highest that holds."""

    NONE = 0
    FORWARD = 1
    MAY = 2
    MUST = 3


@dataclass(frozen=True, slots=True)
class Probe:
    """A question with its answer; `port` is flat, as in `Span`."""

    text: str
    version: int
    source: str
    destination: str
    protocol: int
    port: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case says: the rule, who states it, and what follows from it."""

    rule: str
    source: str
    probes: tuple[Probe, ...]
    unknown: frozenset[str]
    proxies: tuple[tuple[str, str], ...]


def cases() -> Iterator[Path]:
    """List every case, sorted."""
    return iter(sorted(FOLDER.glob("*/*.tf")))


def expectation(text: str) -> Expectation:
    """Read the header of a case; NotationError if it has no rule, no source or nothing to expect."""
    rule: list[str] = []
    source = ""
    probes: list[Probe] = []
    unknown: set[str] = set()
    proxies: list[tuple[str, str]] = []
    for line in _header(text):
        if line.startswith(_SOURCE):
            source = line.removeprefix(_SOURCE)
        elif not source:
            rule.append(line)
        elif found := _UNKNOWN.fullmatch(line):
            unknown.add(found["address"])
        elif found := _PROXY.fullmatch(line):
            proxies.append((found["balancer"], found["target"]))
        else:
            probes.append(_probe(line))
    if not (rule and source and (probes or unknown)):
        message = "a case needs a rule, a `Source:` and after it a probe or an `unknown:`"
        raise NotationError(message)
    return Expectation(" ".join(rule), source, tuple(probes), frozenset(unknown), tuple(proxies))


def _header(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line.removeprefix("#").strip()


def _probe(line: str) -> Probe:
    found = _PROBE.fullmatch(line)
    if found is None or found["verdict"].upper() not in Verdict.__members__:
        message = f"neither a probe nor an `unknown:` nor a `proxy:`: {line}"
        raise NotationError(message)
    protocol, port = _traffic(found["traffic"])
    verdict = Verdict[found["verdict"].upper()]
    return Probe(line, 6 if found["six"] else 4, found["source"], found["destination"], protocol, port, verdict)


def _traffic(text: str) -> tuple[int, int]:
    """Give protocol and flat port."""
    match text.split("/"):
        case [("tcp" | "udp") as word, port] if port.isdecimal() and int(port) < 1 << 16:
            return _PORTS[word], int(port)
        case [("icmp" | "icmpv6") as word, kind, code] if kind.isdecimal() and code.isdecimal():
            return _TYPES[word], int(kind) * 256 + int(code)
        case ["protocol", number] if number.isdecimal() and int(number) not in {TCP, UDP, ICMP, ICMPV6}:
            return int(number), 0
        case _:
            message = f"no traffic: {text}"
            raise NotationError(message)
