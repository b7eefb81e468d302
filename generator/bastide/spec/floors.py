"""What a profile sets is a floor: the spec may raise it, never lower it."""

from collections.abc import Callable, Iterator, Mapping

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import merged
from bastide.spec.item import Item

Lowered = Callable[[Item, Item], bool]
"""Whether the second value is weaker than the first."""


def _weaker_of(*words: str) -> Lowered:
    """Return a comparison of words that are listed from weak to strong."""
    return lambda below, over: words.index(str(over.value)) < words.index(str(below.value))


def _switched_off(below: Item, over: Item) -> bool:
    return bool(below.value) and not over.value


def _longer(below: Item, over: Item) -> bool:
    return units.minutes(str(over.value)) > units.minutes(str(below.value))


def _shorter(below: Item, over: Item) -> bool:
    return units.minutes(str(over.value)) < units.minutes(str(below.value))


def _fewer(below: Item, over: Item) -> bool:
    return int(over.value) < int(below.value)


def _not_within(below: Item, over: Item) -> bool:
    return not _members(over) <= _members(below)


def _not_around(below: Item, over: Item) -> bool:
    return not _members(over) >= _members(below)


def _members(item: Item) -> set[object]:
    return {one.value for one in item.value}


CLASS: Mapping[str, Lowered] = {
    "encrypt": _weaker_of("provider-key", "customer-key"),
    "rotate": _longer,
    "access_log": _switched_off,
    "lock": _switched_off,
    "zones": _not_within,
}
"""How each key of a class is weakened."""

_TIER: Mapping[str, Lowered] = {"rpo": _longer, "rto": _longer, "keep": _shorter, "lock": _switched_off}
_TERM: Mapping[str, Lowered] = {"keep": _shorter, "immutable": _switched_off}
_ZONE: Mapping[str, Lowered] = {"exposure": _weaker_of("internet", "internal", "isolated")}
_ROLE: Mapping[str, Lowered] = {
    "session": _longer,
    "idle": _longer,
    "approvals": _fewer,
    "never_reads": _not_around,
    "holders": _not_within,
    "from": _not_within,
}
_SETTINGS: Mapping[str, Mapping[str, Lowered]] = {
    "audit": {"every": _longer, "packs": _not_around},
    "identity": {"password_length": _fewer, "password_age": _longer, "unused": _longer},
}
_STREAMS = ("access", "audit", "network", "session")


def lowered(profile: Item, root: Item) -> Iterator[Diagnostic]:
    """Yield a fault for each key by which the spec lowers what its profile sets."""
    tiers = merged(profile.members("tiers"), root.members("tiers"))
    classes = {**CLASS, "tier": lower_tier(tiers)}
    yield from _compared("class", profile.members("classes"), root.members("classes"), classes)
    yield from _compared("tier", profile.members("tiers"), root.members("tiers"), _TIER)
    yield from _compared("zone", profile.members("zones"), root.members("zones"), _ZONE)
    below, over = profile.get("logging"), root.get("logging")
    if below is not None and over is not None:
        yield from _compared("log term", _terms(below), _terms(over), _TERM)
        yield from _compared("section", {"logging": below}, {"logging": over}, {"normalise": _switched_off})
    below, over = profile.get("access"), root.get("access")
    if below is not None and over is not None:
        yield from _compared("role", below.members("roles"), over.members("roles"), _ROLE)
    settings = {name: (profile.get(name), root.get(name)) for name in _SETTINGS}
    for name, (below, over) in settings.items():
        if below is not None and over is not None:
            yield from _compared("section", {name: below}, {name: over}, _SETTINGS[name])


def lowered_keys(below: Item, over: Item, rules: Mapping[str, Lowered]) -> Iterator[tuple[str, Item, Item]]:
    """Yield each key that `over` weakens, with the stronger and the weaker value."""
    for key, is_lower in rules.items():
        floor, value = below.get(key), over.get(key)
        if floor is not None and value is not None and is_lower(floor, value):
            yield key, floor, value


def weaker_tier(chosen: Item, floor: Item) -> bool:
    """Whether a tier is anywhere weaker than another."""
    return any(True for _ in weaknesses(chosen, floor))


def weaknesses(chosen: Item, floor: Item) -> Iterator[tuple[str, Place, Place]]:
    """Yield each key by which a tier is weaker than another, with the places of the stronger and the weaker."""
    for key, strong, weak in lowered_keys(floor, chosen, _TIER):
        yield key, strong.place, weak.place
    if floor.get("copy") is not None and chosen.get("copy") is None:
        yield "copy", floor.at("copy"), chosen.key
    if floor.flag("lock") and chosen.get("lock") is None:
        yield "lock", floor.at("lock"), chosen.key


def lower_tier(tiers: Mapping[str, Item]) -> Lowered:
    """Return the comparison of two tiers by their names."""

    def is_lower(below: Item, over: Item) -> bool:
        floor, chosen = tiers.get(str(below.value)), tiers.get(str(over.value))
        return floor is not None and chosen is not None and weaker_tier(chosen, floor)

    return is_lower


def _terms(logging: Item) -> dict[str, Item]:
    return {name: item for name, item in logging.value.items() if name in _STREAMS}


def _compared(
    what: str, below: Mapping[str, Item], over: Mapping[str, Item], rules: Mapping[str, Lowered]
) -> Iterator[Diagnostic]:
    for name in sorted(below.keys() & over.keys()):
        for key, floor, value in lowered_keys(below[name], over[name], rules):
            said = f"the {what} `{name}` lowers `{key}` below its profile"
            labels = (Label(value.place), Label(floor.place, "the floor"))
            yield fault("SPEC056", said, *labels, fix=f"raise it to the floor, or leave `{key}` out")
