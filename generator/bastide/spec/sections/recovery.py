"""`recovery:`: how often restores are tried, who hears of it, and where in the DR region things come back."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.model.restore import Restoring
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.known import known_channel
from bastide.spec.section import Full, Section
from bastide.spec.shape import Choice, Key, ListOf, Record, Text, name

NAME = "recovery"
EVERY = {"1mo": 1, "2mo": 2, "3mo": 3, "4mo": 4, "6mo": 6}
"""Months between restore tests: what divides a year; twice a year at least, so that none outlives a change of staff."""

DEFAULT_EVERY = "3mo"
USUAL_ZONES = ("a", "b")

_record = Record(
    {
        "test": Key(Choice(tuple(EVERY)), "How often each store's restore is tried; every quarter by default."),
        "notify": Key(name, "The channel that hears how each restore went; the first by default."),
        "availability_zones": Key(
            ListOf(Text("a letter", "[a-f]", 1, "a"), least=2, most=4, unique=True),
            "The DR region's availability zones; those of `platform` by default.",
        ),
    }
)


def build(draft: Draft) -> Restoring | None:
    """Return how a faultless draft makes sure that things come back, None where it doesn't say."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    own = item.items("availability_zones") or (draft.platform.items("availability_zones") if draft.platform else ())
    letters = tuple(sorted(str(one.value) for one in own)) or USUAL_ZONES
    first = min(draft.logging.members("alerts") if draft.logging else (), default="")
    return Restoring(EVERY[item.text("test", DEFAULT_EVERY)], item.text("notify") or first, letters, item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    if item is None:
        return
    yield from known_channel(draft, item.get("notify"))
    letters = item.get("availability_zones")
    if letters is not None and not _has_dr(draft.platform):
        said = "availability zones of a DR region are named, and there is no such region"
        yield fault("SPEC160", said, letters.place, fix="write `regions: {dr: ...}`, or leave the key out")


def _has_dr(platform: Item | None) -> bool:
    return platform is None or "dr" in platform.members("regions")


def _full(platform: Platform) -> Full:
    found = platform.recovery
    if found is None:
        return None
    full: dict[str, object] = {"test": f"{found.test_months}mo", "notify": found.notify}
    if platform.regions.dr is not None:
        full["availability_zones"] = list(found.availability_zones)
    return full


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "Tries each store's restore, and keeps a network in the DR region where things come back."),
    example="""\
recovery:
  test: 3mo                                  # every store, from the vaults of both regions
  notify: soc
""",
    check=_check,
    full=_full,
)
"""The section, as the spec's reader takes it."""
