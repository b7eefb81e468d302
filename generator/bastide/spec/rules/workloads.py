"""Workloads: public entries at the boundary, everything else inside, and only stores that exist."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.reading import closest
from bastide.spec.rules.flows import pairs
from bastide.spec.rules.homes import home


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `workloads:`."""
    del today
    for name, owned in draft.workloads.items():
        yield from home(draft, owned)
        yield from _kind(draft, name, owned)
        for store in owned.item.items("uses"):
            if store.value not in draft.stores and store.value not in draft.lost:
                known = list(draft.stores)
                yield fault(
                    "SPEC052", f"there is no store `{store.value}`", store.place, fix=closest(str(store.value), known)
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
    if web and workload.get("domain") is None:
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
        for source, destination in pairs(draft, flow.item)
        if source.zone == INTERNET and destination == here
    )
    if not any(item.value == "tcp/443" for flow in arriving for item in flow.items("allow")):
        said = f"no flow lets the internet reach the web workload `{name}` on tcp/443"
        fix = f"add `- {{from: internet, to: {here}, allow: tcp/443, why: ...}}` to `flows`"
        yield fault("SPEC094", said, owned.item.key, fix=fix)
