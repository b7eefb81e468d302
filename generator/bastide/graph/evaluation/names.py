"""What an evaluator asks of the module that an expression stands in, and how much it may work out."""

from dataclasses import dataclass
from typing import Protocol

from bastide.model.graph import Reference, Value
from bastide.model.place import Place

MAX_DEPTH = 100
"""How deep expressions may nest, names in them replaced."""
MAX_STEPS = 1_000_000
"""How many parts of expressions are worked out for one tree."""

NOWHERE = Place("", 1, 1, 1, 1)

Steps = tuple[str | int, ...]


class Names(Protocol):
    """What the names of a module's instance mean."""

    def meaning(self, steps: Steps, place: Place) -> tuple[Value, Steps]:
        """Return the value of the block that a traversal begins with, and the steps that are left."""

    def settled(self, reference: Reference) -> Value:
        """Return what the code gives an attribute, or the reference itself."""


@dataclass
class Budget:
    """What may still be worked out."""

    steps: int = MAX_STEPS
    depth: int = 0
