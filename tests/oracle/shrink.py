"""Makes a network that shows a mismatch as small as it goes, and prints it so that a person can read it."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from bastide.model.network import Network
from bastide.model.wire import Cidr
from oracle.validity import faults

LISTS = ("entries", "ingress", "egress", "routes", "rules", "cidrs", "addresses", "groups", "subnets", "sources")
NOISE = re.compile(r"(, )?(origin|place|address)=(Origin\(address='', place=None\)|None|'')")
BLOCK = re.compile(r"Cidr\(version=(\d), first=(\d+), last=(\d+)\)")


def smallest(network: Network, fails: Callable[[Network], bool]) -> Network:
    """Leave out one part after another as long as the mismatch stays; a network that makes no sense doesn't count."""
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller in without_one(network):
            if still(smaller, fails):
                network, shrunk = smaller, True
                break
    return network


def still(network: Network, fails: Callable[[Network], bool]) -> bool:
    with suppress(Exception):  # what lacks a part that another names may break in any way
        return not faults(network) and fails(network)
    return False


def without_one(network: Network) -> Iterator[Network]:
    """Leave out each part, then each item of each part's lists."""
    for name in (field.name for field in fields(network)):
        parts: tuple[Any, ...] = getattr(network, name)
        for index, part in enumerate(parts):
            yield replace(network, **{name: (*parts[:index], *parts[index + 1 :])})
            for smaller in less(part):
                yield replace(network, **{name: (*parts[:index], smaller, *parts[index + 1 :])})


def less(part: Any) -> Iterator[Any]:
    """Leave out each item of a part's lists."""
    for name in LISTS:
        items = getattr(part, name, ())
        for index in range(len(items)):
            yield replace(part, **{name: (*items[:index], *items[index + 1 :])})


def readable(network: Network) -> str:
    """Print one part a line, with blocks in CIDR notation and without what is the same everywhere."""
    lines = [repr(part) for field in fields(network) for part in getattr(network, field.name)]
    short = (NOISE.sub("", line) for line in lines)
    return "\n".join(BLOCK.sub(lambda m: str(Cidr(*map(int, m.groups()))), line) for line in short)
