"""An output of one resource, as Terraform refers to it from another."""

from collections.abc import Mapping

from bastide.bridge.load import ID
from bastide.bridge.model import Property
from bastide.graph.pulumi.existing import source_of
from bastide.graph.pulumi.holes import DEPLOYED
from bastide.graph.pulumi.maps import by_pulumi, lookup, resource_type
from bastide.graph.pulumi.names import Names
from bastide.graph.pulumi.recording import Recording, Registration
from bastide.graph.pulumi.sentinels import Output, Step
from bastide.hcl.traversal import Address, Traversal

_STACK = "pulumi:pulumi:StackReference"
_OTHERWISE: Mapping[tuple[str, str], str] = {("aws:index/getRegion:getRegion", "region"): "name"}
"""Outputs of data sources that a newer provider calls otherwise than the one the map is made for."""


class OpaqueOutputError(ValueError):
    """The output has no counterpart in Terraform; the message says why."""


class Outputs:
    """Every output that a recording can name."""

    def __init__(self, recording: Recording, names: Names) -> None:
        self._names = names
        self._tokens = {one.number: one.token for one in recording.invokes}

    def traversal(self, output: Output) -> Traversal:
        """Return a reference to an output; OpaqueOutputError where there is none."""
        if output.invoked:
            return self._of_invoke(output)
        source = self._names.registration(output.number)
        if source is None:
            message = f"the recording holds no number {output.number}"
            raise OpaqueOutputError(message)
        address = self._names.address(output.number)
        if address is None:
            raise OpaqueOutputError(_why_opaque(source))
        return _followed(address, _steps(source, output.path))

    def _of_invoke(self, output: Output) -> Traversal:
        token = self._tokens.get(output.number, "")
        address, known = self._names.data(output.number), lookup(token)
        if address is None or known is None:
            message = f"`{token}` answers only when it is deployed"
            raise OpaqueOutputError(message)
        first, *rest = output.path
        path = (_OTHERWISE.get((token, str(first)), first), *rest)
        return _followed(address, _along(path, known.results, token))


def _why_opaque(source: Registration) -> str:
    if source.type == _STACK:
        return f"it is an output of the stack `{source.name}`, which is another program"
    if source.read:
        return f"`{source.name}` exists already, and what it is stands elsewhere"
    if not source.custom:
        return f"it is an output of the component `{source.name}`, which is made in the engine"
    return f"{DEPLOYED} of `{source.name}`, whose type `{source.type}` is not mapped"


def _steps(source: Registration, path: tuple[Step, ...]) -> list[Step]:
    """Return the path of an output with Terraform's names."""
    known = resource_type(source.type)
    if path == ("id",) or known is None:
        return ["id"]
    steps = _along(path, known.outputs, source.type)
    found = source_of(known) if source.read else None
    if found is not None and steps[0] not in found.results:
        message = f"`{source.name}` exists already, and its `{path[0]}` stands elsewhere"
        raise OpaqueOutputError(message)
    return steps


def _along(path: tuple[Step, ...], properties: Mapping[str, Property], token: str) -> list[Step]:
    """Return a path with Terraform's names, and an index where Terraform has a list of one thing."""
    found: list[Step] = []
    for step in path:
        if isinstance(step, int) or not properties:
            found.append(step)
            continue
        one = ID if step == "id" else by_pulumi(properties).get(step)
        if one is None:
            message = f"`{token}` has no output `{step}` that is mapped"
            raise OpaqueOutputError(message)
        found += [one.terraform, 0] if one.flat else [one.terraform]
        properties = one.fields
    return found


def _followed(address: Address, steps: list[Step]) -> Traversal:
    """Return the traversal along steps; what is no name is a key."""
    found: Traversal = address
    for step in steps:
        plain = isinstance(step, str) and step.isascii() and step.isidentifier()
        try:
            found = Traversal(f"{found}.{step}") if plain else found.at(step)
        except ValueError as error:
            message = f"its key `{step}` can't stand in a reference"
            raise OpaqueOutputError(message) from error
    return found
