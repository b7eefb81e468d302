"""A blueprint while it is being drawn."""

from collections import defaultdict

from bastide.prove.rehearsal.blueprint import MAIN, Address, Blueprint, Choice, End, Host, Link, Path, Space

EVERYTHING = ("0.0.0.0/0", "::/0")
_FIRST_TABLE = 1000
"""Routing tables of ours begin here: below are the kernel's own."""


class Drawing:
    """Spaces by number, in the order in which they are drawn."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, bool, bool]] = []
        self._links: list[Link] = []
        self._hosts: list[Host] = []
        self._addresses: defaultdict[int, list[Address]] = defaultdict(list)
        self._paths: defaultdict[int, dict[tuple[str, int], Path]] = defaultdict(dict)
        self._choices: defaultdict[int, list[Choice]] = defaultdict(list)
        self._rulesets: dict[int, str] = {}
        self._devices: defaultdict[int, int] = defaultdict(int)

    def space(self, title: str, *, forwards: bool = True, sink: bool = False) -> int:
        """Draw a space."""
        self._titles.append((title, forwards, sink))
        return len(self._titles) - 1

    def join(self, first: tuple[int, str], second: tuple[int, str]) -> tuple[str, str]:
        """Draw a wire between two spaces and return its devices: each is named by the given word and a number."""
        ends = []
        for space, word in (first, second):
            self._devices[space] += 1
            ends.append(End(space, f"{word}{self._devices[space]}"))
        self._links.append(Link(*ends))
        return ends[0].device, ends[1].device

    def address(self, space: int, device: str, *texts: str) -> None:
        """Give a device addresses."""
        self._addresses[space] += (Address(device, one) for one in texts)

    def route(self, space: int, destination: str, device: str | None, table: int = MAIN) -> None:
        """Draw a route, unless that table has one for the same destination: the first one counts."""
        self._paths[space].setdefault((destination, table), Path(destination, device, table))

    def default(self, space: int, device: str | None, table: int = MAIN) -> None:
        """Draw routes for everything that no other route matches."""
        for destination in EVERYTHING:
            self.route(space, destination, device, table)

    def choose(self, space: int, device: str) -> int:
        """Give what enters by a device a routing table of its own, and return its number."""
        table = _FIRST_TABLE + len(self._choices[space])
        self._choices[space].append(Choice(device, table))
        return table

    def filter(self, space: int, ruleset: str) -> None:
        """Set the rules of a space."""
        self._rulesets[space] = ruleset

    def host(self, host: Host) -> None:
        """Note that somebody sends and answers probes in a space."""
        self._hosts.append(host)

    def finished(self) -> Blueprint:
        """Return the blueprint."""
        spaces = tuple(
            Space(
                title,
                forwards,
                sink,
                tuple(self._addresses[number]),
                tuple(self._paths[number].values()),
                tuple(self._choices[number]),
                self._rulesets.get(number, ""),
            )
            for number, (title, forwards, sink) in enumerate(self._titles)
        )
        return Blueprint(spaces, tuple(self._links), tuple(self._hosts))
