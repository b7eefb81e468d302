"""Stores: what class each has, what protects it, and what brings it back."""

from typing import Any

from bastide.model.identity import Target, TargetKind
from bastide.model.intent import DeclaredStore
from bastide.report.site.drill import subject
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
        "recovery": intent.recovery if intent else None,
        "titles": review.pathways.titles if review.pathways else {},
        "at": lambda address: subject(review, address),
    }


def _rank(store: DeclaredStore) -> tuple[int, str]:
    return (_ORDER.index(store.data_class) if store.data_class in _ORDER else len(_ORDER), store.name)


def _serving(review: Review, store: DeclaredStore, kind: TargetKind) -> tuple[Target, ...]:
    """Return the keys or backups on which a store depends."""
    found = review.identity.targets if review.identity else ()
    return tuple(one for one in found if one.kind is kind and store.name in one.serves)
