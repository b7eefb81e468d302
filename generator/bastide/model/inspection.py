"""Stateful inspection between zones of different exposure."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Inspection:
    """A firewall in every availability zone; `domains` are the only names that connections out may ask for.

    Without domains, what leaves is judged by address, protocol and port alone.
    """

    domains: tuple[str, ...]
    place: Place
