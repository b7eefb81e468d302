"""What the platform is attached to: a network that holds it, keys that its stores can use, another account's bucket."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network
from typing import NamedTuple

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET
from bastide.model.regions import partition_of, regions
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.blocks import exact, network, wrong_block
from bastide.spec.rules.sides import has_outer

NAME = "existing"


class _Arn(NamedTuple):
    """The parts of a key's ARN that say where it is."""

    partition: str
    region: str
    account: str


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `existing:`."""
    del today
    item = draft.settings.get(NAME)
    if item is None:
        return
    vpc, logs = item.get("vpc"), item.get("logs")
    if vpc is not None:
        yield from _vpc(draft, vpc)
    yield from _keys(draft, item.items("keys"))
    if logs is not None:
        yield from _logs(draft, logs)


def _vpc(draft: Draft, vpc: Item) -> Iterator[Diagnostic]:
    yield from _blocks(draft, vpc)
    if has_outer(draft):
        zone = next(zone for zone in draft.zones.values() if zone.text("side") == "outer")
        said = "the platform stands in an existing network, and a zone of it on the outer side"
        fix = "leave out `existing.vpc`, or `side: outer`"
        yield fault("SPEC191", said, vpc.key, Label(zone.at("side"), "the outer side"), fix=fix)
        return
    gateway, meets = vpc.get("internet_gateway"), _meets_internet(draft)
    if gateway is None and meets:
        said = "the platform meets the internet, and no gateway of the existing network is named"
        yield fault("SPEC192", said, vpc.key, fix="add `internet_gateway: igw-...` to `existing.vpc`")
    if gateway is not None and not meets and draft.knows_all_flows and not draft.lost_below("zones"):
        said = "an internet gateway is named, and nothing of the platform meets the internet"
        yield fault("SPEC192", said, gateway.place, fix="remove `internet_gateway`")


def _blocks(draft: Draft, vpc: Item) -> Iterator[Diagnostic]:
    wrong = [one for one in vpc.items("cidrs") if exact(one) is None]
    yield from (wrong_block(one, "cidrs") for one in wrong)
    own = None if draft.platform is None else network(draft.platform)
    found = [block for block in map(exact, vpc.items("cidrs")) if block is not None]
    if draft.platform is not None and own is not None and not wrong and not _holds(found, own):
        said = f"the platform's block `{own}` lies in no block of the existing network"
        labels = (Label(draft.platform.at("cidr")), Label(vpc.at("cidrs"), "its blocks"))
        fix = f"take a free part of `{found[0]}` for `platform.cidr`, or list the block that holds it"
        yield fault("SPEC190", said, *labels, fix=fix)
    yield from _sites(draft, found, vpc)


def _sites(draft: Draft, blocks: list[IPv4Network], vpc: Item) -> Iterator[Diagnostic]:
    """The network's local route takes what is meant for an address in it: a site there is never reached."""
    for name, owned in draft.entries("sites").items():
        site = network(owned.item)
        if site is not None and any(site.overlaps(block) for block in blocks):
            said = f"site `{name}` and the existing network have addresses in common"
            labels = (Label(owned.item.at("cidr")), Label(vpc.at("cidrs"), "the network's blocks"))
            yield fault("SPEC190", said, *labels, fix="give the site a block outside the network")


def _holds(blocks: list[IPv4Network], own: IPv4Network) -> bool:
    return any(own.subnet_of(block) for block in blocks)


def _meets_internet(draft: Draft) -> bool:
    faces = any(draft.exposure(zone) == INTERNET for zone in draft.zones)
    return faces or any(str(end.value) == INTERNET for owned in draft.flows for end in owned.item.items("to"))


def _keys(draft: Draft, keys: tuple[Item, ...]) -> Iterator[Diagnostic]:
    yield from _twice(keys)
    for key in keys:
        yield from _where(draft, key.get("arn"), "primary")
        yield from _where(draft, key.get("dr"), "dr")
        yield from _use(draft, key)


def _twice(keys: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Two owners or classes under one key could each read what the other one may not."""
    owners = Counter((key.text("class"), key.text("agency")) for key in keys)
    named = [one for key in keys for one in (key.get("arn"), key.get("dr")) if one is not None]
    arns = Counter(str(one.value) for one in named)
    seen: set[object] = set()
    for key in keys:
        owner = (key.text("class"), key.text("agency"))
        if owners[owner] > 1 and owner in seen:
            said = f"class `{owner[0]}` has two keys for one owner"
            yield fault("SPEC196", said, key.place, fix="keep one of the two")
        seen.add(owner)
    for one in named:
        if arns[str(one.value)] > 1 and str(one.value) in seen:
            said = "one key stands for two classes or owners"
            yield fault("SPEC196", said, one.place, fix="name another key, or let the platform make one")
        seen.add(str(one.value))


def _where(draft: Draft, arn: Item | None, which: str) -> Iterator[Diagnostic]:
    """Yield what keeps stores in a region (`primary` or `dr`) from using a key."""
    platform = draft.platform
    if arn is None or platform is None:
        return
    found = _parts(arn)
    yield from _partition(draft, arn, found)
    wanted = platform.members("regions").get(which)
    if wanted is not None and found.region != str(wanted.value):
        said = f"the key lies in `{found.region}`, and what it encrypts in `{wanted.value}`"
        labels = (Label(arn.place), Label(wanted.place, f"the {'DR' if which == 'dr' else 'primary'} region"))
        yield fault("SPEC194", said, *labels, fix=f"name a key of `{wanted.value}`")
    account = platform.get("account")
    if account is not None and found.account != str(account.value):
        said = f"the key belongs to account `{found.account}`, not to the platform's"
        labels = (Label(arn.place), Label(account.place, "the platform's account"))
        yield fault("SPEC193", said, *labels, fix=f"name a key of account `{account.value}`")


def _partition(draft: Draft, arn: Item, found: _Arn) -> Iterator[Diagnostic]:
    primary = None if draft.platform is None else draft.platform.members("regions").get("primary")
    if primary is None or str(primary.value) not in regions():
        return
    wanted = partition_of(str(primary.value))
    if found.partition != wanted:
        said = f"the key lies in the partition `{found.partition}` of AWS, the platform in `{wanted}`"
        yield fault("SPEC193", said, arn.place, fix=f"name a key whose ARN starts with `arn:{wanted}:`")


def _parts(arn: Item) -> _Arn:
    _, partition, _, region, account, _ = str(arn.value).split(":", 5)
    return _Arn(partition, region, account)


def _use(draft: Draft, key: Item) -> Iterator[Diagnostic]:
    found = [store for store in draft.stores.values() if _encrypts(draft, key, store)]
    if not found:
        if not draft.lost_below("stores") and not draft.lost_below("classes"):
            said = f"no store of class `{key.text('class')}`{_whose(key)} uses a key of its owner's choice"
            yield fault("SPEC195", said, key.place, fix="remove the key, or name the class and agency of a store")
        return
    copied = [store for store in found if _is_copied(draft, store.item)]
    twin = key.get("dr")
    if copied and twin is None:
        said = "a store of this class is copied to the DR region, and no key encrypts the copy"
        yield fault("SPEC197", said, key.place, Label(copied[0].item.key, "the store"), fix="add `dr: arn:...`")
    if twin is not None and not copied:
        said = "a key of copies is named, and no store of this class is copied"
        yield fault("SPEC197", said, twin.place, fix="remove `dr`")


def _whose(key: Item) -> str:
    return f" of agency `{key.text('agency')}`" if key.get("agency") else " of the platform's own"


def _encrypts(draft: Draft, key: Item, store: Owned) -> bool:
    data_class = draft.classes.get(store.item.text("class"))
    if data_class is None or store.item.text("class") != key.text("class"):
        return False
    return data_class.text("encrypt") == "customer-key" and (draft.home(store).agency or "") == key.text("agency")


def _is_copied(draft: Draft, store: Item) -> bool:
    tier = draft.tier_of(store)
    return tier is not None and tier.get("copy") is not None


def _logs(draft: Draft, logs: Item) -> Iterator[Diagnostic]:
    account, key, platform = logs.get("account"), logs.get("key"), draft.platform
    if account is None or key is None or platform is None:
        return
    if account.value == platform.text("account"):
        said = "the account that collects records is the platform's own"
        fix = "name another account, or leave `existing.logs` out: the platform keeps its records anyway"
        yield fault("SPEC199", said, account.place, fix=fix)
        return
    found = _parts(key)
    yield from _partition(draft, key, found)
    if found.account != str(account.value):
        said = f"the key belongs to account `{found.account}`, the bucket to `{account.value}`"
        labels = (Label(key.place), Label(account.place, "the bucket's account"))
        yield fault("SPEC193", said, *labels, fix=f"name a key of account `{account.value}`")
    allowed = [str(one.value) for one in platform.members("regions").values()]
    if found.region not in allowed:
        said = f"the key lies in `{found.region}`, where nothing of the platform may lie"
        yield fault("SPEC194", said, key.place, fix=f"name a bucket and a key in {' or '.join(allowed)}")
