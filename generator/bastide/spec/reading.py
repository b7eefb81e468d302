"""A YAML node held against a shape: values with places, and every fault at once."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.source.yamldoc import Mapping, Node, Scalar, Sequence
from bastide.spec.codes import fault
from bastide.spec.item import Item
from bastide.spec.shape import NAME, Choice, Flag, ListOf, MapOf, Record, Shape, Text, Whole

_KINDS = {Mapping: "a map", Sequence: "a list", Scalar: "a value"}


class Reader:
    """Reads nodes against shapes and keeps the faults; what is faulty is left out of the result."""

    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []
        self.lost: set[str] = set()
        self.partial: Item | None = None

    def read(self, node: Node, shape: Shape, name: str, key: Place | None = None) -> Item | None:
        """Return the node's item, None when it isn't what the shape asks for; `name` is what messages call it."""
        at = key or node.place
        match shape:
            case Record():
                return self._record(node, shape, name, at)
            case MapOf():
                return self._map(node, shape, name, at)
            case ListOf():
                return self._list(node, shape, name, at)
            case Text() | Choice() | Flag() | Whole():
                return self._value(node, shape, name, at)

    def _record(self, node: Node, shape: Record, name: str, at: Place) -> Item | None:
        if not isinstance(node, Mapping):
            self._wrong(node, name, "a map of keys")
            return None
        found: dict[str, Item] = {}
        missing = False
        faulty = set()
        for entry in node.entries:
            known = shape.keys.get(entry.key)
            if known is None:
                self.faults.append(_unknown_key(entry.key, entry.place, name, tuple(shape.keys)))
                continue
            item = self.read(entry.node, known.shape, _join(name, entry.key), entry.place)
            if item is not None:
                found[entry.key] = item
            else:
                faulty.add(entry.key)
            missing = missing or (item is None and known.required)
        for key in (key for key, known in shape.keys.items() if known.required and node.get(key) is None):
            self.faults.append(_missing_key(key, at, name, shape.keys[key].doc))
            missing = True
        if not name:
            self.partial = Item(
                found, node.place, at, frozenset(faulty)
            )  # a page that lacks something is still read to its end
        return None if missing else Item(found, node.place, at, frozenset(faulty))

    def _map(self, node: Node, shape: MapOf, name: str, at: Place) -> Item | None:
        if not isinstance(node, Mapping):
            self._wrong(node, name, "a map of names")
            return None
        found: dict[str, Item] = {}
        for entry in node.entries:
            if not re.fullmatch(NAME, entry.key) or len(entry.key) > shape.longest:
                self.faults.append(_bad_name(entry.key, entry.place, shape.longest))
                continue
            item = self.read(entry.node, shape.value, _join(name, entry.key), entry.place)
            if item is None:
                self.lost.add(entry.key)
            else:
                found[entry.key] = item
        return Item(found, node.place, at)

    def _list(self, node: Node, shape: ListOf, name: str, at: Place) -> Item | None:
        if not isinstance(node, Sequence):
            if not shape.or_one:
                self._wrong(node, name, "a list")
                return None
            one = self.read(node, shape.item, name, at)
            return None if one is None else Item((one,), node.place, at)
        if not shape.least <= len(node.items) <= shape.most:
            wanted = f"{shape.least} to {shape.most} items" if shape.least != shape.most else f"{shape.least} items"
            self.faults.append(
                fault("SPEC008", f"`{name}` takes {wanted}, not {len(node.items)}", at, fix=f"give {wanted}")
            )
            return None
        read = [self.read(child, shape.item, name) for child in node.items]
        return Item(tuple(item for item in read if item is not None), node.place, at)

    def _value(self, node: Node, shape: "Text | Choice | Flag | Whole", name: str, at: Place) -> Item | None:
        if not isinstance(node, Scalar):
            self._wrong(node, name, _wanted(shape))
            return None
        reason = _refusal(node.value, shape)
        if reason is None:
            return Item(node.value, node.place, at)
        self.faults.append(_bad_value(node, shape, name, reason))
        return None

    def _wrong(self, node: Node, name: str, wanted: str) -> None:
        what = f"`{name}`" if name else "this file"
        said = f"{what} must be {wanted}, not {_KINDS[type(node)]}"
        self.faults.append(fault("SPEC006", said, node.place, fix=f"write {wanted} there"))


def closest(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Return `did you mean ...` for the nearest known word, or the list of them when none is near."""
    candidates = sorted(known)
    near = get_close_matches(word, candidates, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"use one of {', '.join(f'`{one}`' for one in candidates)}" if candidates else "there is none to use"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _refusal(value: object, shape: "Text | Choice | Flag | Whole") -> str | None:
    """Return the code that a value earns, None when it fits."""
    match shape:
        case Flag():
            return None if isinstance(value, bool) else "SPEC006"
        case Whole():
            if isinstance(value, bool) or not isinstance(value, int):
                return "SPEC006"
            return None if shape.least <= value <= shape.most else "SPEC007"
        case Choice():
            return None if value in shape.words and isinstance(value, str) else "SPEC007"
        case Text():
            return _text_refusal(value, shape)


def _text_refusal(value: object, shape: Text) -> str | None:
    if not isinstance(value, str):
        return "SPEC006"
    if len(value) > shape.longest:
        return "SPEC008"
    return None if _compiled(shape.pattern).fullmatch(value) else "SPEC007"


def _wanted(shape: "Text | Choice | Flag | Whole") -> str:
    match shape:
        case Flag():
            return "`true` or `false`"
        case Whole():
            return f"a whole number from {shape.least} to {shape.most}"
        case Choice():
            return "one of " + ", ".join(f"`{word}`" for word in shape.words)
        case Text():
            return shape.form


def _bad_value(node: Scalar, shape: "Text | Choice | Flag | Whole", name: str, code: str) -> Diagnostic:
    shown = _shown(node.value)
    if code == "SPEC008" and isinstance(shape, Text):
        said = f"`{name}` is longer than {shape.longest} characters"
        return fault(code, said, node.place, fix="shorten it")
    example = f", such as `{shape.example}`" if isinstance(shape, Text) and shape.example else ""
    fix = f"write {_wanted(shape)}{example}"
    if isinstance(shape, Choice) and isinstance(node.value, str):
        fix = closest(node.value, shape.words)
    return fault(code, f"`{name}` must be {_wanted(shape)}, not `{shown}`", node.place, fix=fix)


def _shown(value: object) -> str:
    text = {None: "null", True: "true", False: "false"}.get(value, str(value)) if not isinstance(value, str) else value  # type: ignore[call-overload]
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 - enough to recognise it


def _join(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def _unknown_key(key: str, place: Place, name: str, known: tuple[str, ...]) -> Diagnostic:
    where = f"in `{name}`" if name else "at the top of this file"
    return fault("SPEC004", f"there is no key `{_shown(key)}` {where}", place, fix=closest(key, known))


def _missing_key(key: str, place: Place, name: str, doc: str) -> Diagnostic:
    where = f"`{name}`" if name else "this file"
    first = Place(place.file, place.line, place.column, place.line, place.column + 1)
    shown = place if place.end_line == place.line else first
    return fault(
        "SPEC005", f"{where} lacks the key `{key}`", shown, fix=f"add `{key}:` - {doc[0].lower()}{doc[1:].rstrip('.')}"
    )


def _bad_name(key: str, place: Place, longest: int) -> Diagnostic:
    said = f"`{_shown(key)}` can't be a name"
    wanted = f"use lower-case letters, digits and single hyphens, {longest} at most; `title:` takes any script"
    return fault("SPEC009", said, place, fix=wanted)


__all__ = ["Label", "Reader", "closest"]
