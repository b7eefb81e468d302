"""Where stores and workloads live."""

from collections.abc import Iterator

from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import INTERNET
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.rules.known import known_zone
from bastide.spec.values import closest


def home(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    """Yield what is wrong with the zone that a store or workload names."""
    zone = owned.item.get("zone")
    if zone is None:
        return
    reference = draft.home(owned)
    if reference.zone == INTERNET:
        said = "`internet` is the world outside; nothing of the platform lives there"
        yield fault("SPEC030", said, zone.place, fix=closest(reference.zone, draft.zones))
        return
    yield from known_zone(draft, reference, zone.place)
    if draft.per_agency(reference.zone) and reference.agency is None:
        said = f"zone `{reference.zone}` has a copy for each agency, and this names none"
        first = next(iter(draft.agencies), "AGENCY")
        fix = f"write `{reference.zone}@{first}`, or move it into an agency's file"
        yield fault("SPEC033", said, zone.place, fix=fix)
    elif owned.agency is not None and reference.agency in draft.agencies and reference.agency != owned.agency:
        said = f"the file of `{owned.agency}` places something in the zone of `{reference.agency}`"
        yield fault("SPEC049", said, zone.place, fix=f"write `{reference.zone}`, or move it into that agency's file")
