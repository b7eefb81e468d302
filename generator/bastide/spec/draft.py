"""A spec with its profile and includes merged, every value still at its place, nothing resolved yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bastide.model.platform import INTERNET, SERVICES, ZoneRef
from bastide.spec import units
from bastide.spec.item import Item


@dataclass(frozen=True, slots=True)
class Owned:
    """An item and the agency whose file it stands in, None for the platform's own files."""

    item: Item
    agency: str | None


@dataclass(slots=True)
class Draft:
    """Everything that was declared, by name.

    `lost` are names whose entries were too faulty to keep; `floor_tiers` the tier that the profile gives each class.
    `unread` tells that a file or profile is missing, so that whatever it declares would seem unknown.
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
    profile_roles: frozenset[str] = frozenset()
    logging: Item | None = None
    lost: set[str] = field(default_factory=set)
    floor_tiers: dict[str, Item] = field(default_factory=dict)
    unread: bool = False

    def per_agency(self, zone: str) -> bool:
        """Whether a zone has one copy for each agency."""
        found = self.zones.get(zone)
        return found is not None and found.get("per") is not None

    def exposure(self, zone: str) -> str:
        """Return a zone's exposure, empty for one that isn't declared."""
        found = self.zones.get(zone)
        return "" if found is None else found.text("exposure")

    def home(self, owned: Owned) -> ZoneRef:
        """Return the zone copy that a store or workload lives in; in an agency's file that agency's own."""
        zone = owned.item.get("zone")
        return ZoneRef("") if zone is None else self.end(owned, zone)

    def end(self, owned: Owned, item: Item) -> ZoneRef:
        """Return the zone that one end of a rule names; in an agency's file a zone with copies is its own copy."""
        reference = units.reference(str(item.value))
        if reference.agency is None and self.per_agency(reference.zone):
            return replace(reference, agency=owned.agency)
        return reference

    def copies(self, reference: ZoneRef) -> Iterator[ZoneRef]:
        """Yield the copies that a reference stands for."""
        if reference.agency is None and self.per_agency(reference.zone):
            yield from (ZoneRef(reference.zone, agency) for agency in sorted(self.agencies))
        else:
            yield reference

    def knows_zone(self, name: str) -> bool:
        """Whether a zone of that name may be spoken of; one that was lost to a fault isn't reported twice."""
        return name in self.zones or name in self.lost or name == INTERNET

    def rank(self, data_class: str) -> int:
        """Return a class's place in the order, lowest 0; -1 for one that isn't declared."""
        names = list(self.classes)
        return names.index(data_class) if data_class in names else -1


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


RESERVED = (INTERNET, SERVICES)
