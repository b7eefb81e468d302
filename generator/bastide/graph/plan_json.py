"""Read a plan (`terraform show -json`) into the same graph as text: what will be, with modules and repetition expanded.

`planned_values` says what will be, `change.after_unknown` what is not known yet, `configuration` which names an
expression refers to. The format is stable within a major version: https://developer.hashicorp.com/terraform/internals/json-format
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bastide.graph import plan_faults, unknowns
from bastide.graph.files import MAX_BYTES
from bastide.graph.plan_faults import NoPlanError
from bastide.graph.plan_parts import Part
from bastide.graph.plan_providers import Providers
from bastide.graph.plan_references import Instances, Key, Scope, called, member
from bastide.graph.plan_rules import without_repeated
from bastide.graph.plan_text import Node, PlanText, Shape, nodes
from bastide.graph.plan_values import Converter, Known, Site, owners
from bastide.model.diagnostic import Diagnostic
from bastide.model.graph import Graph, Resource, Unknown
from bastide.model.place import Place

_MODULE: dict[str, Shape] = {"resources": ({"values": {}},)}
_MODULE["child_modules"] = (_MODULE,)
_PLAN: Shape = {
    "planned_values": {"root_module": _MODULE},
    "prior_state": {"values": {"root_module": _MODULE}},
    "configuration": {"provider_config": {}},
}
_SHAPELESS = Node({}, 0, {})
_MODES = {"managed": "resource", "data": "data"}
_INCOMPLETE = "the plan is partial (`-target`, or a deferred change): after applying it there is more to do"


@dataclass(frozen=True, slots=True)
class _Found:
    """One resource of the plan as it stands there, with the module instance that it belongs to."""

    node: Node
    scope: Scope
    mode: str
    type: str
    name: str
    key: Key
    address: str

    @property
    def base(self) -> str:
        prefix = f"{self.scope.address}." if self.scope.address else ""
        return f"{prefix}{self.own}"

    @property
    def own(self) -> str:
        """The address inside the module, without key."""
        return f"{'data.' if self.mode == 'data' else ''}{self.type}.{self.name}"

    @property
    def values(self) -> Node:
        values = self.node.get("values")
        return values if isinstance(values, Node) else _SHAPELESS


def read_plan(path: Path) -> Graph:
    """Return what will be once a plan is applied; never raises for what the file holds.

    Addresses are those of instances (`module.a.aws_subnet.b["x"]`). Places are in the JSON text: an attribute's at its
    key, a nested block's at the key that holds it. Codes of `problems`: SCAN002, SCAN005 to SCAN008.
    """
    try:
        text = _text(path)
        return _Reader(PlanText(text, path.name)).graph()
    except NoPlanError as error:
        return Graph((path.name,), (), (), (), (error.diagnostic,))


def planned_part(text: str) -> str:
    """Return a plan's text with all but the planned values blanked, line breaks kept: what will be, said once.

    The text as it is where it holds no planned values.
    """
    try:
        plan = PlanText(text, "").read({"planned_values": {}})
    except (ValueError, RecursionError):
        return text
    starts = sorted(plan.keys.values()) if isinstance(plan, Node) else []
    begin = plan.keys.get("planned_values") if isinstance(plan, Node) else None
    if begin is None:
        return text
    end = next((start for start in starts if start > begin), len(text))
    return _blank(text[:begin]) + text[begin:end] + _blank(text[end:])


class _Reader:
    """Reads one plan."""

    def __init__(self, text: PlanText) -> None:
        self.text = text
        self.instances = Instances()
        self._written: dict[int, Mapping[str, Mapping[str, Any]]] = {}

    def graph(self) -> Graph:
        try:
            plan = self.text.read(_PLAN)
        except (ValueError, RecursionError) as error:
            raise plan_faults.no_json(self.text.file, error) from error
        root = self._checked(plan)
        try:
            return self._graph(plan, root)
        except (ValueError, TypeError, RecursionError) as error:
            raise plan_faults.no_plan(self.text.file, f"{error}") from error

    def _checked(self, plan: object) -> Node:
        """Return the root module of the planned values; NoPlanError where this is another kind of file."""
        file = self.text.file
        if not isinstance(plan, Node):
            raise plan_faults.no_plan(file, "it holds no object")
        values = plan.get("planned_values")
        if not isinstance(values, Node):
            raise plan_faults.no_plan(file, _other_kind(plan))
        version = plan.get("format_version")
        if not isinstance(version, str) or version.partition(".")[0] != "1":
            raise plan_faults.unknown_format(file, version, self.text.key_place(plan, "format_version"))
        root = values.get("root_module")
        return root if isinstance(root, Node) else _SHAPELESS

    def _graph(self, plan: Node, root: Node) -> Graph:
        configuration = plan.get("configuration")
        settings = configuration.members if isinstance(configuration, Node) else {}
        scope = Scope(member(settings, "root_module"))
        found = list(self._resources(root, scope))
        known = {one.address for one in found}
        found += [
            one for one in self._resources(_prior(plan), scope) if one.mode == "data" and one.address not in known
        ]
        for one in found:
            self.instances.add(one.base, one.key, one.address)
        providers = Providers(settings.get("provider_config"), member(plan.members, "variables"), self.text)
        by_address = {one.address: one for one in found}

        def given(address: str, name: str) -> bool:
            one = by_address[address]
            return name in member(self._of(one.scope).get(one.own), "expressions")

        resources = without_repeated(tuple(self._converted(found, _changes(plan), providers)), given)
        listed = [*self._partial(plan)]
        for block in (*(one.body for one in resources), *providers.blocks):
            listed += unknowns.in_block(block)
        ordered = tuple(sorted(set(listed), key=lambda unknown: (unknown.place, unknown.text)))
        return Graph((self.text.file,), resources, providers.blocks, ordered, tuple(self._problems(plan)))

    def _resources(self, module: Node, scope: Scope) -> Iterator[_Found]:
        for node in nodes(module.get("resources")):
            yield _found(node, scope)
        for child in nodes(module.get("child_modules")):
            address = _word(child, "address")
            name = called(address, scope.address)
            inner = None if name is None else scope.child(*name)
            yield from self._resources(child, inner or Scope({}, address))

    def _converted(
        self, found: Iterable[_Found], changes: Mapping[str, Mapping[str, Any]], providers: Providers
    ) -> Iterator[Resource]:
        values = {one.address: one.values.members for one in found}
        converter = Converter(self.instances, Known(values, owners(values)))
        for one in found:
            written = self._of(one.scope).get(one.own, {})
            yield self._resource(one, converter, changes.get(one.address, {}), written, providers.name(written))

    def _resource(
        self, one: _Found, converter: Converter, change: Mapping[str, Any], written: Mapping[str, Any], provider: str
    ) -> Resource:
        expressions = member(written, "expressions") or ({"": {}} if written else {})
        part = Part(one.values.members, change.get("after_unknown"), expressions, one.node.get("sensitive_values"))
        place = self.text.place(one.node.start, one.node.start + 1)
        site = Site(one.address, one.base, one.key, one.scope, data=one.mode == "data")

        def at(name: str) -> Place:
            return self.text.key_place(one.values, name) if name in one.values.keys else place

        body = converter.body(site, part, (one.type, one.name), place, at)
        key = one.address[len(one.base) :] if one.address.startswith(one.base) else ""
        return Resource(_MODES[one.mode], one.type, one.name, provider, body, one.scope.address, key)

    def _of(self, scope: Scope) -> Mapping[str, Mapping[str, Any]]:
        """Return what a module's configuration says of its resources, by their address in it."""
        key = id(scope.configuration)
        if key not in self._written:
            listed = scope.configuration.get("resources")
            entries = listed if isinstance(listed, list) else ()
            self._written[key] = {str(one.get("address")): one for one in entries if isinstance(one, Mapping)}
        return self._written[key]

    def _partial(self, plan: Node) -> Iterator[Unknown]:
        if plan.get("complete") is False or plan.get("deferred_changes"):
            yield Unknown(self.text.file, _INCOMPLETE, self.text.key_place(plan, "complete"))

    def _problems(self, plan: Node) -> Iterator[Diagnostic]:
        if plan.get("errored") is True:
            yield plan_faults.broken_off(self.text.file, self.text.key_place(plan, "errored"))


def _found(node: Node, scope: Scope) -> _Found:
    key = node.get("index")
    if not isinstance(key, str | int | None) or isinstance(key, bool):
        message = f"the resource `{node.get('address')!s:.60}` has no usable `index`"
        raise ValueError(message)  # noqa: TRY004 - one error for all that is no plan
    mode = _word(node, "mode")
    if mode not in _MODES:
        message = f"`{mode:.20}` is no mode of a resource"
        raise ValueError(message)
    return _Found(node, scope, mode, _word(node, "type"), _word(node, "name"), key, _word(node, "address"))


def _word(node: Node, name: str) -> str:
    value = node.get(name)
    if not isinstance(value, str) or not value:
        message = f"an object lacks its `{name}`"
        raise ValueError(message)
    return value


def _changes(plan: Node) -> Mapping[str, Mapping[str, Any]]:
    """Return the change of each instance by its address; objects that a replacement left behind are no instances."""
    listed = plan.get("resource_changes")
    entries = [one for one in listed or () if isinstance(one, Mapping)] if isinstance(listed, list | None) else []
    return {str(one.get("address")): member(one, "change") for one in entries if "deposed" not in one}


def _prior(plan: Node) -> Node:
    for name in ("prior_state", "values", "root_module"):
        inner = plan.get(name)
        if not isinstance(inner, Node):
            return _SHAPELESS
        plan = inner
    return plan


def _other_kind(plan: Node) -> str:
    if isinstance(plan.get("values"), Mapping | Node) or "lineage" in plan.members:
        return "it is a state, which says what is and not what will be"
    if "provider_schemas" in plan.members:
        return "it is a provider's schema"
    return "it has no `planned_values`"


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _text(path: Path) -> str:
    """Return a file's text; NoPlanError where it can't be read."""
    file = path.name
    try:
        content = _content(path)
        if content.startswith(b"PK\x03\x04"):
            raise plan_faults.no_plan(file, "it is the plan in Terraform's own form, not in JSON")
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise plan_faults.unreadable(file, "it is UTF-16, as PowerShell writes it", f"save `{file}` as UTF-8")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise plan_faults.unreadable(file, f"its byte {error.start + 1} is not UTF-8") from error
    except OSError as error:
        raise plan_faults.unreadable(file, f"the system says: {error.strerror or error}") from error


def _content(path: Path) -> bytes:
    # Not to block is what lets a pipe be opened at all, and then be told from a file.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise plan_faults.unreadable(path.name, "it is not a regular file")
        if status.st_size > MAX_BYTES:
            raise plan_faults.unreadable(path.name, "it is larger than 50 MB")
        return file.read()
