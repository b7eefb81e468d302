"""A packet under way through routing."""

from typing import NamedTuple

from bastide.prove.engine.ends import SOURCE, Check, Recipe


class State(NamedTuple):
    """A packet under way: its recipe so far, where it is, who sends it now, and which tables it has asked.

    `subnet` is empty where a gateway holds the packet. `source` is the atom of the address that it now bears.
    """

    recipe: Recipe
    vpc: str
    subnet: str
    acl: int
    table: str
    zone: str
    sender: str
    public: bool
    source: int = SOURCE
    seen: frozenset[tuple[str, str]] = frozenset()

    def checked(self, *checks: Check) -> "State":
        """Return the packet with more ACLs in its way; the open one is none."""
        recipe = self.recipe
        return self._replace(recipe=recipe._replace(checks=(*recipe.checks, *(one for one in checks if one.acl))))

    def without_references(self) -> "State":
        """Return the packet as one that no rule knows by its sender's groups."""
        return self._replace(recipe=self.recipe._replace(egress=False, ingress=False))
