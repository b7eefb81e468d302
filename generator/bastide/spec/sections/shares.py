"""`shares:`: what one agency lets another read, for a purpose and until a day."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.model.platform import Platform
from bastide.model.shares import LEVELS, Share
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.known import known_agency, known_store
from bastide.spec.section import Section
from bastide.spec.shape import Choice, Key, ListOf, MapOf, Record, Text, name, tag
from bastide.spec.shape import date as day

NAME = "shares"

_prefix = Text("the start of object names, up to a `/`", r"([A-Za-z0-9_.-]+/)+", 200, "extracts/")
_record = Record(
    {
        "store": Key(name, "The store that is shared; its agency gives the share.", required=True, example="records"),
        "to": Key(
            ListOf(name, least=1, most=100, or_one=True, unique=True),
            "The agencies whose services may read it.",
            required=True,
            example="social-security",
        ),
        "purpose": Key(tag, "What for; a tag on the grant.", required=True, example="residence check"),
        "until": Key(day, "The last day of the share.", required=True),
        "prefix": Key(_prefix, "The part of the store that is shared; all of it by default."),
        "level": Key(Choice(LEVELS), "The receivers' level of administration, where it differs from the owner's."),
    },
    fragile=True,
)


def build(draft: Draft) -> tuple[Share, ...]:
    """Return the shares of a faultless draft, by name."""
    return tuple(_share(one, owned.item) for one, owned in sorted(draft.entries(NAME).items()))


def _share(one: str, item: Item) -> Share:
    until = units.day(item.text("until"))
    if until is None:
        message = "a share without a day is never faultless"
        raise ValueError(message)
    return Share(
        name=one,
        store=item.text("store"),
        to=tuple(sorted(str(agency.value) for agency in item.items("to"))),
        purpose=item.text("purpose"),
        level=item.text("level"),
        prefix=item.text("prefix"),
        until=until,
        place=item.key,
    )


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    for one, owned in draft.entries(NAME).items():
        yield from ended(owned.item, today, "SPEC180", f"the share `{one}`")
        for item in owned.item.items("to"):
            yield from known_agency(draft, item)
        named = owned.item.get("store")
        if named is not None:
            yield from known_store(draft, named)
            yield from _given(draft, one, owned, named)
    yield from _repeated(draft)


def _given(draft: Draft, one: str, owned: Owned, named: Item) -> Iterator[Diagnostic]:
    store = draft.stores.get(str(named.value))
    if store is None:
        return
    owner = draft.home(store).agency
    if owner is None:
        said = f"share `{one}` gives `{named.value}`, which belongs to no agency"
        label, fix = Label(store.item.key, "the store"), "remove the share: the platform's own stores need none"
        yield fault("SPEC181", said, named.place, label, fix=fix)
    elif owned.agency not in (None, owner):
        said = f"the file of `{owned.agency}` shares `{named.value}`, which belongs to agency `{owner}`"
        yield fault("SPEC182", said, named.place, fix=f"move the share into the file of `{owner}`")
    yield from _kind(one, named, store)
    for item in owned.item.items("to"):
        if item.value == owner:
            said = f"share `{one}` gives `{named.value}` to `{owner}`, which owns it"
            yield fault("SPEC183", said, item.place, fix=f"remove `{owner}`: an agency uses its own stores")
        yield from _ceiling(draft, one, item, store)


def _kind(one: str, named: Item, store: Owned) -> Iterator[Diagnostic]:
    kind = store.item.get("kind")
    if kind is not None and kind.value != "object":
        said = f"share `{one}` gives the {kind.value} store `{named.value}`"
        fix = "share an object store that extracts are written to, or offer a service and a flow to it"
        yield fault("SPEC184", said, named.place, Label(kind.place, "its kind"), fix=fix)


def _ceiling(draft: Draft, one: str, receiver: Item, store: Owned) -> Iterator[Diagnostic]:
    agency, data_class = draft.agencies.get(str(receiver.value)), store.item.text("class")
    ceiling = None if agency is None else agency.get("ceiling")
    if (
        ceiling is None
        or draft.rank(str(ceiling.value)) < 0
        or draft.rank(data_class) <= draft.rank(str(ceiling.value))
    ):
        return
    said = (
        f"share `{one}` gives class `{data_class}` to `{receiver.value}`, which holds nothing above `{ceiling.value}`"
    )
    labels = (Label(receiver.place), Label(ceiling.place, "its ceiling"), Label(store.item.at("class"), "the class"))
    yield fault(
        "SPEC185", said, *labels, fix=f"share a store of class `{ceiling.value}` or lower, or raise the ceiling"
    )


def _repeated(draft: Draft) -> Iterator[Diagnostic]:
    """Two shares overlap where one's objects are the other's too: then neither can be ended alone."""
    seen: dict[tuple[str, str], list[tuple[str, str, Place]]] = {}
    for one, owned in draft.entries(NAME).items():
        prefix = owned.item.text("prefix")
        for item in owned.item.items("to"):
            known = seen.setdefault((owned.item.text("store"), str(item.value)), [])
            for other, above, place in known:
                if prefix.startswith(above) or above.startswith(prefix):
                    said = f"`{one}` and `{other}` give `{item.value}` the same objects of `{owned.item.text('store')}`"
                    fix = "remove one, or give each a `prefix` of its own"
                    yield fault("SPEC186", said, item.place, Label(place, "the other one"), fix=fix)
            known.append((one, prefix, item.place))


def _full(platform: Platform) -> Mapping[str, object]:
    return {
        one.name: {
            "store": one.store,
            "to": list(one.to),
            "purpose": one.purpose,
            "until": str(one.until),
            "prefix": one.prefix or None,
            "level": one.level or None,
        }
        for one in platform.shares
    }


SECTION = Section(
    name=NAME,
    word="share",
    key=Key(MapOf(_record, 1000), "What one agency lets another read, for a purpose and until a day."),
    example="""\
shares:
  residence: {store: case-files, to: social-security, purpose: residence check, prefix: extracts/, until: 2027-06-30}
""",
    check=_check,
    full=_full,
    agencies=True,
)
