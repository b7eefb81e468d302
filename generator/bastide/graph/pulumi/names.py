"""What each thing of a program is called in Terraform: labels from logical names, each once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from bastide.graph.pulumi.existing import key_of
from bastide.graph.pulumi.maps import PROVIDER, lookup, resource_type
from bastide.graph.pulumi.recording import Invoke, Recording, Registration
from bastide.hcl.traversal import Address

_NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9_-]+")
_DEFAULT = re.compile(r"default(?:_\d+_\d+_\d+\w*)?")
"""How Pulumi's engine names the provider that it makes when a program makes none."""


def label(name: str) -> str:
    """Return a logical name as Terraform can write it: what it forbids becomes an underscore."""
    found = _NOT_IN_LABEL.sub("_", name) or "_"
    return found if found[0].isalpha() or found[0] == "_" else f"_{found}"


class Names:
    """The addresses of one recording."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self.by_urn: Mapping[str, Registration] = {one.urn: one for one in recording.registrations}
        self._by_number = {one.number: one for one in recording.registrations}

    def registration(self, number: int) -> Registration | None:
        """Return the registration of a number."""
        return self._by_number.get(number)

    def address(self, number: int) -> Address | None:
        """Return what a registration is called, None for what has no counterpart in Terraform."""
        return self._addresses.get(number)

    def data(self, invoke: int) -> Address | None:
        """Return what an invoke is called, None for what has no counterpart in Terraform."""
        return self._data.get(invoke)

    def alias(self, provider: str) -> str:
        """Return the alias of the provider that a registration names by `urn::id`; nothing for the default one."""
        return self._aliases.get(provider.rpartition("::")[0], "") or self._aliases.get(provider, "")

    @cached_property
    def _addresses(self) -> Mapping[int, Address]:
        wanted = [(_block(one), one) for one in self._recording.registrations if one.custom]
        listed = [(block, one) for block, one in wanted if block]
        same = Counter((block, label(one.name)) for block, one in listed)
        plain = ((one.number, block, self._label(one, same[block, label(one.name)] > 1)) for block, one in listed)
        return dict(_once(plain))

    def _label(self, one: Registration, shared: bool) -> str:  # noqa: FBT001 - read off a count
        """Return a label; where several would have it, with what the component around it is called."""
        parent = self.by_urn.get(one.parent) if shared else None
        return label(one.name if parent is None else f"{parent.name}_{one.name}")

    @cached_property
    def _data(self) -> Mapping[int, Address]:
        listed = ((one, lookup(one.token)) for one in self._recording.invokes)
        wanted = ((one.number, f"data.{known.terraform}", _asked_at(one)) for one, known in listed if known)
        return dict(_once(wanted))

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        made = [one for one in self._recording.registrations if is_provider(one)]
        listed = [one for one in made if not is_default(one)]
        addresses = dict(_once((one.number, package_of(one), label(one.name)) for one in listed))
        return {one.urn: str(addresses[one.number]).rpartition(".")[2] for one in listed}


def is_provider(one: Registration) -> bool:
    """Tell whether a registration configures a provider that Terraform knows."""
    return one.type.startswith(PROVIDER)


def is_default(one: Registration) -> bool:
    """Tell whether the engine itself has made a provider."""
    return bool(_DEFAULT.fullmatch(one.name)) and "::pulumi:providers:" in one.urn and not one.line


def package_of(provider: Registration) -> str:
    """Return what a provider is called: `aws`."""
    return provider.type.removeprefix(PROVIDER)


def _block(one: Registration) -> str:
    """Return the type of a registration's block, with `data.` before what exists already; nothing if it has none."""
    known = resource_type(one.type)
    if known is None:
        return ""
    if one.read:
        return f"data.{known.terraform}" if key_of(known) else ""
    return known.terraform


def _asked_at(one: Invoke) -> str:
    return label(f"{PurePosixPath(one.file).stem.strip('_')}_{one.line}" if one.line else f"invoke_{one.number}")


def _once(wanted: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, Address]]:
    """Yield addresses, numbered from the second on where several would be the same."""
    taken: set[tuple[str, str]] = set()
    for number, kind, name in wanted:
        free, count = name, 1
        while (kind, free) in taken:
            count += 1
            free = f"{name}_{count}"
        taken.add((kind, free))
        mode, _, of = kind.rpartition(".")
        yield number, Address(of, free, "data" if mode else "resource")
