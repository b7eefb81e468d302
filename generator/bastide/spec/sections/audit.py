"""`audit:`: what is recorded and checked of the running platform, and when people audit it."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.audit import Area, Audit
from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.known import known_channel
from bastide.spec.section import Section
from bastide.spec.shape import Choice, Key, ListOf, Record, name

NAME = "audit"
EVERY = {"1mo": 1, "2mo": 2, "3mo": 3, "4mo": 4, "6mo": 6, "12mo": 12}
"""Months between audits: what divides a year, so that they fall on the same days of each; once a year at least
(8.1.7.5 b)."""

DEFAULT_EVERY = "6mo"
READS_LOGS = "logs"

_record = Record(
    {
        "every": Key(Choice(tuple(EVERY)), "How often people audit the platform; every half year by default."),
        "notify": Key(name, "The channel that is told of each audit, and of what breaks a rule; the first by default."),
        "packs": Key(
            ListOf(Choice(tuple(area.value for area in Area)), least=1, or_one=True, unique=True),
            "The areas whose rules are held against what runs; all four by default.",
        ),
    }
)


def build(draft: Draft) -> Audit | None:
    """Return the audit of a faultless draft, None where none is declared."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    first = min(draft.logging.members("alerts") if draft.logging else (), default="")
    chosen = {str(one.value) for one in item.items("packs")}
    packs = tuple(area for area in Area if not chosen or area.value in chosen)
    return Audit(EVERY[item.text("every", DEFAULT_EVERY)], item.text("notify") or first, packs, item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    if item is None:
        return
    yield from known_channel(draft, item.get("notify"))
    if not draft.lost_below("access") and not any(_reads_logs(role) for role in draft.roles.values()):
        said = "an audit is declared, and no role reads the logs"
        fix = "add `auditor: {read: [logs]}` to `access.roles`"
        yield fault("SPEC145", said, item.key, fix=fix)


def _reads_logs(role: Item) -> bool:
    return any(str(one.value) == READS_LOGS for one in role.items("read"))


def _full(platform: Platform) -> Mapping[str, object] | None:
    found = platform.audit
    if found is None:
        return None
    return {
        "every": f"{found.every_months}mo",
        "notify": found.notify,
        "packs": [area.value for area in found.packs],
    }


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "Records every setting in every region, holds rules against them, and calls people to an audit."),
    example="audit: {every: 6mo, notify: soc}\n",
    check=_check,
    full=_full,
)
"""The section, as the spec's reader takes it."""
