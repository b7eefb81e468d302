"""Who may work on personal data: the services that it was collected for, and nobody else."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.handing_on import copies_of
from bastide.spec.item import Item
from bastide.spec.values import listed


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield a fault for each personal store that a workload uses for another purpose than its service."""
    del today
    for name, owned in draft.workloads.items():
        purpose = owned.item.text("purpose", "service")
        for item in owned.item.items("uses") if purpose != "service" else ():
            yield from _used(draft, name, owned, item)


def _used(draft: Draft, name: str, owned: Owned, item: Item) -> Iterator[Diagnostic]:
    store = draft.stores.get(str(item.value))
    if store is None or not store.item.flag("personal"):
        return
    copies = copies_of(draft, str(item.value))
    said = f"workload `{name}` of purpose `{owned.item.text('purpose')}` uses `{item.value}`, which holds personal data"
    purpose, personal = owned.item.at("purpose"), store.item.at("personal")
    labels = (Label(item.place), Label(purpose, "its purpose"), Label(personal, "here"))
    fix = f"use {listed(copies)}, its masked copy" if copies else f"add a mask of `{item.value}` and use its copy"
    yield fault("SPEC150", said, *labels, fix=fix)
