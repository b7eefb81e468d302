"""What can't be known of a program: a variable without a value in the text, an unknown with its reason in the graph."""

from dataclasses import dataclass, field

from bastide.graph.pulumi.written import Body, Declared, Entry, Origin, Path
from bastide.hcl.traversal import Address, Traversal

VARIABLE = "unknown_{}"
DEPLOYED = "it is known only after deploying"


@dataclass(frozen=True, slots=True)
class Hole:
    """A place where something can't be known: the words for it, why, and what holds it."""

    text: str
    reason: str
    origin: Origin
    path: Path


@dataclass
class Holes:
    """All that is not known of one recording; `variables` are those that stand as a value in the text."""

    variables: dict[str, Hole] = field(default_factory=dict)
    beside: list[Hole] = field(default_factory=list)

    def value(self, reason: str, origin: Origin, path: Path) -> Traversal:
        """Note that a value is not known; returns what stands for it."""
        name = f"var.{VARIABLE.format(len(self.variables) + 1)}"
        self.variables[name] = Hole(shown(path), reason, origin, path)
        return Address(*name.split("."))

    def note(self, text: str, reason: str, origin: Origin, path: Path = ()) -> None:
        """Note something that stands nowhere in the text."""
        self.beside.append(Hole(text, reason, origin, path))

    def declared(self) -> list[Declared]:
        """Return the variables, so that the text is whole."""
        return [_variable(name, hole) for name, hole in self.variables.items()]


def shown(path: Path) -> str:
    """Return a path as Pulumi writes it: `ingress[0].cidrBlocks`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _variable(name: str, hole: Hole) -> Declared:
    description = f"{hole.text}: {hole.reason}".encode(errors="replace").decode()
    said = Entry("description", description, ())
    return Declared("variable", (name.partition(".")[2],), Body((said,)))
