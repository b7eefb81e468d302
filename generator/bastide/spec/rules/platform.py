"""The platform itself: its cloud, its addresses, its regions."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bastide.model.diagnostic import Diagnostic
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.reading import closest
from bastide.spec.regions import partition_of, regions

_PRIVATE = tuple(IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
_LARGEST, _SMALLEST = 16, 24


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `platform:`."""
    del today
    if draft.platform is None:
        return
    yield from _cloud(draft.platform)
    yield from _block(draft.platform)
    yield from _regions(draft.platform)
    yield from _letters(draft.platform)


def _cloud(platform: Item) -> Iterator[Diagnostic]:
    if platform.text("cloud") != "aws":
        said = f"this version generates `aws`, not `{platform.text('cloud')}`"
        yield fault("SPEC016", said, platform.at("cloud"), fix="write `cloud: aws`")


def _block(platform: Item) -> Iterator[Diagnostic]:
    try:
        block = IPv4Network(platform.text("cidr"))
    except ValueError as error:
        said = f"`{platform.text('cidr')}` is not an address block: {error}"
        yield fault("SPEC020", said, platform.at("cidr"), fix="write a block such as `10.40.0.0/16`")
        return
    if not any(block.subnet_of(private) for private in _PRIVATE):
        said = f"`{block}` is not a private block"
        yield fault(
            "SPEC020", said, platform.at("cidr"), fix="take one from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
        )
    elif not _LARGEST <= block.prefixlen <= _SMALLEST:
        said = f"a platform's block is /{_LARGEST} to /{_SMALLEST}, not /{block.prefixlen}"
        yield fault("SPEC020", said, platform.at("cidr"), fix=f"write `{block.network_address}/{_LARGEST}`")


def _regions(platform: Item) -> Iterator[Diagnostic]:
    chosen = platform.get("regions")
    if chosen is None:
        return
    for name in ("primary", "dr"):
        item = chosen.get(name)
        if item is not None and item.value not in regions():
            yield fault(
                "SPEC022", f"AWS has no region `{item.value}`", item.place, fix=closest(str(item.value), regions())
            )
    primary, dr = chosen.text("primary"), chosen.get("dr")
    if dr is None or dr.value not in regions() or primary not in regions():
        return
    if dr.value == primary:
        said = f"the DR region is the primary one, `{primary}`"
        yield fault("SPEC023", said, dr.place, fix="name another region for `dr`")
    elif partition_of(str(dr.value)) != partition_of(primary):
        said = f"`{dr.value}` and `{primary}` are in different partitions of AWS, which share nothing"
        yield fault("SPEC022", said, dr.place, fix="name a DR region of the same partition")


def _letters(platform: Item) -> Iterator[Diagnostic]:
    seen: set[object] = set()
    for letter in platform.items("availability_zones"):
        if letter.value in seen:
            said = f"the availability zone `{letter.value}` stands twice"
            yield fault("SPEC015", said, letter.place, fix="name each zone once")
        seen.add(letter.value)
