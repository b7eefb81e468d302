"""`ferries:`: what crosses, one way and scanned, between object stores on the two sides."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.exchange import Ferry
from bastide.model.place import Place
from bastide.model.platform import Platform
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.known import known_store
from bastide.spec.rules.sides import apart
from bastide.spec.section import Section
from bastide.spec.shape import Choice, Key, ListOf, MapOf, Record, Whole, line, name
from bastide.spec.shape import date as day

NAME = "ferries"
TYPES = ("docx", "ofd", "pdf", "pptx", "xlsx", "xml", "zip")
"""File types that say by their first bytes what they are, in characters that a state machine can compare."""

LARGEST, DEFAULT_LARGEST = 5000, 50
"""MiB: what S3 copies in one call (5 GB, S3 API, CopyObject), and what is enough for a document."""

_record = Record(
    {
        "from": Key(
            name, "The drop box: its own side writes there, and nobody reads it back.", required=True, example="outbox"
        ),
        "to": Key(name, "Where clean files arrive; its own side reads them there.", required=True, example="inbox"),
        "why": Key(line, "What crosses, and for whom.", required=True, example="applications of citizens"),
        "types": Key(
            ListOf(Choice(TYPES), least=1, most=len(TYPES), or_one=True, unique=True),
            "The file types that cross, told by name and by first bytes.",
            required=True,
            example="pdf",
        ),
        "largest": Key(Whole(1, LARGEST), f"The largest file that crosses, in MiB; {DEFAULT_LARGEST} by default."),
        "until": Key(day, "The last day on which files cross."),
    },
    fragile=True,
)


def build(draft: Draft) -> tuple[Ferry, ...]:
    """Return the ferries of a faultless draft, by name."""
    return tuple(_ferry(one, owned.item) for one, owned in sorted(draft.entries(NAME).items()))


def _ferry(one: str, item: Item) -> Ferry:
    return Ferry(
        name=one,
        source=item.text("from"),
        destination=item.text("to"),
        types=tuple(sorted(str(kind.value) for kind in item.items("types"))),
        largest_mb=int(item.text("largest", str(DEFAULT_LARGEST))),
        why=item.text("why"),
        until=units.day(item.text("until")),
        place=item.key,
    )


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    ends: dict[str, Place] = {}
    for one, owned in draft.entries(NAME).items():
        yield from ended(owned.item, today, "SPEC107", f"the ferry `{one}`")
        for key in ("from", "to"):
            item = owned.item.get(key)
            if item is not None:
                yield from known_store(draft, item)
                yield from _kind(draft, one, item)
                yield from _once(ends, item)
        yield from _pair(draft, one, owned.item)
    yield from _readers(draft)


def _kind(draft: Draft, one: str, item: Item) -> Iterator[Diagnostic]:
    store = draft.stores.get(str(item.value))
    kind = None if store is None else store.item.get("kind")
    if kind is not None and kind.value != "object":
        said = f"ferry `{one}` names the {kind.value} store `{item.value}`"
        yield fault("SPEC103", said, item.place, Label(kind.place, "its kind"), fix="name a store of kind `object`")


def _once(ends: dict[str, Place], item: Item) -> Iterator[Diagnostic]:
    known = ends.setdefault(str(item.value), item.place)
    if known != item.place:
        said = f"the store `{item.value}` is an end of two ferries"
        fix = "give each ferry a drop box and an arrival of its own"
        yield fault("SPEC105", said, item.place, Label(known, "the other one"), fix=fix)


def _pair(draft: Draft, one: str, ferry: Item) -> Iterator[Diagnostic]:
    source, destination = (draft.stores.get(ferry.text(key)) for key in ("from", "to"))
    if source is None or destination is None:
        return
    here, there = draft.home(source), draft.home(destination)
    labels = (Label(ferry.at("to")), Label(source.item.at("zone"), "where it starts"))
    if {here.zone, there.zone} <= draft.zones.keys() and not apart(draft, here.zone, there.zone):
        said = f"ferry `{one}` starts and ends on the same side"
        yield fault("SPEC104", said, *labels, fix="let a flow carry it, or place one store on the other side")
    if None not in (here.agency, there.agency) and here.agency != there.agency:
        said = f"ferry `{one}` carries from agency `{here.agency}` to agency `{there.agency}`"
        yield fault(
            "SPEC106", said, *labels, fix="let the ferry end at the same agency, and share its store from there"
        )
    yield from _protected(draft, one, source.item, destination.item)


def _protected(draft: Draft, one: str, source: Item, destination: Item) -> Iterator[Diagnostic]:
    if source.flag("personal") and not destination.flag("personal"):
        said = f"ferry `{one}` carries personal information into a store that isn't marked for it"
        marks = (Label(destination.place), Label(source.at("personal"), "where it starts"))
        yield fault("SPEC108", said, *marks, fix="add `personal: true` to the store where files arrive")
    if 0 <= draft.rank(destination.text("class")) < draft.rank(source.text("class")):
        said = f"ferry `{one}` carries class `{source.text('class')}` into a store of a lower class"
        marks = (Label(destination.at("class")), Label(source.at("class"), "where it starts"))
        yield fault("SPEC108", said, *marks, fix="raise the class of the store where files arrive")


def _readers(draft: Draft) -> Iterator[Diagnostic]:
    """Nobody but the ferry reads a drop box, so that no role and no share may."""
    boxes = {owned.item.text("from"): owned.item for owned in draft.entries(NAME).values()}
    for name_, role in draft.roles.items():
        for item in role.items("read"):
            yield from _reader(boxes, item, f"role `{name_}`")
    for name_, share in draft.entries("shares").items():
        yield from _reader(boxes, share.item.get("store"), f"share `{name_}`")


def _reader(boxes: Mapping[str, Item], item: Item | None, who: str) -> Iterator[Diagnostic]:
    if item is not None and item.value in boxes:
        said = f"{who} lets somebody read `{item.value}`, which only its ferry reads"
        labels = (Label(item.place), Label(boxes[str(item.value)].at("from"), "the ferry"))
        yield fault("SPEC109", said, *labels, fix="let them read the store where the files arrive")


def _full(platform: Platform) -> Mapping[str, object]:
    return {
        one.name: {
            "from": one.source,
            "to": one.destination,
            "why": one.why,
            "types": list(one.types),
            "largest": one.largest_mb,
            "until": None if one.until is None else str(one.until),
        }
        for one in platform.ferries
    }


SECTION = Section(
    name=NAME,
    word="ferry",
    key=Key(MapOf(_record, 40), "What crosses between the two sides, one way and scanned."),
    example="""\
ferries:                                     # between a store of the outer side and one of the inner
  applications: {from: uploads, to: applications, types: [pdf, ofd], largest: 20, why: applications of citizens}
""",
    check=_check,
    full=_full,
    around="""\
bastide: 1
platform: {name: window, owner: data-bureau, cloud: aws, account: "123456789012", cidr: 10.40.0.0/16,
  outer_cidr: 10.41.0.0/16, regions: {primary: ap-southeast-1, dr: ap-northeast-1}}
profile: gov-baseline
zones: {boxes: {exposure: isolated, side: outer}, data: {exposure: isolated}}
stores:
  uploads: {kind: object, zone: boxes, class: general}
  applications: {kind: object, zone: data, class: important}
logging: {alerts: {soc: soc@example.gov}}
""",
)
