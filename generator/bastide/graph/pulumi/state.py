"""What `pulumi stack export` and `pulumi preview --json` print, as a recording: what is deployed, and what would be.

Both hold resources in the form of a state; source: `sdk/go/common/apitype` of pulumi/pulumi, ResourceV3.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from bastide.graph.plan_text import Node, PlanText, Shape, nodes
from bastide.graph.pulumi import faults
from bastide.graph.pulumi.owners import Owners
from bastide.graph.pulumi.recording import Recording, Registration
from bastide.graph.pulumi.state_values import value_of
from bastide.model.diagnostic import Diagnostic

_RESOURCE: Shape = {"inputs": {}}
OPENED: Shape = {"deployment": {"resources": (_RESOURCE,)}, "steps": ({"newState": _RESOURCE},)}
_GONE = frozenset(
    {"delete", "delete-replaced", "discard", "discard-replaced", "read-discard", "remove-pending-replace"}
)
_POSITION = re.compile(r"project:///(?P<file>[^#]*)#(?P<line>\d+)(?:,\d+)?")
_STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True)
class State:
    """A recording that was read from a state, where each resource stands in the text, and why it may not be all."""

    recording: Recording
    nodes: Mapping[int, Node]
    partial: tuple[Diagnostic, ...]


def is_export(said: Node) -> bool:
    """Tell whether an object is what `pulumi stack export` prints."""
    return isinstance(said.get("deployment"), Node)


def is_preview(said: Node) -> bool:
    """Tell whether an object is what `pulumi preview --json` prints."""
    return "steps" in said.keys and ("changeSummary" in said.keys or "config" in said.keys)


def state_of(said: Node, text: PlanText) -> State:
    """Return what an opened export or preview holds; ValueError where it is neither."""
    listed = list(_deployed(said) if is_export(said) else _planned(said))
    made = {number: _registration(number, node) for number, node in enumerate(listed)}
    outputs = {number: _outputs(listed[number]) for number in made}
    owners = Owners(tuple(made.values()), outputs)
    tied = tuple(replace(one, inputs=owners.tied(one)) for one in made.values())
    recording = Recording("Pulumi.yaml", tied)
    return State(recording, dict(enumerate(listed)), tuple(_partial(said, text.file)))


def _deployed(said: Node) -> Iterator[Node]:
    deployment = said.get("deployment")
    for node in nodes(deployment.get("resources") if isinstance(deployment, Node) else None):
        if not node.get("delete") and node.get("type") != _STACK:
            yield node


def _planned(said: Node) -> Iterator[Node]:
    """Yield what there will be; a replacement is said in several steps."""
    seen: set[str] = set()
    for step in nodes(said.get("steps")):
        node, urn = step.get("newState"), str(step.get("urn"))
        if not isinstance(node, Node) or step.get("op") in _GONE or urn in seen or node.get("type") == _STACK:
            continue
        seen.add(urn)
        yield node


def _registration(number: int, node: Node) -> Registration:
    urn = _text(node, "urn")
    inputs, secrets = node.get("inputs"), set[str]()
    given = inputs.members if isinstance(inputs, Node) else {}
    waits = node.get("propertyDependencies")
    found = _POSITION.fullmatch(_text(node, "sourcePosition"))
    return Registration(
        number=number,
        urn=urn,
        type=_text(node, "type"),
        name=urn.rpartition("::")[2],
        inputs={name: value_of(value, (name,), secrets) for name, value in given.items()},
        custom=node.get("custom") is not False,
        read=bool(node.get("external")),
        id=_text(node, "id"),
        parent=_text(node, "parent"),
        provider=_text(node, "provider"),
        protect=bool(node.get("protect")),
        ignore_changes=_texts(node.get("ignoreChanges")),
        dependencies=_texts(node.get("dependencies")),
        property_dependencies={k: _texts(v) for k, v in waits.items()} if isinstance(waits, Mapping) else {},
        secrets=tuple(sorted(secrets)),
        file=unquote(found["file"]) if found else "",
        line=int(found["line"]) if found else 0,
    )


def _outputs(node: Node) -> Mapping[str, Any]:
    outputs = node.get("outputs")
    found = dict(outputs) if isinstance(outputs, Mapping) else {}
    return {name: value_of(value, (name,), set()) for name, value in {**found, "id": node.get("id")}.items()}


def _partial(said: Node, file: str) -> Iterator[Diagnostic]:
    said_of = said.get("diagnostics")
    for one in said_of if isinstance(said_of, list) else ():
        if isinstance(one, Mapping) and one.get("severity") == "error":
            yield faults.preview_failed(file, str(one.get("message")))
    summary = said.get("changeSummary")
    same = summary.get("same", 0) if isinstance(summary, Mapping) else 0
    listed = sum(step.get("op") == "same" for step in nodes(said.get("steps")))
    if isinstance(same, int) and same > listed:
        yield faults.unchanged_left_out(file, same - listed)


def _text(node: Node, name: str) -> str:
    value = node.get(name)
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
