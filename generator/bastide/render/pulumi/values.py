"""Values of the rendered Terraform as Python expressions: literals and references, never a computation."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bastide.bridge.model import Property, ResourceType, Shape
from bastide.model.graph import Attribute, Block, Encoded, Joined, Reference, Unknown, Value
from bastide.model.place import Place
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.layout import Entry, Group, Node, call, sequence
from bastide.render.pulumi.literals import quoted, scalar
from bastide.render.pulumi.paths import reached

ANY = "any"
NOTHING = "None"
_NUMBERS = ("int", "float")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")

Resolve = Callable[[Reference], tuple[str, ResourceType] | None]
"""Gives the expression of the resource that a reference names, and its type; None for one that is not declared."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values.

    `resolve` knows where resources stand, `inner` holds the comments inside blocks by line; what the written source has
    to import is added to `imports`.
    """

    resolve: Resolve
    faults: Faults
    inner: dict[int, str]
    imports: set[str] = field(default_factory=set)
    start: int = 0
    """The line on which the block begins that is being written: resources are not written in the order of the text."""

    def arguments(
        self, owner: str, body: Block, fields: Mapping[str, Property], skipped: Collection[str] = ()
    ) -> list[Entry]:
        """Return the keyword arguments of a block's attributes and nested blocks, in the order of the text."""
        entries: list[Entry] = []
        done = set(skipped)
        for item in _items(body):
            name = item.name if isinstance(item, Attribute) else item.type
            if name in done or (isinstance(item, Attribute) and item.value is None):
                continue
            known = fields.get(name)
            if known is None:
                self.faults.argument(owner, name, item.place)
            elif isinstance(item, Attribute):
                comments = self.comments_to(item.value_place.end_line)
                entries.append(Entry(f"{known.python}=", self.given(known, item.value, item.value_place), comments))
            else:
                entries.append(self._blocks(known, body.nested(name)))
                done.add(name)
        return entries

    def given(self, known: Property, value: Value, place: Place) -> Node:
        """Return what an attribute is set to, in the shape that the SDK wants."""
        if known.flat and isinstance(value, tuple):
            if len(value) != 1:
                self.faults.shape(known.terraform, f"{len(value)} values where Pulumi has one", place)
                return NOTHING
            value = value[0]
        match known.shape:
            case Shape.VALUE:
                return self.value(value, known.type, place)
            case Shape.ONE:
                return self._one(known, value, place)
            case Shape.MANY:
                return self._many(known, value, place)

    def value(self, value: Value, kind: str, place: Place) -> Node:
        """Return a value of one of the SDK's types."""
        match value:
            case str() | bool() | int() | float() | None:
                return self._scalar(value, kind, place)
            case Reference():
                return self._reached(value)[0]
            case Joined(parts):
                return call("pulumi.Output.concat", [Entry("", self._part(part, place)) for part in parts])
            case Encoded(inner):
                return call(self._encoder(inner), [Entry("", self.value(inner, ANY, place))])
            case tuple():
                return sequence([self.value(one, _inside(kind, "list"), place) for one in value])
            case dict():
                items = ((key, self.value(one, _inside(kind, "map"), place)) for key, one in value.items())
                return Group("{", [Entry(f"{quoted(key)}: ", node) for key, node in items], "}")
            case Unknown():
                return self._unknown(value)

    def _part(self, value: Value, place: Place) -> Node:
        """Return a part of a text; the SDK joins nothing but texts, Terraform converts what is none."""
        if not isinstance(value, Reference):
            return self.value(value, "str", place)
        text, kind = self._reached(value)
        if kind not in ("str", "int", ANY):
            self.faults.shape(str(value), f"a text can't hold what has the type `{kind}`", value.place)
        return f"{text}.apply(str)" if kind == "int" else text

    def _encoder(self, value: Value) -> str:
        if _refers(value):
            return "pulumi.Output.json_dumps"
        self.imports.add("json")
        return "json.dumps"

    def _reached(self, value: Reference) -> tuple[str, str]:
        """Return the expression of a reference and the type of what it names."""
        found = self.resolve(value)
        if found is None:
            self.faults.reference(str(value), "there is no such resource", value.place)
            return NOTHING, ANY
        try:
            return reached(found, value.path)
        except LookupError as error:
            self.faults.reference(str(value), str(error.args[0]), value.place)
            return NOTHING, ANY

    def _blocks(self, known: Property, blocks: tuple[Block, ...]) -> Entry:
        first = blocks[0]
        if known.shape is Shape.VALUE or (known.shape is Shape.ONE and len(blocks) > 1):
            self.faults.shape(known.terraform, f"{len(blocks)} blocks where Pulumi has one value", first.place)
            return Entry(f"{known.python}=", NOTHING)
        if known.shape is Shape.ONE:
            comments = self.comments_to(first.place.line)
            return Entry(f"{known.python}=", self._object(known, first), comments)
        entries = []
        for block in blocks:
            comments = self.comments_to(block.place.line)
            entries.append(Entry("", self._object(known, block), comments))
        return Entry(f"{known.python}=", Group("[", entries, "]"))

    def _object(self, known: Property, block: Block) -> Node:
        if not known.args:
            self.faults.argument("the type", known.terraform, block.place)
            return NOTHING
        return call(known.args, self.arguments(known.args, block, known.fields))

    def _one(self, known: Property, value: Value, place: Place) -> Node:
        if isinstance(value, tuple) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict) and known.args:
            return call(known.args, list(self._fields(known, value, place)))
        if isinstance(value, Unknown):
            return self._unknown(value)
        self.faults.shape(known.terraform, "Pulumi has one object", place)
        return NOTHING

    def _many(self, known: Property, value: Value, place: Place) -> Node:
        if isinstance(value, tuple):
            return sequence([self._one(known, one, place) for one in value])
        if isinstance(value, Unknown):
            return self._unknown(value)
        self.faults.shape(known.terraform, "Pulumi has a list of objects", place)
        return NOTHING

    def _fields(self, known: Property, value: dict[str, Value], place: Place) -> Iterator[Entry]:
        for name, one in value.items():
            field = known.fields.get(name)
            if field is None:
                self.faults.argument(known.args, name, place)
            elif one is not None:
                yield Entry(f"{field.python}=", self.given(field, one, place))

    def _scalar(self, value: float | str | None, kind: str, place: Place) -> str:
        """Return a literal, as the SDK's type where Terraform would convert it."""
        if value is None or kind == ANY:
            return scalar(value)
        found = _converted(value, kind)
        if found is None:
            self.faults.shape(str(value), f"Pulumi has the type `{kind}`", place)
            return NOTHING
        return found

    def _unknown(self, value: Unknown) -> str:
        self.faults.expression(value.text, value.reason, value.place)
        return NOTHING

    def comments_to(self, line: int) -> tuple[str, ...]:
        """Take the comments inside the block that is being written up to a line, as far as nobody has taken them."""
        if not self.inner:
            return ()
        return tuple(self.inner.pop(number) for number in sorted(self.inner) if self.start <= number <= line)


def _items(body: Block) -> list[Attribute | Block]:
    """Return attributes and nested blocks in the order of the text."""
    if not body.blocks:
        return list(body.attributes.values())
    return sorted([*body.attributes.values(), *body.blocks], key=lambda one: one.place.line)


def _inside(kind: str, container: str) -> str:
    """Return the type of what a container holds; what the map does not know more about is anything."""
    outer, _, inner = kind.partition(":")
    return inner if outer == container and inner else ANY


def _converted(value: float | str, kind: str) -> str | None:
    """Return a value as a literal of a simple type, None where Terraform would not convert it."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    if kind == "str":
        return quoted(text)
    if kind == "bool":
        return {"true": "True", "false": "False"}.get(text)
    number = not isinstance(value, bool) and _NUMBER.fullmatch(text)
    if kind not in _NUMBERS or not number or (kind == "int" and number[1]):
        return None
    return text


def _refers(value: Value) -> bool:
    match value:
        case Reference() | Joined():
            return True
        case Encoded(inner):
            return _refers(inner)
        case tuple():
            return any(_refers(one) for one in value)
        case dict():
            return any(_refers(one) for one in value.values())
        case _:
            return False
