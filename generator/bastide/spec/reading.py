"""A YAML node held against a shape: values with places, and every fault at once."""

import re
from collections.abc import Callable, Iterable

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.source.fault import short
from bastide.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bastide.spec import freetext
from bastide.spec.codes import fault
from bastide.spec.item import Item
from bastide.spec.shape import NAME, Choice, Flag, Key, ListOf, MapOf, Record, Shape, Text, Whole
from bastide.spec.values import Single, as_name, closest, nearest, refused, wanted

_KINDS = {Mapping: "a map", Sequence: "a list", Scalar: "a single value"}
_ENTRY = "[]"
"""What stands in a path for an item of a list."""


class Reader:
    """Reads nodes against shapes and hands on the faults; what is faulty is left out of the result.

    `lost` holds the path of each value that was left out, such as `zones.app.exposure` or `flows[]`.
    """

    def __init__(self, report: Callable[[Iterable[Diagnostic]], None]) -> None:
        self.lost: set[str] = set()
        self._report = report

    def page(self, node: Node, shape: Record) -> Item | None:
        """Return a file's content, as much as can be read; None if it isn't a map at all."""
        if not isinstance(node, Mapping):
            self._wrong(node, "", node.place, "a map of keys")
            return None
        at = node.entries[0].place if node.entries else node.place
        return self._record(node, shape, "", at)

    def _read(self, node: Node, shape: Shape, path: str, at: Place) -> Item | None:
        """Return the node's item, None when it isn't what the shape asks for; `at` is where its key stands."""
        if isinstance(node, Scalar) and not node.sound:
            return None
        match shape:
            case Record():
                return self._whole_record(node, shape, path, at)
            case MapOf():
                return self._map(node, shape, path, at)
            case ListOf():
                return self._list(node, shape, path, at)
            case Text() | Choice() | Flag() | Whole():
                return self._value(node, shape, path, at)

    def _whole_record(self, node: Node, shape: Record, path: str, at: Place) -> Item | None:
        if not isinstance(node, Mapping):
            self._wrong(node, path, at, "a map of keys")
            return None
        item = self._record(node, shape, path, at)
        sound = len(item.value) == len(node.entries) and all(item.get(name) for name in shape.required())
        return item if sound or not shape.fragile else None

    def _record(self, node: Mapping, shape: Record, path: str, at: Place) -> Item:
        found: dict[str, Item] = {}
        for entry in node.entries:
            key = shape.keys.get(entry.key)
            if key is None:
                self._report([_unknown_key(entry, path, shape)])
                continue
            item = self._read(entry.node, key.shape, _join(path, entry.key), entry.place)
            if item is None:
                self.lost.add(_join(path, entry.key))
            else:
                found[entry.key] = item
        misspelt = {
            near for entry in node.entries if entry.key not in shape.keys for near in nearest(entry.key, shape.keys)
        }
        missing = [name for name in shape.required() if node.get(name) is None and name not in misspelt]
        self._report(_missing_key(name, at, path, shape.keys[name]) for name in missing)
        if len(node.entries) < shape.least:
            self._report([fault("SPEC005", "this file declares nothing", at, fix="write what it adds, or remove it")])
        return Item(found, node.place, at)

    def _map(self, node: Node, shape: MapOf, path: str, at: Place) -> Item | None:
        if not isinstance(node, Mapping):
            self._wrong(node, path, at, "a map of names")
            return None
        if len(node.entries) > shape.most:
            self._report([_too_many(path, at, f"{shape.most} entries at most", len(node.entries))])
            return None
        found: dict[str, Item] = {}
        for entry in node.entries:
            if not re.fullmatch(NAME, entry.key) or len(entry.key) > shape.longest:
                self._report([_bad_name(entry, shape.longest)])
                continue
            item = self._read(entry.node, shape.value, _join(path, entry.key), entry.place)
            if item is None:
                self.lost.add(_join(path, entry.key))
            else:
                found[entry.key] = item
        return Item(found, node.place, at)

    def _list(self, node: Node, shape: ListOf, path: str, at: Place) -> Item | None:
        if not isinstance(node, Sequence):
            if not shape.or_one:
                self._wrong(node, path, at, "a list")
                return None
            one = self._read(node, shape.item, path, at)
            return None if one is None else Item((one,), node.place, at)
        if not shape.least <= len(node.items) <= shape.most:
            self._report([_too_many(path, at, _bounds(shape), len(node.items))])
            return None
        if shape.unique:
            self._report(_repeated(node, path))
        read = [self._read(child, shape.item, path + _ENTRY, child.place) for child in node.items]
        if None in read:
            self.lost.add(path + _ENTRY)
            if shape.least == shape.most:  # half a pair is none
                return None
        return Item(tuple(item for item in read if item is not None), node.place, at)

    def _value(self, node: Node, shape: Single, path: str, at: Place) -> Item | None:
        if not isinstance(node, Scalar) or node.value is None:
            self._wrong(node, path, at, wanted(shape))
            return None
        said = _called(path)
        problem = refused(node, shape, said)
        if problem is not None:
            self._report([problem])
            return None
        if isinstance(shape, Text) and shape.free:
            self._report(freetext.directive(said, node.text, node.place))
        if isinstance(shape, Text) and shape.tag:
            self._report(freetext.unfit_for_tags(said, node.text, node.place))
        return Item(int(node.value) if isinstance(node.value, float) else node.value, node.place, at)

    def _wrong(self, node: Node, path: str, at: Place, form: str) -> None:
        said = _called(path)
        if isinstance(node, Scalar) and node.value is None:
            problem = fault("SPEC006", f"{said} has no value", at, fix=f"write {form}, or remove it")
        else:
            shown = f"{said} must be {form}, not {_KINDS[type(node)]}"
            problem = fault("SPEC006", shown, node.place, fix=f"write {form} there")
        self._report([problem])


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _called(path: str) -> str:
    """Return what messages call the value at a path: `platform.cidr`, `why` of an entry, or the file."""
    section, entry, rest = path.rpartition(_ENTRY)
    if not path:
        return "this file"
    if entry and not rest:
        return f"an entry of `{section.removesuffix(_ENTRY).rpartition(_ENTRY + '.')[2]}`"
    return f"`{rest.removeprefix('.')}`"


def _bounds(shape: ListOf) -> str:
    if shape.least == shape.most:
        return f"exactly {shape.least} items"
    return f"{shape.least} to {shape.most} items" if shape.least else f"{shape.most} items at most"


def _too_many(path: str, place: Place, bounds: str, count: int) -> Diagnostic:
    return fault("SPEC008", f"{_called(path)} takes {bounds}, and has {count}", place, fix=f"give it {bounds}")


def _repeated(node: Sequence, path: str) -> Iterable[Diagnostic]:
    first: dict[object, Place] = {}
    for item in node.items:
        if not isinstance(item, Scalar):
            continue
        # True == 1 in Python, but not in YAML.
        key = (isinstance(item.value, bool), item.value)
        if key in first:
            said, label = f"{_called(path)} holds `{short(item.text)}` twice", Label(first[key], "first here")
            yield fault("SPEC024", said, item.place, label, fix="remove one of the two, or name another")
        first.setdefault(key, item.place)


def _unknown_key(entry: Entry, path: str, shape: Record) -> Diagnostic:
    where = f"in {_called(path)}" if path else "at the top of this file"
    return fault(
        "SPEC004", f"there is no key `{short(entry.key)}` {where}", entry.place, fix=closest(entry.key, shape.keys)
    )


def _missing_key(name: str, place: Place, path: str, key: Key) -> Diagnostic:
    first = (
        place
        if place.end_line == place.line
        else Place(place.file, place.line, place.column, place.line, place.column + 1)
    )
    fix = f"add `{name}: {key.example or _example(key.shape)}`: {key.doc[0].lower()}{key.doc[1:].rstrip('.')}"
    return fault("SPEC005", f"{_called(path)} lacks the key `{name}`", first, fix=fix)


def _example(shape: Shape) -> str:
    match shape:
        case Text():
            return shape.example
        case Choice():
            return shape.words[0]
        case Whole():
            return str(shape.least)
        case Flag():
            return "true"
        case ListOf():
            return _example(shape.item)
        case Record() | MapOf():
            return "{...}"


def _bad_name(entry: Entry, longest: int) -> Diagnostic:
    meant = as_name(entry.key)
    fix = f"name it with a-z, 0-9 and single hyphens, {longest} at most; `title:` takes any script"
    if meant and meant != entry.key and len(meant) <= longest:
        fix = f"did you mean `{meant}`? `title:` takes any script"
    return fault("SPEC009", f"`{short(entry.key)}` can't be a name", entry.place, fix=fix)
