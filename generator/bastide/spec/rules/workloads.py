"""Workloads: public entries at the boundary, everything else inside, and only stores that exist."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.reading import closest
from bastide.spec.rules.flows import pairs
from bastide.spec.rules.homes import home


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `workloads:`."""
    del today
    yield from _domains(draft)
    for name, owned in draft.workloads.items():
        yield from home(draft, owned)
        yield from _kind(draft, name, owned)
        for store in owned.item.items("uses"):
            if store.value in draft.stores:
                yield from _use(draft, name, owned, store)
            elif store.value not in draft.lost:
                known = list(draft.stores)
                yield fault(
                    "SPEC052", f"there is no store `{store.value}`", store.place, fix=closest(str(store.value), known)
                )


_PORTS = {"postgres": "tcp/5432", "file": "tcp/2049"}


def _use(draft: Draft, name: str, owned: Owned, item: Item) -> Iterator[Diagnostic]:
    store = draft.stores[str(item.value)]
    here, there = draft.home(owned), draft.home(store)
    if there.agency not in (None, here.agency):
        said = f"workload `{name}` uses `{item.value}`, which belongs to agency `{there.agency}`"
        yield fault(
            "SPEC085",
            said,
            Label(item.place),
            Label(store.item.key, "declared here"),
            fix="ask its agency for a service",
        )
        return
    port = _PORTS.get(store.item.text("kind"))
    if port is not None and here != there and not _open(draft, here, there, port):
        said = f"workload `{name}` uses `{item.value}`, and no flow leads from `{here}` to `{there}` on {port}"
        fix = f"add `- {{from: {here}, to: {there}, allow: {port}, why: ...}}` to `flows`"
        yield fault("SPEC099", said, Label(item.place), Label(store.item.key, "declared here"), fix=fix)


def _open(draft: Draft, here: ZoneRef, there: ZoneRef, port: str) -> bool:
    wanted = units.traffic(port)
    for owned in draft.flows:
        allowed = [units.traffic(str(item.value)) for item in owned.item.items("allow")]
        fits = any(one.protocol == wanted.protocol and one.first <= wanted.first <= one.last for one in allowed)
        if fits and (here, there) in pairs(draft, owned):
            return True
    return False


def _domains(draft: Draft) -> Iterator[Diagnostic]:
    first: dict[str, Item] = {}
    for owned in draft.workloads.values():
        domain = owned.item.get("domain")
        if domain is None:
            continue
        known = first.setdefault(str(domain.value), domain)
        if known is not domain:
            said = f"two entries have the domain `{domain.value}`"
            yield fault(
                "SPEC098", said, Label(domain.place), Label(known.place, "first here"), fix="give each its own name"
            )


def _kind(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    workload, exposure = owned.item, draft.exposure(draft.home(owned).zone)
    web = workload.text("kind") == "web"
    if exposure and web != (exposure == "internet"):
        zone = draft.zones[draft.home(owned).zone]
        wanted = "with" if web else "without"
        said = f"the {workload.text('kind')} workload `{name}` sits in a zone with `exposure: {exposure}`"
        places = (Label(workload.at("zone")), Label(zone.at("exposure"), "this"))
        yield fault("SPEC093", said, *places, fix=f"move it to a zone {wanted} `exposure: internet`")
    elif web and exposure:
        yield from _reached(draft, name, owned)
    if web and workload.lacks("domain"):
        yield fault(
            "SPEC092",
            f"the web workload `{name}` has no `domain`",
            workload.key,
            fix="add `domain: portal.example.gov`",
        )
    elif not web and workload.get("domain") is not None:
        yield fault(
            "SPEC095",
            f"the workload `{name}` has a domain and is no entry",
            workload.at("domain"),
            fix="remove `domain`",
        )


def _reached(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    here = draft.home(owned)
    arriving = (
        flow.item
        for flow in draft.flows
        for source, destination in pairs(draft, flow)
        if source.zone == INTERNET and destination == here
    )
    if not any(item.value == "tcp/443" for flow in arriving for item in flow.items("allow")):
        said = f"no flow lets the internet reach the web workload `{name}` on tcp/443"
        fix = f"add `- {{from: internet, to: {here}, allow: tcp/443, why: ...}}` to `flows`"
        yield fault("SPEC094", said, owned.item.key, fix=fix)
