"""What changed between two postures: weakening changes first."""

from collections.abc import Iterable, Iterator

from bastide.model.change import Aspect, Change, Direction, Trait

OPENING = frozenset({Aspect.PATH, Aspect.GRANT})
"""Aspects of which one more is weaker; of all others one less is."""
RANK = {direction: rank for rank, direction in enumerate(Direction)}


def compare(before: Iterable[Trait], after: Iterable[Trait]) -> tuple[Change, ...]:
    """Return the differences between two sets of traits, the weakening ones first, then by aspect and subject."""
    old, new = ({(one.aspect, one.subject): one for one in traits} for traits in (before, after))
    changes = [_change(old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    return tuple(sorted((one for one in changes if one is not None), key=_order))


def _change(before: Trait | None, after: Trait | None) -> Change | None:
    if before is None or after is None:
        return Change(_by_presence(before, after), before, after)
    if before.value == after.value:
        return None
    return Change(_by_strength(before, after), before, after)


def _by_presence(before: Trait | None, after: Trait | None) -> Direction:
    trait = after or before
    opens = trait is not None and trait.aspect in OPENING and trait.strength is None
    return Direction.WEAKENS if opens == (before is None) else Direction.STRENGTHENS


def _by_strength(before: Trait, after: Trait) -> Direction:
    if before.strength is None or after.strength is None:
        return Direction.UNCLEAR
    return Direction.WEAKENS if after.strength < before.strength else Direction.STRENGTHENS


def _order(change: Change) -> tuple[int, str, str]:
    return RANK[change.direction], str(change.trait.aspect), change.trait.subject


def counted(changes: Iterable[Change]) -> Iterator[tuple[Direction, Aspect, int]]:
    """Yield how many changes there are, by direction and aspect, in order."""
    seen: dict[tuple[Direction, Aspect], int] = {}
    for change in changes:
        key = change.direction, change.trait.aspect
        seen[key] = seen.get(key, 0) + 1
    for (direction, aspect), number in seen.items():
        yield direction, aspect, number
