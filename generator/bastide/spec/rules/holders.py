"""Holders of duties: named people with one duty each, and outsiders within limits."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

WIDEST = 16
"""Prefix of the largest block that still says who is calling: an organisation's own."""

PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8")))
"""Blocks that no call to AWS ever comes from (RFC 1918, 6598 and 1122)."""

GUARDED_CLASSES = 2
"""How many of the highest classes an outsider never reads."""

_VENDOR_KEYS = (
    ("until", "no last day", "add `until: 2027-06-30`, the day on which the work ends"),
    ("from", "no source addresses", "add `from: [203.0.113.0/24]`, the addresses that the company works from"),
)


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `holders`, `from` and `vendor` of roles."""
    del today
    yield from _two_duties(draft)
    for name, role in draft.roles.items():
        yield from _sources(name, role)
        yield from _vendor(draft, name, role)


def _two_duties(draft: Draft) -> Iterator[Diagnostic]:
    """IAM tells users apart without regard to case."""
    first: dict[str, tuple[str, Item]] = {}
    for name, role in draft.roles.items():
        for item in role.items("holders"):
            other, there = first.setdefault(str(item.value).casefold(), (name, item))
            if other != name:
                apart = ", which are to be separate" if _separate(draft, name, other) else ""
                said = f"`{item.value}` holds `{other}` and `{name}`{apart}"
                labels = (Label(item.place), Label(there.place, "the other duty"))
                yield fault("SPEC132", said, *labels, fix=f"name another person for `{name}` or for `{other}`")


def _separate(draft: Draft, *both: str) -> bool:
    return any({str(item.value) for item in pair.value} == set(both) for pair in draft.separate)


def _sources(name: str, role: Item) -> Iterator[Diagnostic]:
    for item in role.items("from"):
        block = _block(item)
        if block is None:
            said = f"role `{name}` comes from {item.value}, which is no block of addresses"
            yield fault("SPEC134", said, item.place, fix="write the first address of the block and its size")
        elif any(block.subnet_of(private) for private in PRIVATE):
            said = f"role `{name}` comes from {item.value}, a private block that no call ever comes from"
            yield fault("SPEC134", said, item.place, fix="name the public addresses behind which its holders sit")
        elif block.prefixlen < WIDEST:
            said = f"role `{name}` comes from {item.value}, which is {block.num_addresses} addresses"
            yield fault("SPEC134", said, item.place, fix=f"name blocks of /{WIDEST} or smaller")


def _block(item: Item) -> IPv4Network | None:
    """Return a block, None for what is none."""
    try:
        return IPv4Network(str(item.value))
    except ValueError:
        return None


def _vendor(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    vendor = role.get("vendor")
    if vendor is None:
        return
    for key, lacking, fix in _VENDOR_KEYS:
        if role.get(key) is None and not draft.is_lost("access", "roles", name, key):
            said = f"role `{name}` is for `{vendor.value}`, and has {lacking}"
            yield fault("SPEC133", said, vendor.place, fix=fix)
    guarded = list(draft.classes)[-GUARDED_CLASSES:]
    seen = [one for one in guarded if one not in {str(item.value) for item in role.items("never_reads")}]
    if seen and not draft.is_lost("access", "roles", name, "never_reads"):
        listed = " and ".join(f"`{one}`" for one in seen)
        said = f"role `{name}` is for `{vendor.value}`, and nothing keeps it from data of class {listed}"
        fix = f"add `never_reads: [{', '.join(guarded)}]`"
        yield fault("SPEC133", said, role.at("never_reads") if role.get("never_reads") else vendor.place, fix=fix)
