"""`destruction:`: who must agree that data is destroyed for good, and how long that can be taken back."""

from collections.abc import Iterator
from datetime import date

from bastide.model.destruction import Destruction
from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.section import Full, Section
from bastide.spec.shape import Key, Record, Whole, duration

NAME = "destruction"
APPROVALS, MOST_APPROVALS = 2, 5
LEAST_DAYS, MOST_DAYS = 14, 30
"""Days that a key waits for its end: AWS KMS takes 7 to 30; two weeks leave time to notice and to ask."""

_record = Record(
    {
        "approvals": Key(Whole(APPROVALS, MOST_APPROVALS), "How many people must agree; two by default."),
        "wait": Key(duration, "How long a key can still be had back, 14d to 30d; 30d by default."),
    }
)


def build(draft: Draft) -> Destruction | None:
    """Return how data is destroyed, None where the spec doesn't say."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    wait = units.days(item.text("wait")) if item.get("wait") else MOST_DAYS
    return Destruction(int(item.text("approvals", str(APPROVALS))), wait, item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    wait = None if item is None else item.get("wait")
    if wait is not None and not LEAST_DAYS <= units.days(str(wait.value)) <= MOST_DAYS:
        said = f"a key waits `{wait.value}` for its end"
        yield fault("SPEC165", said, wait.place, fix=f"write {LEAST_DAYS}d to {MOST_DAYS}d")


def _full(platform: Platform) -> Full:
    one = platform.destruction
    return None if one is None else {"approvals": one.approvals, "wait": f"{one.wait_days}d"}


SECTION = Section(
    name=NAME,
    word="destruction",
    key=Key(_record, "How data is destroyed for good, by destroying its key."),
    example="""\
destruction:
  approvals: 3                               # people, none of whom may be the one who asks
  wait: 30d
""",
    check=_check,
    full=_full,
)
