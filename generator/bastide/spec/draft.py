"""A spec with its profile and includes merged, every value still at its place, nothing resolved yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bastide.model.place import Place
from bastide.model.platform import EGRESS, FIREWALL_ZONES, INTERNET, OUTER_SERVICES, RECOVERY, SERVICES, ZoneRef
from bastide.spec import units
from bastide.spec.item import Item

RESERVED = (INTERNET, SERVICES, OUTER_SERVICES, EGRESS, RECOVERY, *FIREWALL_ZONES)


@dataclass(frozen=True, slots=True)
class Owned:
    """An item and the agency whose file it stands in, None for the platform's own files."""

    item: Item
    agency: str | None


@dataclass(slots=True)
class Draft:
    """Everything that was declared, by name.

    `profile_roles` speak of the zones that there are; `idle_roles` are those of them for which there is none here.
    `sections` and `settings` are what capabilities add: maps of names, and records, by the name of their key.
    `lost` are paths such as `zones.app` that were too faulty to keep, `lowered` the places of values that lower the
    profile: what follows from them isn't told again.
    """

    platform: Item | None = None
    agencies: dict[str, Item] = field(default_factory=dict)
    classes: dict[str, Item] = field(default_factory=dict)
    tiers: dict[str, Item] = field(default_factory=dict)
    zones: dict[str, Item] = field(default_factory=dict)
    stores: dict[str, Owned] = field(default_factory=dict)
    workloads: dict[str, Owned] = field(default_factory=dict)
    flows: list[Owned] = field(default_factory=list)
    never: list[Owned] = field(default_factory=list)
    waivers: list[Item] = field(default_factory=list)
    access: Item | None = None
    roles: dict[str, Item] = field(default_factory=dict)
    separate: tuple[Item, ...] = ()
    profile_roles: frozenset[str] = frozenset()
    idle_roles: frozenset[str] = frozenset()
    logging: Item | None = None
    sections: dict[str, dict[str, Owned]] = field(default_factory=dict)
    settings: dict[str, Item] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    lowered: frozenset[Place] = frozenset()

    def is_lost(self, *path: str) -> bool:
        """Whether a value, or something that holds it, was written but too faulty to keep: that is told already."""
        return any(".".join(path[:length]) in self.lost for length in range(1, len(path) + 1))

    def lost_below(self, *path: str) -> bool:
        """Whether a value or any part of it was too faulty to keep."""
        start = ".".join(path)
        return self.is_lost(*path) or any(one.startswith((f"{start}.", f"{start}[]")) for one in self.lost)

    def entries(self, section: str) -> dict[str, Owned]:
        """Return the entries of a capability's map of names, empty where the spec has none."""
        return self.sections.get(section, {})

    @property
    def knows_all_flows(self) -> bool:
        """Whether no flow was too faulty to keep, so that one that is missing is really missing."""
        return not self.lost_below("flows")

    def per_agency(self, zone: str) -> bool:
        """Whether a zone has one copy for each agency."""
        found = self.zones.get(zone)
        return found is not None and found.get("per") is not None

    def exposure(self, zone: str) -> str:
        """Return a zone's exposure, empty for one that isn't declared."""
        found = self.zones.get(zone)
        return "" if found is None else found.text("exposure")

    def reference(self, text: str, agency: str | None) -> ZoneRef:
        """Return a zone as written in a file; in an agency's file a zone with copies means that agency's own."""
        reference = units.reference(text)
        if reference.agency is None and self.per_agency(reference.zone):
            return replace(reference, agency=agency)
        return reference

    def home(self, owned: Owned) -> ZoneRef:
        """Return the zone copy that a store or workload lives in."""
        return self.reference(owned.item.text("zone"), owned.agency)

    def copies(self, reference: ZoneRef) -> Iterator[ZoneRef]:
        """Yield the copies that a reference stands for."""
        if reference.agency is None and self.per_agency(reference.zone):
            yield from (ZoneRef(reference.zone, agency) for agency in sorted(self.agencies))
        else:
            yield reference

    def knows_zone(self, name: str) -> bool:
        """Whether a zone of that name may be spoken of; one that was lost to a fault isn't reported twice."""
        known = name in self.zones or name in self.entries("sites") or name == INTERNET
        return known or self.is_lost("zones", name) or self.is_lost("sites", name)

    def rank(self, data_class: str) -> int:
        """Return a class's place in the order, lowest 0; -1 for one that isn't declared."""
        names = list(self.classes)
        return names.index(data_class) if data_class in names else -1

    def tier_of(self, store: Item) -> Item | None:
        """Return a store's tier, its own or its class's; None if it isn't declared."""
        data_class = self.classes.get(store.text("class"))
        named = store.text("tier") or ("" if data_class is None else data_class.text("tier"))
        return self.tiers.get(named)


def merged(base: Mapping[str, Item], over: Mapping[str, Item]) -> dict[str, Item]:
    """Lay one map of entries over another, key by key; lists and values replace, places follow the value."""
    result = dict(base)
    for name, item in over.items():
        below = base.get(name)
        result[name] = item if below is None else _laid_over(below, item)
    return result


def _laid_over(below: Item, item: Item) -> Item:
    if isinstance(below.value, dict) and isinstance(item.value, dict):
        return replace(item, value={**below.value, **item.value})
    return item
