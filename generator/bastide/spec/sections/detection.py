"""`detection:`: who looks for attacks, and who hears of what is found."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.detection import Detection
from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.spec.draft import Draft
from bastide.spec.rules.known import known_channel
from bastide.spec.section import Section
from bastide.spec.shape import Key, Record, name

NAME = "detection"
TIERS = ("low", "medium", "high")

_record = Record(
    {
        "low": Key(name, "The channel that hears when tickets of minor findings lie about."),
        "medium": Key(name, "The channel that hears what a person must look at within the hour."),
        "high": Key(name, "The channel that hears of severe findings, while the host or access key is cut off."),
    }
)


def build(draft: Draft) -> Detection | None:
    """Return the tiers' channels of a faultless draft, None where nothing is detected; the first is the default."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    first = min(draft.logging.members("alerts") if draft.logging else (), default="")
    low, medium, high = (item.text(tier) or first for tier in TIERS)
    return Detection(low, medium, high, item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    if item is not None:
        for tier in TIERS:
            yield from known_channel(draft, item.get(tier))


def _full(platform: Platform) -> Mapping[str, object] | None:
    found = platform.detection
    return None if found is None else {"low": found.low, "medium": found.medium, "high": found.high}


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "Detectors in every region of the platform; each tier's channel is the first one by default."),
    example="detection: {medium: soc, high: soc}\n",
    check=_check,
    full=_full,
)
"""The section, as the spec's reader takes it."""
