"""A page, its profile and its parts merged flat into one draft; the same name twice is a fault at both places."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned, merged
from bastide.spec.faults import Faults
from bastide.spec.files import Files, Part
from bastide.spec.floors import lowered
from bastide.spec.item import Item
from bastide.spec.order import class_order
from bastide.spec.sections import SECTIONS

T = TypeVar("T", Item, Owned)


def merge(path: Path, library: Path, faults: Faults) -> Draft:
    """Read a spec and everything it names; faults are gathered, never raised one by one."""
    files, draft = Files(path, faults), Draft()
    root = files.root()
    if root is None:
        faults.stop_if_any()
        message = "a file that can't be read has a fault"
        raise ValueError(message)
    profile = files.profile(root.get("profile"), library)
    declared: dict[str, Item] = {}
    for part in (Part(root, None), *files.parts(root, path.parent)):
        faults.add(_agencies(draft, part))
        faults.add(_declared(declared, "zone", part.content.members("zones")))
        faults.add(_common(draft, part))
    draft.lost = files.lost
    faults.add(_over_profile(draft, profile, root, declared))
    draft.platform = root.get("platform")
    return draft


def _over_profile(draft: Draft, profile: Item | None, root: Item, zones: Mapping[str, Item]) -> Iterator[Diagnostic]:
    base = profile or replace(root, value={})
    weakened = tuple(lowered(base, root))
    yield from weakened
    draft.lowered = frozenset(one.labels[0].place for one in weakened)
    classes = merged(base.members("classes"), root.members("classes"))
    order, unclear = class_order(base.members("classes"), root.members("classes"))
    if unclear is not None:
        yield unclear
    draft.classes = {name: classes[name] for name in order}
    draft.tiers = merged(base.members("tiers"), root.members("tiers"))
    draft.zones = merged(base.members("zones"), zones)
    draft.access, draft.logging = (_section(base, root, name) for name in ("access", "logging"))
    found = ((section.name, _section(base, root, section.name)) for section in SECTIONS if not section.is_map)
    draft.settings = {name: item for name, item in found if item is not None}
    draft.separate = (*_pairs(base), *_pairs(root))
    draft.waivers = [*base.items("waivers"), *draft.waivers]
    _roles(draft, _members(base, "access", "roles"), _members(root, "access", "roles"))


def _roles(draft: Draft, base: dict[str, Item], own: dict[str, Item]) -> None:
    """Merge the roles; a profile's role speaks of the zones that there are, and goes if there is none of them."""
    roles = merged(base, own)
    draft.profile_roles = frozenset(name for name in base if name not in own or own[name].get("reach") is None)
    draft.idle_roles = frozenset(name for name in base.keys() - own.keys() if _is_idle(draft, base[name]))
    draft.roles = {name: role for name, role in roles.items() if name not in draft.idle_roles}


def _is_idle(draft: Draft, role: Item) -> bool:
    zones = (str(item.value).partition("@")[0] for item in role.items("reach"))
    return bool(role.items("reach")) and not role.items("read") and not any(map(draft.knows_zone, zones))


def _agencies(draft: Draft, part: Part) -> Iterator[Diagnostic]:
    yield from _declared(draft.agencies, "agency", part.content.members("agencies"))
    name = part.content.get("agency")
    if name is not None and name.value == part.agency:
        own = {str(name.value): replace(part.content, place=name.place, key=name.place)}
        yield from _declared(draft.agencies, "agency", own)


def _common(draft: Draft, part: Part) -> Iterator[Diagnostic]:
    content, agency = part.content, part.agency
    draft.flows += [Owned(item, agency) for item in content.items("flows")]
    draft.never += [Owned(item, agency) for item in content.items("never")]
    draft.waivers += content.items("waivers")
    stores = {name: Owned(item, agency) for name, item in content.members("stores").items()}
    yield from _declared(draft.stores, "store", stores)
    workloads = {name: Owned(item, agency) for name, item in content.members("workloads").items()}
    yield from _declared(draft.workloads, "workload", workloads)
    for section in SECTIONS:
        if section.is_map:
            entries = {name: Owned(item, agency) for name, item in content.members(section.name).items()}
            yield from _declared(draft.sections.setdefault(section.name, {}), section.word, entries)


def _declared(known: MutableMapping[str, T], what: str, more: Mapping[str, T]) -> Iterator[Diagnostic]:
    for name, one in more.items():
        first = known.setdefault(name, one)
        if first is not one:
            said, label = f"the {what} `{name}` is declared twice", Label(_key(first), "first here")
            yield fault("SPEC015", said, _key(one), label, fix=f"rename or remove one `{name}`")


def _key(one: Item | Owned) -> Place:
    return one.item.key if isinstance(one, Owned) else one.key


def _members(part: Item, section: str, name: str) -> dict[str, Item]:
    found = part.get(section)
    return {} if found is None else found.members(name)


def _pairs(part: Item) -> tuple[Item, ...]:
    """Return the pairs that a file separates; they add up, so that no spec joins what its profile keeps apart."""
    access = part.get("access")
    return () if access is None else access.items("separate")


def _section(base: Item, root: Item, name: str) -> Item | None:
    below, over = base.get(name), root.get(name)
    if below is None or over is None:
        return over or below
    return replace(over, value=merged(below.value, over.value))
