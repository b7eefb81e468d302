"""Which class is higher than which, when a spec adds to its profile's list."""

from collections.abc import Iterable, Mapping

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.item import Item


def class_order(profile: Mapping[str, Item], own: Mapping[str, Item]) -> tuple[tuple[str, ...], Diagnostic | None]:
    """Return every class from low to high, and what is wrong if the spec leaves that open."""
    added = [name for name in own if name not in profile]
    shared = [name for name in own if name in profile]
    expected = [name for name in profile if name in own]
    if shared != expected:
        here, there = next(pair for pair in zip(shared, expected, strict=True) if pair[0] != pair[1])
        said = f"class `{here}` stands below `{there}`, and above it in the profile"
        labels = (Label(own[here].key), Label(own[there].key, "the profile has this one first"))
        return tuple(profile), fault("SPEC065", said, *labels, fix=f"list them in this order: {_listed(profile)}")
    if added and len(shared) < len(profile):
        said = f"class `{added[0]}` has no place among the classes of the profile"
        fix = f"list all of them, lowest first: {_listed([*added, *profile], blank=set(profile) - set(own))}"
        return (*profile, *added), fault("SPEC065", said, own[added[0]].key, fix=fix)
    return tuple(own) if added else tuple(profile), None


def _listed(names: Iterable[str], blank: Iterable[str] = ()) -> str:
    return ", ".join(f"`{name}: {{}}`" if name in blank else f"`{name}`" for name in names)
