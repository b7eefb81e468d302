"""What all parts of the reader share: the tree, how to follow a value to a resource, and what could not be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bastide.facts.case import Case
from bastide.facts.values import HOPS, OpaqueError, UncertainError, entries, flag, number, opaque, settle, text
from bastide.model.graph import Block, Joined, Reference, Resource, Unknown, Value
from bastide.model.network import Unmodelled
from bastide.model.place import Place
from bastide.model.wire import Origin

Result = TypeVar("Result")
Scope = Callable[[Resource], Iterable[str]]
Where = Iterable[str] | Callable[[], Iterable[str]]
"""A scope, or how to find it once it is needed."""

_PICKED = re.compile(
    r"(aws_\w+\.[\w-]+)(?:\.\*|\[\*\])?(?:\.\w+)?\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\](?:\.\w+)?"
    r"|element\(\s*(aws_\w+\.[\w-]+)(?:\.\*|\[\*\])\.\w+\s*,[^()]*(?:\([^()]*\)[^()]*)*\)"
)
"""One of the copies that a block makes: `aws_subnet.a[each.key].id`, `element(aws_subnet.a[*].id, count.index)`."""

HARMLESS_BLOCKS = frozenset(
    {
        "access_logs",
        "block_device_mappings",
        "condition",
        "connection_logs",
        "ebs_block_device",
        "environment",
        "ephemeral_block_device",
        "health_check",
        "logging",
        "metadata_options",
        "root_block_device",
        "tag",
        "tag_specifications",
        "timeouts",
    }
)
"""Blocks that change no packet's way, whatever a `dynamic` one expands to."""


class Reading:
    """One reading of a tree. Nothing here raises for what code holds: what can't be read becomes a doubt."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.graph = case.graph
        self._doubts: dict[Unmodelled, None] = {}

    @property
    def doubts(self) -> tuple[Unmodelled, ...]:
        """Everything that may carry or filter packets and was not modelled, each once, in the order of the reading."""
        return tuple(self._doubts)

    def doubt(self, subject: Origin, reason: str, scope: Iterable[str] = (), place: Place | None = None) -> None:
        """Note that a subject is not modelled; an empty scope means that all traffic may depend on it."""
        origin = subject if place is None else Origin(subject.address, place)
        self._doubts[Unmodelled(origin, reason, frozenset(scope))] = None

    def attempt(self, subject: Origin, scope: Where, read: Callable[[], Result], fallback: Result) -> Result:
        """Return what a function reads, or the fallback, with a doubt about what it could not evaluate."""
        try:
            return read()
        except OpaqueError as error:
            self._unread(subject, scope, error)
            return fallback

    def gather(self, subject: Origin, scope: Where, read: Callable[[], Iterable[Result]]) -> tuple[Result, ...]:
        """Return what a function yields, up to what could not be evaluated, with a doubt about that."""
        found: list[Result] = []
        try:
            for one in read():
                found.append(one)  # noqa: PERF402 - keeps what came before an error
        except OpaqueError as error:
            self._unread(subject, scope, error)
        return tuple(found)

    def _unread(self, subject: Origin, scope: Where, error: OpaqueError) -> None:
        names = scope() if callable(scope) else scope
        self.doubt(subject, f"`{error.text}` decides this, and {error.reason}", names, error.place)

    def each(self, *types: str, scope: Scope, copies: bool = False) -> Iterator[Resource]:
        """Yield the resources of the given types that exist, with a doubt about each that is not surely one.

        With `copies`, a known number of equal copies is as good as one.
        """
        for resource in self.graph.of_type(*types):
            if self.exists(resource, scope, copies=copies):
                yield resource

    def exists(self, resource: Resource, scope: Scope, *, copies: bool = False) -> bool:
        """Tell whether a resource may exist, with a doubt unless it surely does, once, as it is written."""
        count = self._count(resource)
        if count == 0:
            return False
        if count is None or (count > 1 and not copies):
            self.doubt(origin_of(resource), UncertainError(resource).reason, scope(resource))
        for block in _generated(resource.body):
            reason = f"the `dynamic` block `{'.'.join(block.labels)}` is not expanded"
            self.doubt(origin_of(resource), reason, scope(resource), block.place)
        return True

    def within(self, attribute: str, *types: str) -> Scope:
        """Return a scope: what an attribute of a resource names, or everything when that can't be known."""

        def scope(resource: Resource) -> Iterable[str]:
            value = resource.get(attribute)
            try:
                return self.names(value, *types)
            except OpaqueError:
                return self.family(value)

        return scope

    def family(self, value: Value) -> tuple[str, ...]:
        """Return the resource that has all its copies in one block and one of which a value picks; else nothing.

        An empty answer says that it may be anything: also where it can't be told which module the value is written in.
        """
        match = _PICKED.fullmatch(value.text) if isinstance(value, Unknown) else None
        holders = [] if match is None else [one for one in self.graph.resources if _written_in(value, one.body)]
        if match is None or len(holders) != 1:
            return ()
        address = ".".join(filter(None, (holders[0].module, match[1] or match[2])))
        return (address,) if address in self.graph.by_address else ()

    def follow(self, value: Value, *types: str) -> Resource | str | None:
        """Return the resource of one of the types that a value leads to, else what names something outside the tree.

        None for an absent value; OpaqueError for one that can't be evaluated.
        """
        value = _single(value)
        for _ in range(HOPS):
            if not isinstance(value, Reference):
                break
            target = self.graph.by_address.get(value.address)
            if target is not None and target.type in types and target.mode == "resource":
                return target
            step = None if target is None else _single(settle_once(target, value))
            if step is None:
                return str(value)
            value = step
        return self._outside(value)

    def name(self, value: Value, *types: str) -> str | None:
        """Return what names the thing that a value leads to: an address of the tree, or the value itself."""
        found = self.follow(value, *types)
        return found.address if isinstance(found, Resource) else found

    def names(self, value: Value, *types: str) -> tuple[str, ...]:
        """Return what names each thing of a list; OpaqueError when the list or an item can't be evaluated."""
        return tuple(self.each_name(value, *types))

    def each_name(self, value: Value, *types: str) -> Iterator[str]:
        """Yield what names each thing of a list; OpaqueError at the first that can't be evaluated."""
        for item in self.listed(value):
            if isinstance(item, tuple):
                yield from self.each_name(item, *types)
                continue
            found = self.name(item, *types)
            if found is not None:
                yield found

    def bodies(self, resource: Resource, block: str) -> tuple[Block, ...]:
        """Return nested blocks however they are written, with a doubt about the resource where they are unknown."""
        return self.gather(origin_of(resource), (resource.address,), lambda: entries(resource, block))

    def listed(self, value: Value) -> tuple[Value, ...]:
        """Return a list's items as they stand, one value as a list of one; OpaqueError for an unknown list."""
        for _ in range(HOPS):
            if not isinstance(value, Reference):
                break
            target = self.graph.by_address.get(value.address)
            step = None if target is None else settle_once(target, value)
            if step is None:
                break
            value = step
        match value:
            case None:
                return ()
            case tuple():
                return value
            case Unknown():
                raise opaque(value)
            case _:
                return (value,)

    def text(self, value: Value) -> str | None:
        """Return a value as text; a reference to what only AWS knows stands for itself. OpaqueError otherwise."""
        found = self.follow(value)
        return found.address if isinstance(found, Resource) else found

    def literal(self, value: Value) -> str | None:
        """Return a value as literal text, None when absent; OpaqueError otherwise."""
        if value is None or isinstance(value, str):
            return value
        return text(self.graph, value)

    def flag(self, value: Value, *, fallback: bool = False) -> bool:
        """Return a boolean, the fallback when absent; OpaqueError when unknown."""
        known = value if value is None or isinstance(value, bool) else flag(self.graph, value)
        return fallback if known is None else known

    def number(self, value: Value) -> int | None:
        """Return a whole number, None when absent; OpaqueError when unknown."""
        if value is None or type(value) is int:
            return value
        return number(self.graph, value)

    def _outside(self, value: Value) -> str | None:
        known = settle(self.graph, value)
        match known:
            case None | str():
                return known or None
            case Joined():
                if any(isinstance(part, Unknown) for part in known.parts):
                    raise opaque(known)
                return "".join(str(part) for part in known.parts)
            case int() | float():
                return str(known)
            case _:
                raise opaque(known)

    def _count(self, resource: Resource) -> int | None:
        if "for_each" in resource.body.attributes:
            return None
        try:
            count = self.number(resource.get("count"))
        except OpaqueError:
            return None
        return 1 if count is None else count


def origin_of(resource: Resource, body: Block | None = None) -> Origin:
    """Return what to blame: a resource, or one nested block of it."""
    return Origin(resource.address, resource.place if body is None else body.place)


def settle_once(target: Resource, reference: Reference) -> Value:
    """Return the literal attribute that a reference names in its target, None when the code doesn't give it."""
    value: Value = None
    steps = [step for step in reference.path if step != "*"]
    for index, step in enumerate(steps):
        if index == 0:
            value = target.get(str(step))
        elif isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def _written_in(value: Value, body: Block) -> bool:
    """Tell whether an expression stands in the text of a block."""
    place = value.place if isinstance(value, Unknown) else None
    return place is not None and place.file == body.place.file and body.place.line <= place.line <= body.end_line


def _single(value: Value) -> Value:
    """Unwrap a template that holds nothing but one interpolation: `"${aws_vpc.main.id}"`."""
    return value.parts[0] if isinstance(value, Joined) and len(value.parts) == 1 else value


def _generated(body: Block) -> Iterator[Block]:
    for block in body.blocks:
        if block.type == "dynamic" and not HARMLESS_BLOCKS.intersection(block.labels):
            yield block
        else:
            yield from _generated(block)
