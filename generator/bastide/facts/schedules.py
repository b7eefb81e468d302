"""How often a backup plan makes a backup: the longest time between two, in minutes."""

import re
from itertools import pairwise

CRON = re.compile(r"cron\(([^)]*)\)")
RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
DAY = 24 * 60
FIELDS = 6
ANY = ("*", "?")


def longest_gap(schedule: str | None) -> int | None:
    """Return the longest time between two runs of a schedule in minutes, None for one that doesn't run every day.

    AWS Backup runs once a day where a rule has no schedule (AWS Backup guide, backup plan options). An expression has
    six fields: minutes, hours, day of the month, month, day of the week, year (Amazon EventBridge Scheduler guide).
    """
    if schedule is None:
        return DAY
    rate = RATE.fullmatch(schedule.strip())
    if rate:
        return int(rate.group(1)) * MINUTES[rate.group(2)]
    fields = cron_fields(schedule)
    if len(fields) != FIELDS or not _every_day(fields):
        return None
    hours, minutes = _values(fields[1], 24), _values(fields[0], 60)
    if not hours or not minutes:
        return None
    runs = sorted(hour * 60 + minute for hour in hours for minute in minutes)
    return max(later - earlier for earlier, later in pairwise([*runs, runs[0] + DAY]))


def cron_fields(schedule: str) -> list[str]:
    """Return the fields of a `cron(...)` expression, none for anything else."""
    found = CRON.fullmatch(schedule.strip())
    return found.group(1).split() if found else []


def _every_day(fields: list[str]) -> bool:
    return fields[2] in ANY and fields[3] == "*" and fields[4] in ANY and fields[5] == "*"


def _values(field: str, end: int) -> set[int]:
    """Return the values that a field of minutes or hours means: a list of numbers, ranges and steps."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if first == "*":
            low, high = 0, end - 1
        elif first.isdigit() and (last.isdigit() or not last):
            low, high = int(first), int(last) if last else (end - 1 if step else int(first))
        else:
            return set()
        if step and (not step.isdigit() or not int(step)):
            return set()
        found.update(range(low, high + 1, int(step or 1)))
    return {one for one in found if one < end}
