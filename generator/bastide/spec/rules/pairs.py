"""Which pairs of zone copies a flow or a `never` speaks of."""

from collections.abc import Iterable, Iterator

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.known import known_zone

MOST = 20_000
"""Pairs of copies that all flows, or all promises, may come to: forty agencies need about two thousand."""


def pairs(draft: Draft, owned: Owned) -> Iterator[tuple[ZoneRef, ZoneRef]]:
    """Yield the pairs of zone copies that a flow or a `never` speaks of."""
    rule = owned.item
    within, across = rule.get("within") is not None, rule.get("across") is not None
    for start in rule.items("from"):
        for end in rule.items("to"):
            for left in draft.copies(draft.reference(str(start.value), owned.agency)):
                for right in draft.copies(draft.reference(str(end.value), owned.agency)):
                    same = left.agency == right.agency
                    if not (within and not same) and not (across and same):
                        yield left, right


def too_many(draft: Draft, rules: Iterable[Owned]) -> bool:
    """Whether rules come to more pairs than can be compared, or reviewed."""
    return sum(size(draft, owned) for owned in rules) > MOST


def size(draft: Draft, owned: Owned) -> int:
    """Return how many permissions or promises between copies a rule can come to."""
    left, right = (_count(draft, owned.item.items(key)) for key in ("from", "to"))
    return left * right * max(1, len(owned.item.items("allow")))


def _count(draft: Draft, ends: Iterable[Item]) -> int:
    return sum(len(draft.agencies) if draft.per_agency(str(end.value)) else 1 for end in ends)


def ends(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    """Yield what is wrong with the zones that a flow or a `never` names, and with its `within` and `across`."""
    for end in (*owned.item.items("from"), *owned.item.items("to")):
        yield from known_zone(draft, draft.reference(str(end.value), owned.agency), end.place)
    yield from _scope(draft, owned)


def _scope(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    rule = owned.item
    within, across = rule.get("within"), rule.get("across")
    if within is not None and across is not None:
        said = "`within` and `across` stand together"
        yield fault("SPEC046", said, across.key, Label(within.key, "this excludes it"), fix="keep one of them")
        return
    chosen = within or across
    if chosen is None:
        return
    shared = [end for end in (*rule.items("from"), *rule.items("to")) if _is_shared(draft, end)]
    for end in shared:
        said = f"zone `{end.value}` has no copy for each agency to compare"
        yield fault(
            "SPEC048", said, end.place, Label(chosen.key, "this compares"), fix="remove the key, or split the rule"
        )
    if not shared and _is_empty(draft, owned):
        said = f"`{'within' if within else 'across'}: agency` leaves no pair of copies"
        yield fault("SPEC066", said, chosen.key, fix="remove the key, or name other copies")


def _is_shared(draft: Draft, end: Item) -> bool:
    zone = str(end.value).partition("@")[0]
    return zone == INTERNET or (zone in draft.zones and not draft.per_agency(zone))


def _is_empty(draft: Draft, owned: Owned) -> bool:
    """Whether a rule names copies one by one, and its scope excludes them all."""
    references = [
        draft.reference(str(end.value), owned.agency) for key in ("from", "to") for end in owned.item.items(key)
    ]
    named = all(reference.agency in draft.agencies for reference in references)
    return named and not any(True for _ in pairs(draft, owned))
