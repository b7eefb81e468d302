"""Workloads: public entries at the boundary, everything else inside, and only stores that exist."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.kinds import WorkloadKind
from bastide.model.place import Place
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.handing_on import shared_with
from bastide.spec.item import Item
from bastide.spec.rules.flows import Openings
from bastide.spec.rules.homes import home
from bastide.spec.rules.known import known_store

_HTTPS = 443
WITH_ROLE = tuple(kind for kind in WorkloadKind if kind.has_role)
"""Kinds whose copies carry a role, to which another agency's share can be given."""

_PORTS = {"postgres": 5432, "file": 2049}
"""The port on which a store of a kind is used; object stores are reached through the cloud's own endpoints."""


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `workloads:`."""
    del today
    openings = Openings(draft)
    for name, owned in draft.workloads.items():
        yield from home(draft, owned)
        yield from _zone(draft, name, owned)
        yield from _domain(draft, name, owned.item)
        yield from _reached(draft, name, owned, openings)
        for item in owned.item.items("uses"):
            yield from known_store(draft, item)
            yield from _used(draft, name, owned, item, openings)
    yield from _domains(draft)


def _zone(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    workload, exposure = owned.item, draft.exposure(draft.home(owned).zone)
    kind = workload.get("kind")
    if not exposure or kind is None or (kind.value == "web") == (exposure == "internet"):
        return
    zone = draft.zones[draft.home(owned).zone]
    said = f"the {kind.value} workload `{name}` sits in a zone with `exposure: {exposure}`"
    labels = (Label(workload.at("zone")), Label(zone.at("exposure"), "the zone's exposure"))
    wanted = "with `exposure: internet`" if kind.value == "web" else "that the internet can't reach"
    yield fault("SPEC093", said, *labels, fix=f"move it to a zone {wanted}")


def _domain(draft: Draft, name: str, workload: Item) -> Iterator[Diagnostic]:
    kind, domain = workload.text("kind"), workload.get("domain")
    if kind == "web" and domain is None and not draft.is_lost("workloads", name, "domain"):
        said = f"the web workload `{name}` has no `domain`"
        yield fault("SPEC092", said, workload.key, fix="add `domain: portal.example.gov`")
    elif kind not in ("", "web", "llm") and domain is not None:
        said = f"the {kind} `{name}` has a domain, and no public entry"
        yield fault("SPEC095", said, domain.place, fix="remove `domain`, or write `kind: web`")


def _domains(draft: Draft) -> Iterator[Diagnostic]:
    first: dict[str, Place] = {}
    for owned in draft.workloads.values():
        item = owned.item.get("domain")
        if item is None:
            continue
        known = first.setdefault(str(item.value), item.place)
        if known != item.place:
            said, label = f"the domain `{item.value}` leads to two workloads", Label(known, "the other one")
            yield fault("SPEC098", said, item.place, label, fix="give each entry a name of its own")


def _reached(draft: Draft, name: str, owned: Owned, openings: Openings) -> Iterator[Diagnostic]:
    here = draft.home(owned)
    entry = owned.item.text("kind") == "web" and draft.exposure(here.zone) == "internet"
    if entry and draft.knows_all_flows and not openings.holds(ZoneRef(INTERNET), here, _HTTPS):
        said = f"no flow lets the internet reach the web workload `{name}` on tcp/{_HTTPS}"
        fix = f"add `- {{from: internet, to: {here}, allow: tcp/{_HTTPS}, why: ...}}` to `flows`"
        yield fault("SPEC094", said, owned.item.key, fix=fix)


def _used(draft: Draft, name: str, owned: Owned, item: Item, openings: Openings) -> Iterator[Diagnostic]:
    store = draft.stores.get(str(item.value))
    if store is None:
        return
    here, there = draft.home(owned), draft.home(store)
    if there.agency is not None and there.agency != here.agency:
        if owned.item.text("kind") in WITH_ROLE and shared_with(draft, str(item.value), here.agency):
            return
        said = f"workload `{name}` uses `{item.value}`, which belongs to agency `{there.agency}`"
        label = Label(store.item.key, "the store")
        fix = "ask that agency for a share, or for a service and a flow to it"
        yield fault("SPEC085", said, item.place, label, fix=fix)
        return
    port = _PORTS.get(store.item.text("kind"))
    if port is None or not draft.knows_all_flows:
        return
    known = {here.zone, there.zone} <= draft.zones.keys()
    if known and here != there and not openings.holds(here, there, port):
        said = f"workload `{name}` uses `{item.value}`, and no flow opens tcp/{port} from `{here}` to `{there}`"
        fix = f"add `- {{from: {here}, to: {there}, allow: tcp/{port}, why: ...}}` to `flows`"
        yield fault("SPEC099", said, item.place, Label(store.item.key, "the store"), fix=fix)
