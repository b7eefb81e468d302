"""`masks:`: copies of stores without what identifies people."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.masks import Mask
from bastide.model.platform import Platform
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.known import known_store
from bastide.spec.section import Section
from bastide.spec.shape import Choice, Key, ListOf, MapOf, Record, Text, line, name

NAME = "masks"
_EVERY = {"1h": 1, "6h": 6, "12h": 12, "24h": 24}

_field = Text(
    "a field's name, without blanks, commas and quotes", r"""[^\s\x00-\x1f,"'\\]+""", 64, "district", free=True
)
_fields = ListOf(_field, least=1, most=100, unique=True)
_record = Record(
    {
        "of": Key(name, "The object store that is copied.", required=True, example="records"),
        "to": Key(name, "The object store that gets the copy; not a personal one.", required=True, example="figures"),
        "keep": Key(_fields, "Fields that are copied as they are."),
        "hash": Key(_fields, "Fields of which only a keyed digest is copied, so that equal ones stay equal."),
        "every": Key(Choice(tuple(_EVERY)), "How often what is new is copied; `24h` by default."),
        "why": Key(line, "What the copy is for.", required=True),
    },
    fragile=True,
)


def build(draft: Draft) -> tuple[Mask, ...]:
    """Return the masks of a faultless draft, by name."""
    return tuple(_mask(one, owned.item) for one, owned in sorted(draft.entries(NAME).items()))


def _mask(one: str, item: Item) -> Mask:
    keep, hashed = (tuple(sorted(str(field.value) for field in item.items(key))) for key in ("keep", "hash"))
    hours = _EVERY[item.text("every", "24h")]
    return Mask(one, item.text("of"), item.text("to"), keep, hashed, hours, item.text("why"), item.key)


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    for one, owned in draft.entries(NAME).items():
        yield from _ends(draft, one, owned.item)
        yield from _between(draft, one, owned.item)
        yield from _fields_of(one, owned.item)


def _ends(draft: Draft, one: str, item: Item) -> Iterator[Diagnostic]:
    for key in ("of", "to"):
        named = item.get(key)
        if named is None:
            continue
        yield from known_store(draft, named)
        store = draft.stores.get(str(named.value))
        kind = None if store is None else store.item.get("kind")
        if kind is not None and kind.value != "object":
            said = f"mask `{one}` names the {kind.value} store `{named.value}`"
            fix = "let a service write an extract to an object store, and mask that"
            yield fault("SPEC151", said, named.place, Label(kind.place, "its kind"), fix=fix)


def _between(draft: Draft, one: str, item: Item) -> Iterator[Diagnostic]:
    source, target = (draft.stores.get(item.text(key)) for key in ("of", "to"))
    if source is None or target is None:
        return
    if source is target:
        said = f"mask `{one}` writes its copy into `{item.text('of')}` itself"
        yield fault("SPEC152", said, item.at("to"), fix="name another object store, one that is not personal")
        return
    if target.item.flag("personal"):
        said = f"mask `{one}` writes into `{item.text('to')}`, which holds personal information"
        labels = (Label(item.at("to")), Label(target.item.at("personal"), "here"))
        yield fault("SPEC152", said, *labels, fix="give the copies an object store of their own")
    owner, other = draft.home(source).agency, draft.home(target).agency
    if owner != other:
        said = f"mask `{one}` copies data of {_of(owner)} into a store of {_of(other)}"
        fix = f"keep the copy with {_of(owner)}, and share it"
        yield fault("SPEC153", said, item.at("to"), Label(target.item.key, "the store"), fix=fix)


def _of(agency: str | None) -> str:
    return "the platform" if agency is None else f"agency `{agency}`"


def _fields_of(one: str, item: Item) -> Iterator[Diagnostic]:
    kept = {str(field.value): field.place for field in item.items("keep")}
    for field in item.items("hash"):
        if field.value in kept:
            said = f"mask `{one}` both keeps and hashes `{field.value}`"
            label = Label(kept[str(field.value)], "kept here")
            yield fault("SPEC154", said, field.place, label, fix=f"remove `{field.value}` from `keep`")
    if not kept and not item.items("hash") and not {"keep", "hash"} & item.value.keys():
        said = f"mask `{one}` keeps no field"
        yield fault("SPEC155", said, item.key, fix="name the fields that the copy is for under `keep` or `hash`")


def _full(platform: Platform) -> Mapping[str, object]:
    return {
        one.name: {
            "of": one.source,
            "to": one.target,
            "keep": list(one.keep) or None,
            "hash": list(one.hash) or None,
            "every": f"{one.hours}h",
            "why": one.why,
        }
        for one in platform.masks
    }


SECTION = Section(
    name=NAME,
    word="mask",
    key=Key(MapOf(_record, 200), "Copies of stores without what identifies people."),
    example="""\
masks:
  case-figures:
    {of: case-files, to: figures, keep: [district, opened], hash: [id_number], every: 24h, why: how long cases take}
""",
    check=_check,
    full=_full,
    agencies=True,
)
