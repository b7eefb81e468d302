"""Where stores and workloads live."""

from collections.abc import Iterator

from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import INTERNET
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.reading import closest
from bastide.spec.rules.zones import unknown


def home(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    """Yield what is wrong with the zone that a store or workload names."""
    zone = owned.item.get("zone")
    if zone is None:
        return
    reference = draft.home(owned)
    if reference.zone == INTERNET:
        said = "nothing of the platform lives in the internet"
        yield fault("SPEC030", said, zone.place, fix=closest(reference.zone, list(draft.zones)))
        return
    yield from unknown(draft, reference, zone.place)
    if draft.per_agency(reference.zone) and reference.agency is None:
        said = f"zone `{reference.zone}` has a copy for each agency, and this names none"
        first = next(iter(draft.agencies), "AGENCY")
        yield fault(
            "SPEC033", said, zone.place, fix=f"write `{reference.zone}@{first}`, or move it into an agency's file"
        )
    elif owned.agency is not None and reference.agency not in (None, owned.agency):
        said = f"`{zone.value}` belongs to another agency than this file's, `{owned.agency}`"
        yield fault("SPEC033", said, zone.place, fix=f"write `{reference.zone}`, or move it into that agency's file")
