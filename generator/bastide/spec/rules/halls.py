"""Halls: sessions for terminals of sites, by one private door that leads to the broker and to no host."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.site_flows import SITES
from bastide.spec.values import closest


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with where the terminals of halls come in."""
    del today
    doors: dict[ZoneRef, Item] = {}
    for name, owned in draft.workloads.items():
        for item in owned.item.items("site"):
            yield from _site(draft, name, owned, item, doors)


def _site(draft: Draft, name: str, owned: Owned, item: Item, doors: dict[ZoneRef, Item]) -> Iterator[Diagnostic]:
    sites = draft.entries(SITES)
    site = sites.get(str(item.value))
    if site is None:
        if not draft.is_lost(SITES, str(item.value)):
            yield fault("SPEC127", f"there is no site `{item.value}`", item.place, fix=closest(str(item.value), sites))
        return
    landing = draft.home(site)
    if landing == draft.home(owned):
        said = f"hall `{name}` stands in zone `{landing}`, in which its site `{item.value}` lands"
        label = Label(site.item.at("zone"), "where the site lands")
        yield fault("SPEC126", said, owned.item.at("zone"), label, fix="give the sessions a zone of their own")
    first = doors.setdefault(landing, item)
    other = next((one for one in doors if one != landing), None)
    if first is item and other is not None:
        said = f"site `{item.value}` lands in zone `{landing}`, and another one's in zone `{other}`"
        yield fault(
            "SPEC125", said, item.place, Label(doors[other].place), fix="let the sites of halls land in one zone"
        )
