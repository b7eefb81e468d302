"""What is known of a request, by condition key."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Facts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Context:
    """Values by key (lower case); no values means that the request surely has no such key.

    `closed` are beginnings of keys of which everything is known: such a key that has no value is absent. Any other
    key is unknown.
    """

    facts: Facts = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    def get(self, key: str) -> tuple[str, ...] | None:
        """Return the values of a key, none when it is absent, None when nobody knows."""
        found = self.facts.get(key)
        return () if found is None and key.startswith(self.closed) and self.closed else found

    def but(self, facts: Facts, closed: tuple[str, ...] = ()) -> "Context":
        """Return this context with other values for some keys."""
        return Context({**self.facts, **facts}, (*self.closed, *closed))
