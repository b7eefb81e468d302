"""What keeps a stack from being written as a Pulumi program: PUL040-059."""

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place

_WHOLE = "a program that lacks a part of the stack would deploy something else than what was reviewed"
_REPORT = "run `bastide generate --target terraform`, and report this: the module asks for what the map lacks"


class Faults:
    """Everything that can't be written, collected."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, code: str, message: str, place: Place) -> None:
        """Keep a fault of the generated Terraform at a place in it."""
        self.found.append(Diagnostic(code, message, (Label(place),), why=_WHOLE, fix=_REPORT))

    def block(self, kind: str, place: Place) -> None:
        """A top-level block that is no resource and no provider."""
        self.add("PUL040", f"a `{kind}` block has no form in the Pulumi program", place)

    def resource_type(self, kind: str, place: Place) -> None:
        """A resource type that the map does not have."""
        self.add("PUL041", f"the resource type `{kind}` has no known Pulumi class", place)

    def argument(self, owner: str, name: str, place: Place) -> None:
        """An argument or a block that the map does not have."""
        self.add("PUL042", f"`{name}` of `{owner}` has no known Pulumi property", place)

    def expression(self, text: str, reason: str, place: Place) -> None:
        """An expression that is neither a literal nor a reference."""
        self.add("PUL043", f"`{text}` can't be written in Python: {reason}", place)

    def reference(self, text: str, reason: str, place: Place) -> None:
        """A reference that leads nowhere."""
        self.add("PUL044", f"the reference `{text}` can't be followed: {reason}", place)

    def shape(self, name: str, reason: str, place: Place) -> None:
        """A value of another shape than the property's."""
        self.add("PUL045", f"the value of `{name}` does not fit: {reason}", place)

    def meta(self, name: str, place: Place) -> None:
        """A meta-argument without a resource option."""
        self.add("PUL046", f"the meta-argument `{name}` has no form as a Pulumi resource option", place)

    def provider(self, message: str, place: Place) -> None:
        """A provider that can't be configured or found."""
        self.add("PUL047", message, place)

    def modules(self, path: str, other: str, place: Place) -> None:
        """Two files whose modules would have one name."""
        self.add("PUL048", f"`{path}` and `{other}` would both become one Python module", place)

    def circle(self, addresses: list[str], place: Place) -> None:
        """Resources that wait for each other."""
        self.add("PUL049", f"the resources {', '.join(f'`{one}`' for one in addresses)} wait for each other", place)
