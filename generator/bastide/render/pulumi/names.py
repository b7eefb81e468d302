"""What files and resources are called in Python; one name for one thing in the whole program."""

import keyword
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from bastide.bridge.names import snake

RESERVED = frozenset({"args", "aws", "dr", "id", "json", "name", "opts", "peers", "primary", "pulumi", "self", "urn"})
"""What generated modules or Pulumi's own base class already call something."""

_NOT_IN_NAMES = re.compile(r"\W", re.ASCII)
_GIVEN = re.compile(r"(?:Args|Peers\d*)$")
"""How the classes end that hold what a component is given."""


def module(path: str) -> str:
    """Return the module of a file: `zone-edge.tf` is `zone_edge`."""
    return _free(identifier(stem(path)))


def stem(path: str) -> str:
    """Return a file's name without its ending, which is what its component is called."""
    return path.removesuffix(".tf")


def class_name(path: str) -> str:
    """Return the class of a file: `zone-edge.tf` is `ZoneEdge`; digits after a hyphen keep a mark of it.

    `ZoneArgs_` ends so because `ZoneArgs` is what the component `Zone` is given.
    """
    words = identifier(stem(path)).split("_")
    name = "".join(f"_{word}" if word[:1].isdigit() else word[:1].upper() + word[1:] for word in words)
    return f"{name}_" if _GIVEN.search(name) else name


def token(capability: str, name: str) -> str:
    """Return a component's type: `bastide:auditLog:Alarms`."""
    first, *rest = capability.split("-")
    return f"bastide:{first}{''.join(word.capitalize() for word in rest)}:{name}"


def identifier(text: str) -> str:
    """Return a text as a public name: what names can't hold becomes `_`, and a letter comes first."""
    name = _NOT_IN_NAMES.sub("_", text)
    return name if name[:1].isalpha() else f"x{name}"


def attributes(classes: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """Name resources (address to Python class) by name and kind: `aws_subnet.edge_a` is `edge_a_subnet`.

    Where two would be one name they say more: the service too, then Terraform's whole address.
    """
    named: dict[str, str] = {}
    used = {*taken, *RESERVED}
    left = list(classes)
    for form in (_by_kind, _by_service, _by_address):
        wanted = {address: form(address, classes[address]) for address in left}
        counts = Counter(wanted.values())
        chosen = {address: name for address, name in wanted.items() if counts[name] == 1 and name not in used}
        named |= chosen
        used |= set(chosen.values())
        left = [address for address in left if address not in named]
    return named | _numbered(left, used)


def _by_kind(address: str, python: str) -> str:
    return identifier(f"{address.partition('.')[2]}_{_kind(python)}")


def _by_service(address: str, python: str) -> str:
    return identifier(f"{address.partition('.')[2]}_{python.split('.')[1]}_{_kind(python)}")


def _by_address(address: str, _: str) -> str:
    return identifier(address)


@cache
def _kind(python: str) -> str:
    return snake(python.rpartition(".")[2])


def _numbered(addresses: Iterable[str], used: set[str]) -> dict[str, str]:
    """Number what has no name of its own left: names that differ in what Python can't write."""
    named: dict[str, str] = {}
    for address in addresses:
        name, number = identifier(address), 2
        while f"{name}_{number}" in used:
            number += 1
        named[address] = f"{name}_{number}"
        used.add(named[address])
    return named


def _free(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or name in RESERVED else name
