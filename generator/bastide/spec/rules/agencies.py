"""Agencies: their ceilings, and files that speak for nobody else."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.rules.known import known_class


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `agencies:` and with what agencies' own files decide."""
    del today
    for agency in draft.agencies.values():
        yield from known_class(draft, agency.get("ceiling"))
    for owned in draft.flows:
        yield from _flow(draft, owned)


def _flow(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    for end in (*owned.item.items("from"), *owned.item.items("to")) if owned.agency is not None else ():
        reference = draft.reference(str(end.value), owned.agency)
        if reference.agency != owned.agency and draft.knows_zone(reference.zone):
            said = f"the file of agency `{owned.agency}` speaks of `{end.value}`, which isn't its own"
            fix = "move the flow to the platform's own page, where everybody concerned reviews it"
            yield fault("SPEC049", said, end.place, fix=fix)
