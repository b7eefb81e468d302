"""Flows of sites: each has them with the zone that it lands in, and with nothing else."""

from collections.abc import Iterator

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item

SITES = "sites"


def flows(draft: Draft) -> Iterator[Diagnostic]:
    """Yield a fault for each flow by which a site would reach past its zone."""
    sites = draft.entries(SITES)
    for owned in draft.flows if sites else ():
        for source in owned.item.items("from"):
            for destination in owned.item.items("to"):
                for end, other in ((source, destination), (destination, source)):
                    if str(end.value) in sites:
                        yield from _past(draft, owned, end, other)


def _past(draft: Draft, flow: Owned, end: Item, other: Item) -> Iterator[Diagnostic]:
    site = draft.entries(SITES)[str(end.value)]
    landing, peer = draft.home(site), draft.reference(str(other.value), flow.agency)
    if landing != peer:
        said = f"site `{end.value}` has a flow with `{peer}`, and it lands in zone `{landing}`"
        label = Label(site.item.at("zone"), "where it lands")
        fix = f"let the flow end in `{landing}`, and add one from there"
        yield fault("SPEC121", said, other.place, label, fix=fix)
