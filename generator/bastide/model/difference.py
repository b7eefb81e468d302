"""Where two graphs that should say the same do not."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Side:
    """What one graph says: the value as Terraform would write it, and where."""

    shown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that two graphs do not share; a side that lacks it is None.

    `path` leads to it inside the resource (`ingress[0].cidr_blocks`), and is empty where one graph lacks the resource.
    """

    address: str
    path: str
    left: Side | None
    right: Side | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How much was compared, resources and values (leaves), and all that differs, in the order of the left graph."""

    resources: int
    values: int
    differences: tuple[Difference, ...]
