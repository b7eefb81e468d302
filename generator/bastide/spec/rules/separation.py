"""Separation of duties: roles that no person may hold together, and may not overlap."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.model.platform import ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.access import reached
from bastide.spec.rules.known import LOGS, known_role


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `access.separate`."""
    del today
    first: dict[frozenset[str], Place] = {}
    for pair in draft.separate:
        names = [str(item.value) for item in pair.value]
        for item in pair.value:
            yield from known_role(draft, item)
        known = first.setdefault(frozenset(names), pair.place)
        if len(set(names)) == 1:
            said = f"role `{names[0]}` can't be separated from itself"
            yield fault("SPEC075", said, pair.place, fix="name two different roles")
        elif known != pair.place and known.file == pair.place.file:
            said = f"`{names[0]}` and `{names[1]}` are separated twice"
            yield fault("SPEC083", said, pair.place, Label(known, "first here"), fix="remove one of the two")
        elif known == pair.place and draft.roles.keys() >= set(names):
            yield from _overlap(draft, pair, *names)


def _overlap(draft: Draft, pair: Item, left: str, right: str) -> Iterator[Diagnostic]:
    reads = {name: {str(item.value): item.place for item in draft.roles[name].items("read")} for name in (left, right)}
    zones = {name: _reached_copies(draft, name) for name in (left, right)}
    for target in sorted(reads[left].keys() & reads[right].keys()):
        yield _overlapping(pair, f"`{left}` and `{right}` both read `{target}`", reads[right][target])
    for place, references in _shared(zones[left], zones[right]):
        yield _overlapping(pair, f"`{left}` and `{right}` both reach `{references[0]}`", place)
    for name in (left, right):
        if LOGS in reads[name] and zones[name]:
            yield _overlapping(
                pair, f"`{name}` reaches zones and reads the logs of what is done there", reads[name][LOGS]
            )


def _shared(left: dict[ZoneRef, Place], right: dict[ZoneRef, Place]) -> Iterator[tuple[Place, list[ZoneRef]]]:
    """Yield the places by which the right role reaches what the left one does, with the copies."""
    found: dict[Place, list[ZoneRef]] = {}
    for reference in sorted(left.keys() & right.keys(), key=str):
        found.setdefault(right[reference], []).append(reference)
    yield from found.items()


def _reached_copies(draft: Draft, name: str) -> dict[ZoneRef, Place]:
    role = draft.roles[name]
    return {copy: place for reference, place in reached(draft, name, role) for copy in draft.copies(reference)}


def _overlapping(pair: Item, said: str, place: Place) -> Diagnostic:
    label = Label(pair.place, "these are to be separate")
    return fault("SPEC075", said, place, label, fix="take it from one of the two, or end the separation")
