"""A packet under way through routing."""

from dataclasses import dataclass, replace

from bastide.prove.engine.acl_tables import OPEN
from bastide.prove.engine.ends import SOURCE, Check, Recipe


@dataclass(frozen=True, slots=True)
class State:
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

    def checked(self, acl: int, direction: int, peer: int) -> "State":
        """Return the packet with one more ACL in its way."""
        if acl == OPEN:
            return self
        return replace(self, recipe=replace(self.recipe, checks=(*self.recipe.checks, Check(acl, direction, peer))))

    def without_references(self) -> "State":
        """Return the packet as one that no rule knows by its sender's groups."""
        return replace(self, recipe=replace(self.recipe, egress=False, ingress=False))
