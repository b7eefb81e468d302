"""The platform itself: its cloud, its addresses, its regions."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bastide.model.diagnostic import Diagnostic
from bastide.model.regions import partition_of, regions
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.blocks import exact, wrong_block
from bastide.spec.values import closest

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


def _cloud(platform: Item) -> Iterator[Diagnostic]:
    cloud = platform.get("cloud")
    if cloud is not None and cloud.value != "aws":
        said = f"this version generates `aws`, not `{cloud.value}`"
        yield fault("SPEC016", said, cloud.place, fix="write `cloud: aws`")


def _block(platform: Item) -> Iterator[Diagnostic]:
    item = platform.get("cidr")
    if item is not None:
        yield from unfit_block(item, "cidr")


def unfit_block(item: Item, key: str) -> Iterator[Diagnostic]:
    """Yield what keeps a block from being a VPC's."""
    block = exact(item)
    if block is None:
        yield wrong_block(item, key)
    elif not any(block.subnet_of(private) for private in _PRIVATE):
        said = f"`{block}` is not a private block"
        fix = "take a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
        yield fault("SPEC020", said, item.place, fix=fix)
    elif not _LARGEST <= block.prefixlen <= _SMALLEST:
        said = f"a platform's block is a /{_LARGEST} to a /{_SMALLEST}, not a /{block.prefixlen}"
        size = _LARGEST if block.prefixlen < _LARGEST else _SMALLEST
        fitting = IPv4Network((block.network_address, size), strict=False)
        yield fault("SPEC020", said, item.place, fix=f"write `{key}: {fitting}`")


def _regions(platform: Item) -> Iterator[Diagnostic]:
    chosen = platform.members("regions")
    for item in chosen.values():
        if item.value not in regions():
            said = f"AWS has no region `{item.value}`"
            yield fault("SPEC022", said, item.place, fix=closest(str(item.value), regions()))
    known = {key: item for key, item in chosen.items() if item.value in regions()}
    if len(known) > 1:
        yield from _dr(str(known["primary"].value), known["dr"])


def _dr(primary: str, dr: Item) -> Iterator[Diagnostic]:
    if dr.value == primary:
        said = f"the DR region is the primary one, `{primary}`"
        yield fault("SPEC023", said, dr.place, fix="name another region for `dr`")
    elif partition_of(str(dr.value)) != partition_of(primary):
        said = f"`{dr.value}` and `{primary}` are in different partitions of AWS, which share nothing"
        same = [one for one in regions() if partition_of(one) == partition_of(primary) and one != primary]
        yield fault("SPEC022", said, dr.place, fix=f"name a region of the same partition, such as `{same[0]}`")
