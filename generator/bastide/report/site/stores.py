"""Stores: what class each has, what protects it, and what brings it back."""

from collections.abc import Iterator
from typing import Any

from bastide.model.graph import Block, Encoded, Joined, Reference, Value
from bastide.model.identity import Target, TargetKind
from bastide.model.intent import DeclaredStore
from bastide.report.phrases import message
from bastide.report.site.drill import subject
from bastide.report.site.findings import against
from bastide.report.site.review import Review
from bastide.report.site.words import CLASSES, STORE_KINDS, duration

_ORDER = ("core", "important", "general", "public")


def fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001 - the template chooses the words
    """Return the stores, the weightiest class first."""
    intent = review.intent
    stores = sorted(intent.stores, key=_rank) if intent else []
    return {
        "stores": stores,
        "classes": CLASSES,
        "kinds": STORE_KINDS,
        "duration": duration,
        "serving": {
            one.name: (_serving(review, one, TargetKind.KEY), _serving(review, one, TargetKind.BACKUP))
            for one in stores
        },
        "distance": review.proof.distance if review.proof else {},
        "chains": review.proof.chains if review.proof else {},
        "offside": frozenset(review.proof.offside) if review.proof else frozenset(),
        "users": {one.name: [work.name for work in intent.workloads if one.name in work.uses] for one in stores}
        if intent
        else {},
        "message": message,
        "against": {one.name: against(review, (*one.resources, *one.copies)) for one in stores},
        "recovery": intent.recovery if intent else None,
        "titles": review.pathways.titles if review.pathways else {},
        "at": lambda address: subject(review, address),
    }


def _rank(store: DeclaredStore) -> tuple[int, str]:
    return (_ORDER.index(store.data_class) if store.data_class in _ORDER else len(_ORDER), store.name)


def _serving(review: Review, store: DeclaredStore, kind: TargetKind) -> tuple[Target, ...]:
    """Return the backups on which a store depends, or the keys that its resources and their companions name."""
    found = review.identity.targets if review.identity else ()
    if kind is not TargetKind.KEY:
        return tuple(one for one in found if one.kind is kind and store.name in one.serves)
    named = _named(review, (*store.resources, *store.copies))
    return tuple(one for one in found if one.kind is kind and one.address in named)


def _named(review: Review, addresses: tuple[str, ...]) -> frozenset[str]:
    """Return what some resources refer to, and what encrypts them from beside."""
    about, found = frozenset(addresses), set[str]()
    for one in review.graph.resources if review.graph else ():
        asked = one.address in about
        if asked or "encryption" in one.type:
            named = set(_references(one.body))
            found |= named if asked or named & about else set()
    return frozenset(found)


def _references(block: Block) -> Iterator[str]:
    for attribute in block.attributes.values():
        yield from _addresses(attribute.value)
    for inner in block.blocks:
        yield from _references(inner)


def _addresses(value: Value) -> Iterator[str]:
    match value:
        case Reference():
            yield value.address
        case Joined() | tuple():
            for part in value.parts if isinstance(value, Joined) else value:
                yield from _addresses(part)
        case dict():
            for part in value.values():
                yield from _addresses(part)
        case Encoded():
            yield from _addresses(value.value)
        case _:
            return
