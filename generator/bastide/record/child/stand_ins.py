"""What stands for a value that is known only after deploying: texts that can be put together, but not looked into.

Every output is a text that names it, `~[3.arn]~`. Putting such texts together keeps the names whole. A program that
looks into one (compares, splits, counts) would decide on something made up: inside `apply` that ends the function, and
its result is unknown; elsewhere it is noted.
"""

from __future__ import annotations

import sys
from typing import Any

from bastide.record.child.notes import INSIDE, Notes

MARK = "~["
REST = "~["
"""The only key of a mapping that stands for any key."""
_SDK = ("pulumi", "google", "grpc", "bastide")
_LOOKS = [
    "__contains__",
    "__iter__",
    "__len__",
    "capitalize",
    "casefold",
    "count",
    "encode",
    "endswith",
    "expandtabs",
    "find",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "lower",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rpartition",
    "rsplit",
    "split",
    "splitlines",
    "startswith",
    "swapcase",
    "title",
    "translate",
    "upper",
]
_KEEPS = ("strip", "lstrip", "rstrip")
_GUESSED = 3
_notes: list[Notes] = []
_remembered: dict[str, str] = {}


class LookedIntoError(ValueError):
    """A program looked into a value that is known only after deploying."""


def start(notes: Notes) -> None:
    """Set where looks are noted."""
    _notes[:] = [notes]


def remember(name: str, text: str) -> None:
    """Keep the text that an output echoes: it is known, though others refer to it by its name."""
    _remembered[name] = text


def literal(value: Any) -> Any:
    """Return a value in which the names of outputs that echo an input give way to what was put in."""
    if isinstance(value, StandIn):
        known = _remembered.get(str(value))
        return value if known is None else standing(known)
    if type(value) in (list, GuessedList):
        found = [literal(one) for one in list.__iter__(value)]
        return value if all(new is old for new, old in zip(found, list.__iter__(value))) else found  # noqa: B905
    if type(value) is dict:
        return {key: literal(one) for key, one in value.items()}
    return value


class StandIn(str):
    """A text with the name of at least one output in it."""

    __slots__ = ()

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) and not isinstance(other, StandIn):
            _look(self, "==")
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __add__(self, other: str) -> StandIn:
        return StandIn(str.__add__(self, other))

    def __radd__(self, other: str) -> StandIn:
        return StandIn(other + str(self))

    def __getitem__(self, key: Any) -> Any:
        _look(self, "[]")
        return str.__getitem__(self, key)


class NumberStandIn(StandIn):
    """A number or truth value: whatever is asked of it is a look."""

    __slots__ = ()

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __bool__(self) -> bool:
        _look(self, "whether it is true")
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StandIn) and other is not None:
            _look(self, "==")
        return str.__eq__(self, other) is True


class AnyStandIn(StandIn):
    """A value whose type nobody declares; what it holds is named by going on."""

    __slots__ = ()

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return StandIn.__getitem__(self, key)
        return AnyStandIn(_deeper(str(self), key))

    def __iter__(self) -> Any:
        _guess(f"how many values `{self}` holds")
        return iter([self[index] for index in range(_GUESSED)])

    def get(self, key: str, default: object = None) -> Any:  # noqa: ARG002 - like a mapping's
        """Return what stands for one key."""
        return self[key]


class GuessedList(list):  # type: ignore[type-arg] # 3.8 can't subscript it
    """A list of which only the beginning is made up; whoever counts it is noted."""

    def __init__(self, items: list[Any], text: str) -> None:
        super().__init__(items)
        self._text = text

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int) and key >= list.__len__(self):
            return StandIn(_deeper(self._text, key))
        if isinstance(key, slice) and key.step is None and (key.start or 0) >= 0 and (key.stop or -1) >= 0:
            return [self[index] for index in range(key.start or 0, key.stop)]
        if not isinstance(key, int) or key < 0:
            _guess(f"how many values `{self._text}` holds")
        return list.__getitem__(self, key)

    def __iter__(self) -> Any:
        if not _by_sdk():
            _guess(f"how many values `{self._text}` holds")
        return list.__iter__(self)

    def __len__(self) -> int:
        if not _by_sdk():
            _guess(f"how many values `{self._text}` holds")
        return list.__len__(self)


class AnyMapping(dict):  # type: ignore[type-arg]
    """A mapping that has every key; whoever lists its keys is noted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __getitem__(self, key: Any) -> Any:
        return AnyStandIn(_deeper(self._text, key))

    def __contains__(self, key: object) -> bool:
        if _by_sdk():  # it looks for its own marks
            return False
        _guess(f"whether `{self._text}` has `{key}`")
        return True

    def get(self, key: Any, default: object = None) -> Any:  # noqa: ARG002 - every key is there
        """Return what stands for one key."""
        return self[key]

    def __iter__(self) -> Any:
        if not _by_sdk() or sys._getframe(1).f_code.co_name == "serialize_property":  # noqa: SLF001
            _guess(f"which keys `{self._text}` has")
        return iter(())


def standing(value: Any, *, number: bool = False) -> Any:
    """Return a value that came from the recorder with its texts, lists and mappings as what they stand for."""
    if number and isinstance(value, StandIn):
        return NumberStandIn(value)
    if type(value) is str and MARK in value:
        return StandIn(value)
    if type(value) is list and len(value) > 0 and isinstance(value[0], StandIn):
        text = str(value[0])
        return GuessedList(value, f"{text[:-5]}]~") if text.endswith("[0]]~") and text.count(MARK) == 1 else value
    if type(value) is dict and tuple(value) == (REST,):
        return AnyMapping(str(value[REST]))
    return value


def tainted(value: Any, depth: int = 0) -> bool:
    """Tell whether anything in a value stands for something else."""
    if isinstance(value, (StandIn, GuessedList, AnyMapping)):
        return True
    if isinstance(value, str) or depth > 5:  # noqa: PLR2004 - deeper values are rare, and only a note is at stake
        return isinstance(value, str) and MARK in value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple, set)) else ()
    return any(tainted(one, depth + 1) for one in list(inside))


def _deeper(text: str, key: object) -> str:
    """Return the name of what stands inside something that is named."""
    if isinstance(key, int):
        step = f"[{key}]"
    else:
        step = f".{key}" if str(key).replace("_", "a").isalnum() and str(key).isascii() else f'["{key}"]'
    return f"{text[:-2]}{step}]~" if text.endswith("]~") else text


def _by_sdk() -> bool:
    """Tell whether it is the SDK, not the program, that asks."""
    frame: Any = sys._getframe(2)  # noqa: SLF001 - the documented way to look at one's callers
    while frame.f_globals.get("__name__") == __name__:
        frame = frame.f_back
    name = str(frame.f_globals.get("__name__", ""))
    return name.partition(".")[0].partition("_")[0] in _SDK


def _look(text: str, how: str) -> None:
    if _by_sdk():
        return
    said = f"the program looks into `{str.__str__(text)[:80]}` ({how}), which is known only after deploying"
    if INSIDE.get():
        raise LookedIntoError(said)
    for notes in _notes:
        notes.opaque("placeholder", said)


def _guess(what: str) -> None:
    for notes in _notes:
        notes.opaque("placeholder", f"{what} is known only after deploying; the program went on with what was made up")


def _looking(name: str) -> Any:
    native = getattr(str, name)

    def method(self: StandIn, *arguments: Any, **named: Any) -> Any:
        _look(self, name.strip("_"))
        return native(self, *arguments, **named)

    method.__name__ = name
    return method


for _name in _LOOKS:
    setattr(StandIn, _name, _looking(_name))
for _name in _KEEPS:
    setattr(StandIn, _name, lambda self, *_arguments: self)
