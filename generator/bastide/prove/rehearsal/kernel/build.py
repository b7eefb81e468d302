"""Builds a blueprint: spaces first, then wires, then in each space addresses, routes and rules."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self

from bastide.prove.rehearsal.blueprint import MAIN, Blueprint, Space
from bastide.prove.rehearsal.kernel import netlink, spaces

# A device takes its first parameters from the space's defaults, and those from the machine.
_EVERYWHERE = {"ipv4/conf/all/rp_filter": 0, "ipv4/conf/default/rp_filter": 0}
_ROUTER = {"ipv4/ip_forward": 1, "ipv4/conf/all/send_redirects": 0, "ipv6/conf/all/forwarding": 1}
_HOST = {"ipv4/tcp_synack_retries": 0, "ipv4/ip_unprivileged_port_start": 0}
_FIRST_PRIORITY = 1000
"""Rules of ours stand between the kernel's own two: local addresses first, then ours, then the main table."""
_SEARCH = "/usr/sbin:/sbin:/usr/local/sbin"
_LOOPBACK = 1


class RulesetError(Exception):
    """nft is missing, or refuses a ruleset."""


class Lab:
    """The spaces of a blueprint, built; leaving the context gives them back to the kernel."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self._home = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        self._open: list[int] = []

    def __enter__(self) -> Self:
        """Build everything."""
        for _ in self.blueprint.spaces:
            self._open.append(spaces.fresh())
            _set(_EVERYWHERE)
        self.leave()
        indices = self._wires()
        for number, space in enumerate(self.blueprint.spaces):
            self.enter(number)
            _furnish(space, indices[number])
        self.leave()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let every space go."""
        self.leave()
        for descriptor in self._open:
            os.close(descriptor)
        os.close(self._home)

    def enter(self, number: int) -> None:
        """Enter a space: sockets that are opened now belong to it."""
        spaces.enter(self._open[number])

    def leave(self) -> None:
        """Return to the space in which nothing is."""
        spaces.enter(self._home)

    def _wires(self) -> list[dict[str, int]]:
        """Lay every wire and return, by space, the index of each device."""
        indices: list[dict[str, int]] = [{} for _ in self.blueprint.spaces]
        requests = []
        for link in self.blueprint.links:
            ends = []
            for end in (link.first, link.second):
                known = indices[end.space]
                known[end.device] = netlink.FIRST_INDEX + len(known)
                ends.append((self._open[end.space], known[end.device], end.device))
            requests.append(netlink.link(*ends))
        wire = netlink.Wire()
        wire.ask(requests)
        wire.close()
        return indices


def nft() -> str | None:
    """Return the path of nft, None where it is not installed; ordinary users' PATH may lack its directory."""
    return shutil.which("nft") or shutil.which("nft", path=_SEARCH)


def _furnish(space: Space, indices: dict[str, int]) -> None:
    _set(_ROUTER if space.forwards else _HOST)
    wire = netlink.Wire()
    wire.ask(_requests(space, indices))
    wire.close()
    if space.ruleset:
        _filter(space)


def _set(parameters: Mapping[str, int]) -> None:
    for name, value in parameters.items():
        spaces.set_kernel(name, value)


def _requests(space: Space, indices: dict[str, int]) -> Iterator[bytes]:
    for index in (_LOOPBACK, *indices.values()):
        yield netlink.up(index)
    for address in space.addresses:
        yield netlink.address(indices[address.device], address.text)
    for path in space.paths:
        yield netlink.route(path.destination, None if path.device is None else indices[path.device], path.table)
    for number, choice in enumerate(space.choices):
        if choice.table != MAIN:
            for version in (4, 6):
                yield netlink.rule(version, choice.device, choice.table, _FIRST_PRIORITY + number)


def _filter(space: Space) -> None:
    program = nft()
    if program is None:
        message = "nft is not installed"
        raise RulesetError(message)
    done = subprocess.run(  # noqa: S603 - the system's nft, fixed arguments
        (program, "-f", "-"), input=space.ruleset, capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = f"nft refuses the rules of {space.title}: {done.stderr.strip()}"
        raise RulesetError(message)
