"""How often a backup plan makes a backup: the longest time between two, in minutes."""

import re
from itertools import pairwise

CRON = re.compile(r"cron\(([^)]*)\)")
RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
DAY = 24 * 60
FIELDS = 6
MONTHS = 12
MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
LAST_DAY_OF_ALL = 28
ANY = ("*", "?")


def longest_gap(*schedules: str | None) -> int | None:
    """Return the longest time between two runs of any of some schedules in minutes, None if none runs every day.

    AWS Backup runs once a day where a rule has no schedule (AWS Backup guide, backup plan options). An expression has
    six fields: minutes, hours, day of the month, month, day of the week, year (Amazon EventBridge Scheduler guide).
    """
    daily = {run for schedule in schedules for run in _runs(schedule)}
    gaps = [gap for schedule in schedules if (gap := _rate(schedule)) is not None]
    if daily:
        runs = sorted(daily)
        gaps.append(max(later - earlier for earlier, later in pairwise([*runs, runs[0] + DAY])))
    return min(gaps, default=None)


def longest_months(schedule: str | None) -> int | None:
    """Return the longest time between two runs in months, None for what doesn't run in every year.

    Whatever runs within a month counts once. Days that not every month has (29 to 31) don't count as every month's.
    """
    fields = cron_fields(_numbered(schedule or ""))
    if len(fields) != FIELDS or fields[5] != "*" or not _in_any_month(fields):
        return None
    months = sorted(_values(fields[3], MONTHS + 1) - {0})
    if not months:
        return None
    return max(later - earlier for earlier, later in pairwise([*months, months[0] + MONTHS]))


def _numbered(schedule: str) -> str:
    for number, name in enumerate(MONTH_NAMES, 1):
        schedule = schedule.replace(name, str(number))
    return schedule


def _in_any_month(fields: list[str]) -> bool:
    """Tell whether the days that are named come in every month: days of the week do, of the month up to the 28th."""
    return fields[2] in ANY or any(day <= LAST_DAY_OF_ALL for day in _values(fields[2], 32) - {0})


def _rate(schedule: str | None) -> int | None:
    found = None if schedule is None else RATE.fullmatch(schedule.strip())
    return int(found.group(1)) * MINUTES[found.group(2)] if found else None


def _runs(schedule: str | None) -> set[int]:
    """Return the minutes of the day at which a schedule runs, none for one that doesn't run every day."""
    if schedule is None:
        return {0}
    fields = cron_fields(schedule)
    if len(fields) != FIELDS or not _every_day(fields):
        return set()
    return {hour * 60 + minute for hour in _values(fields[1], 24) for minute in _values(fields[0], 60)}


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
