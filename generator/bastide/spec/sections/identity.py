"""`identity:`: what the account demands of whoever signs in, and what the organisation forbids it."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.account import Identity, Organization
from bastide.model.diagnostic import Diagnostic
from bastide.model.platform import Platform
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.known import known_channel
from bastide.spec.section import Section
from bastide.spec.shape import Key, ListOf, Record, Text, Whole, duration, name

NAME = "identity"
LENGTH, LONGEST = 14, 128
"""Characters of a password: CIS AWS Foundations 1.8; the longest that IAM can demand."""

PASSWORD_DAYS, UNUSED_DAYS = 90, 90
"""How old a password may become (IAM-02), and after how long an unused right is reported."""

_account = Text("twelve digits in quotes", "[0-9]{12}", 12, '"210987654321"')
_target = Text(
    "an organisation's root, unit or account", r"r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|[0-9]{12}", 68
)
_organization = Record(
    {
        "management": Key(_account, "The account that manages the organisation.", required=True),
        "targets": Key(
            ListOf(_target, least=1, most=20, or_one=True, unique=True),
            "Roots, units or accounts whose powers are cut.",
            required=True,
            example="ou-ab12-window99",
        ),
    },
    fragile=True,
)
_record = Record(
    {
        "password_length": Key(Whole(1, LONGEST), "Characters of a password, 14 at least."),
        "password_age": Key(duration, "After how long a password must change, 90d at most."),
        "unused": Key(duration, "After how long an unused right is reported, 90d at most."),
        "notify": Key(name, "The channel that hears of access from outside and unused rights; the first by default."),
        "organization": Key(_organization, "Service control policies, written for the managing account to apply."),
    }
)


def build(draft: Draft) -> Identity | None:
    """Return the account's rules of a faultless draft, None where it has none."""
    item = draft.settings.get(NAME)
    if item is None:
        return None
    return Identity(
        password_length=int(item.text("password_length", str(LENGTH))),
        password_days=_days(item, "password_age", PASSWORD_DAYS),
        unused_days=_days(item, "unused", UNUSED_DAYS),
        notify=item.text("notify") or min(draft.logging.members("alerts") if draft.logging else (), default=""),
        organization=_built(item.get("organization")),
        place=item.key,
    )


def _built(item: Item | None) -> Organization | None:
    if item is None:
        return None
    return Organization(item.text("management"), tuple(sorted(str(one.value) for one in item.items("targets"))))


def _days(item: Item, key: str, default: int) -> int:
    return units.days(item.text(key)) if item.get(key) else default


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    item = draft.settings.get(NAME)
    if item is None:
        return
    yield from known_channel(draft, item.get("notify"))
    length = item.get("password_length")
    if length is not None and int(length.value) < LENGTH:
        said = f"passwords of {length.value} characters are too short"
        yield fault("SPEC130", said, length.place, fix=f"write `password_length: {LENGTH}` or more")
    for key, what, most in (("password_age", "a password", PASSWORD_DAYS), ("unused", "an unused right", UNUSED_DAYS)):
        found = item.get(key)
        if found is not None and not 24 * 60 <= units.minutes(str(found.value)) <= most * 24 * 60:
            said = f"{what} stands for {found.value}, and may stand for a day to {most} days"
            yield fault("SPEC130", said, found.place, fix=f"write `{key}: {most}d` or less, a day at least")
    yield from _managed(draft, item)


def _managed(draft: Draft, item: Item) -> Iterator[Diagnostic]:
    """An organisation's policies never bind the account that manages it."""
    own = "" if draft.platform is None else draft.platform.text("account")
    organization = item.get("organization")
    management = None if organization is None else organization.get("management")
    if management is not None and management.value == own:
        said = "the platform stands in the account that manages the organisation, which no control policy binds"
        yield fault("SPEC131", said, management.place, fix="move the platform to a member account")


def _full(platform: Platform) -> Mapping[str, object] | None:
    found = platform.identity
    if found is None:
        return None
    organization = found.organization
    return {
        "password_length": found.password_length,
        "password_age": f"{found.password_days}d",
        "unused": f"{found.unused_days}d",
        "notify": found.notify or None,
        "organization": None
        if organization is None
        else {"management": organization.management, "targets": list(organization.targets)},
    }


SECTION = Section(
    name=NAME,
    word="setting",
    key=Key(_record, "What the account demands of whoever signs in, in every region of the platform."),
    example="identity: {password_length: 16, notify: soc}\n",
    check=_check,
    full=_full,
)
"""The section, as the spec's reader takes it."""
