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

_OF_HALLS = {"site": "site: hall-tianhe", "image": "image: window-2026-10", "sessions": "sessions: 40"}
_OF_WEB = ("latency_ms",)


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the keys of halls, and with where their terminals come in."""
    del today
    doors: dict[ZoneRef, Item] = {}
    for name, owned in draft.workloads.items():
        yield from _keys(draft, name, owned.item)
        for item in owned.item.items("site"):
            yield from _site(draft, name, owned, item, doors)


def _keys(draft: Draft, name: str, workload: Item) -> Iterator[Diagnostic]:
    kind = workload.text("kind")
    wanted = tuple(_OF_HALLS) if kind == "hall" else ()
    for key in wanted:
        if workload.get(key) is None and not draft.is_lost("workloads", name, key):
            yield fault("SPEC123", f"the hall `{name}` has no `{key}`", workload.key, fix=f"add `{_OF_HALLS[key]}`")
    foreign = [*(() if kind == "hall" else _OF_HALLS), *(() if kind == "web" else _OF_WEB)]
    for key in (*foreign, *(("uses",) if kind == "hall" else ())):
        item = workload.get(key)
        if kind and item is not None and item.value != ():
            said = f"`{key}` means nothing to the {kind} workload `{name}`"
            yield fault("SPEC124", said, item.key, fix=f"remove `{key}`, or choose another `kind`")


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
