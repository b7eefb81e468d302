"""Days on which things end."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.item import Item


def ended(item: Item, today: date, code: str, what: str) -> Iterator[Diagnostic]:
    """Yield a fault if an item's `until` is no day of the calendar or has passed."""
    until = item.get("until")
    if until is None:
        return
    last = units.day(str(until.value))
    if last is None:
        said = f"`{until.value}` is not a day of the calendar"
        yield fault("SPEC096", said, until.place, fix="write a day that exists, such as `2027-03-31`")
    elif last < today:
        said = f"{what} ended on {last}"
        yield fault(code, said, until.place, fix="remove it, or have its owner extend `until`")
