"""Durations, dates and references as a spec writes them."""

from datetime import date
from functools import cache

from bastide.model.platform import ZoneRef
from bastide.model.traffic import Protocol, Traffic

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60}
_DAY = 24 * 60
_CENTURY = 1200


def minutes(duration: str) -> int:
    """Return a duration in minutes: `4h` is 240; months and years count their longest calendar span."""
    if duration.endswith("mo"):
        return _longest_months(int(duration[:-2])) * _DAY
    if duration.endswith("y"):
        return _longest_months(int(duration[:-1]) * 12) * _DAY
    return int(duration[:-1]) * _MINUTES[duration[-1]]


def days(duration: str) -> int:
    """Return a duration in whole days, rounded up: `6mo` is 184, `3y` is 1096, `36h` is 2."""
    return -(-minutes(duration) // _DAY)


def shown(minutes: int) -> str:
    """Return minutes as the shortest exact duration: 240 is `4h`."""
    if minutes % _DAY == 0:
        return f"{minutes // _DAY}d"
    return f"{minutes // _MINUTES['h']}h" if minutes % _MINUTES["h"] == 0 else f"{minutes}m"


@cache
def _longest_months(months: int) -> int:
    """Return the most days that so many consecutive months can have, leap days included."""
    if months > _CENTURY:
        return months * 31
    starts = [(year, month) for year in (2020, 2021, 2022, 2023) for month in range(1, 13)]
    return max((_first_of(year, month + months) - _first_of(year, month)).days for year, month in starts)


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def day(text: str) -> date | None:
    """Return a date, None if the calendar has no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def reference(text: str) -> ZoneRef:
    """Return `zone` or `zone@agency` as a reference."""
    zone, _, agency = text.partition("@")
    return ZoneRef(zone, agency or None)


def traffic(text: str) -> Traffic:
    """Return `tcp/443`, `udp/6000-6010` or `icmp/8` as traffic; bounds are a rule's business."""
    protocol, _, ports = text.partition("/")
    first, _, last = ports.partition("-")
    return Traffic(Protocol(protocol), int(first), int(last or first))
