"""A resource's meta-arguments as Pulumi's resource options."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.bridge.model import ResourceType
from bastide.model.graph import Attribute, Block, Reference, Value
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.layout import Entry, Group, Node, call, sequence
from bastide.render.pulumi.literals import quoted
from bastide.render.pulumi.paths import property_path
from bastide.render.pulumi.values import Resolve

META = frozenset({"provider", "depends_on", "lifecycle", "timeouts", "count", "for_each", "provisioner", "connection"})
_TERM = frozenset({"create", "update", "delete"})


@dataclass(frozen=True, slots=True)
class Options:
    """Writes options."""

    resolve: Resolve
    faults: Faults

    def of(self, body: Block, kind: ResourceType, provider: str | None) -> Group:
        """Return the options of a resource; `provider` is what its provider is called, None for an unknown one."""
        if provider is None:
            self.faults.provider("the resource's provider is not declared", body.at("provider"))
        entries = [Entry("parent=", "self"), Entry("provider=", f"args.{provider}")]
        for block in body.blocks:
            if block.type == "lifecycle":
                entries += self._lifecycle(block, kind)
            elif block.type == "timeouts" and "timeouts" not in kind.properties:
                entries += self._timeouts(block)
            elif block.type in META:
                self.faults.meta(block.type, block.place)
        entries += [entry for item in body.attributes.values() if item.name in META for entry in self._attribute(item)]
        return call("pulumi.ResourceOptions", entries)

    def _attribute(self, item: Attribute) -> Iterator[Entry]:
        if item.name == "depends_on":
            yield Entry("depends_on=", sequence(list(self._resources(item))))
        elif item.name != "provider":
            self.faults.meta(item.name, item.place)

    def _resources(self, item: Attribute) -> Iterator[Node]:
        for value in item.value if isinstance(item.value, tuple) else (item.value,):
            found = self.resolve(value) if isinstance(value, Reference) and not value.path else None
            if found is None:
                self.faults.reference(str(value), "there is no such resource", item.value_place)
            else:
                yield found[0]

    def _lifecycle(self, block: Block, kind: ResourceType) -> Iterator[Entry]:
        for inner in block.blocks:
            self.faults.meta(f"lifecycle.{inner.type}", inner.place)
        for item in block.attributes.values():
            match item.name, item.value:
                case "prevent_destroy", bool(value):
                    yield Entry("protect=", repr(value))
                case "create_before_destroy", bool(value):
                    yield Entry("delete_before_replace=", repr(not value))
                case "ignore_changes", value:
                    yield Entry("ignore_changes=", self._ignored(value, item, kind))
                case _:
                    self.faults.meta(f"lifecycle.{item.name}", item.place)

    def _ignored(self, value: Value, item: Attribute, kind: ResourceType) -> Node:
        if isinstance(value, Reference) and value.address == "all":
            return sequence([quoted("*")])
        names = value if isinstance(value, tuple) else ()
        paths: list[Node] = []
        for one in names:
            try:
                paths.append(quoted(property_path(dict(kind.properties), _steps(one))))
            except LookupError:
                self.faults.argument(kind.terraform, str(one), item.value_place)
        return sequence(paths)

    def _timeouts(self, block: Block) -> Iterator[Entry]:
        terms = []
        for item in block.attributes.values():
            if item.name in _TERM and isinstance(item.value, str):
                terms.append(Entry(f"{item.name}=", quoted(item.value)))
            else:
                self.faults.meta(f"timeouts.{item.name}", item.place)
        yield Entry("custom_timeouts=", call("pulumi.CustomTimeouts", list(terms)))


def _steps(value: Value) -> list[str | int]:
    """Return the steps of an attribute that is ignored; the reader takes its first two words for an address."""
    return [*value.address.split("."), *value.path] if isinstance(value, Reference) else [str(value)]
