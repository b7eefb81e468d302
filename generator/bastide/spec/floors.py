"""What a profile sets is a floor: the spec may raise it, never lower it."""

from collections.abc import Callable, Iterator

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.item import Item

_ENCRYPTION = ("provider-key", "customer-key")


def _weaker_key(below: Item, over: Item) -> bool:
    return _ENCRYPTION.index(str(over.value)) < _ENCRYPTION.index(str(below.value))


def _switched_off(below: Item, over: Item) -> bool:
    return bool(below.value) and not over.value


def _longer(below: Item, over: Item) -> bool:
    return units.minutes(str(over.value)) > units.minutes(str(below.value))


def _shorter(below: Item, over: Item) -> bool:
    return units.minutes(str(over.value)) < units.minutes(str(below.value))


def _wider(below: Item, over: Item) -> bool:
    return not {item.value for item in over.value} <= {item.value for item in below.value}


Lowered = Callable[[Item, Item], bool]
_CLASS: dict[str, Lowered] = {
    "encrypt": _weaker_key,
    "rotate": _longer,
    "access_log": _switched_off,
    "lock": _switched_off,
    "zones": _wider,
}
_TIER: dict[str, Lowered] = {"rpo": _longer, "rto": _longer, "keep": _shorter, "lock": _switched_off}
_TERM: dict[str, Lowered] = {"keep": _shorter, "immutable": _switched_off}
_STREAMS = ("access", "audit", "network", "session")


def lowered(profile: Item, root: Item) -> Iterator[Diagnostic]:
    """Yield a fault for each key by which the spec lowers what its profile sets."""
    yield from _compared("class", profile.members("classes"), root.members("classes"), _CLASS)
    yield from _compared("tier", profile.members("tiers"), root.members("tiers"), _TIER)
    below, over = profile.get("logging"), root.get("logging")
    if below is not None and over is not None:
        yield from _compared("log term", _terms(below), _terms(over), _TERM)


def _terms(logging: Item) -> dict[str, Item]:
    return {name: item for name, item in logging.value.items() if name in _STREAMS}


def _compared(
    what: str, below: dict[str, Item], over: dict[str, Item], rules: dict[str, Lowered]
) -> Iterator[Diagnostic]:
    for name in sorted(below.keys() & over.keys()):
        for key, is_lower in rules.items():
            floor, value = below[name].get(key), over[name].get(key)
            if floor is not None and value is not None and is_lower(floor, value):
                said = f"the {what} `{name}` lowers `{key}` below its profile"
                places = (Label(value.place), Label(floor.place, "the floor"))
                yield fault("SPEC056", said, *places, fix="raise it to the floor, or remove the line")
