"""Annexes on data and on cryptography: stores with what protects them, keys, and what the code sets of cryptography."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bastide.model.control import Area, Wording
from bastide.model.graph import Block, Encoded, Joined, Resource, Unknown, Value
from bastide.model.identity import TargetKind
from bastide.model.intent import DeclaredStore
from bastide.report.control_text import WORDS
from bastide.report.evidence.given import Given
from bastide.report.evidence.scope import data_class
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import joined, yes

SETTINGS = frozenset((
    "at_rest_encryption_enabled", "automatic_rotation", "ca_cert_identifier", "customer_master_key_spec",
    "deletion_window_in_days", "enable_key_rotation", "encrypted", "key_algorithm", "key_spec", "key_usage",
    "minimum_protocol_version", "protection_level", "rotation_interval", "rotation_period_in_days",
    "security_policy", "signing_algorithm", "sse_algorithm", "ssl_policy", "storage_encrypted", "tls_version",
    "transit_encryption", "transit_encryption_enabled",
))  # fmt: skip
"""Arguments that decide on cryptography, by their names in any cloud's provider."""
_NAMES = frozenset(("ssl", "tls", "encrypt", "encryption"))
"""What a parameter's name holds that decides on encryption in transit."""
_DEFAULT = Wording("not set: the provider's default", "未设置，取云服务商默认值")
_DEFAULTS = {
    ("aws_kms_key", "customer_master_key_spec"): "SYMMETRIC_DEFAULT, AES-256-GCM",
    ("aws_kms_key", "rotation_period_in_days"): "365",
}
"""What a provider takes where the code says nothing, from its own documentation."""
_KEY_SPECS = ("customer_master_key_spec", "key_spec")


def stores(given: Given) -> Table:
    """Return each store: class, keys, locks, backups, copies and times as declared, and what controls say of it."""
    columns = (
        Wording("store", "数据存储"),
        Wording("class", "数据级别"),
        Wording("personal data", "含个人信息"),
        Wording("zone", "区域"),
        Wording("resources", "资源（文件:行）"),
        Wording("keys that the code refers to", "代码引用的密钥"),
        Wording("own key declared", "声明自管密钥"),
        Wording("own lock declared", "声明存储锁定"),
        Wording("locked backups declared", "声明备份锁定"),
        Wording("backups and vaults", "备份计划及保管库"),
        Wording("copies in the other region", "异地副本"),
        Wording("RPO (minutes)", "RPO（分钟）"),
        Wording("RTO (minutes)", "RTO（分钟）"),
        Wording("kept (days)", "保存期限（天）"),
        Wording("access logged", "记录访问"),
        Wording("self-check of its resources", "相关控制自查结果"),
    )
    declared = () if given.intent is None else given.intent.stores
    return Table("data", Wording("Stores", "数据存储"), columns, tuple(_store(given, one) for one in declared))


def _store(given: Given, store: DeclaredStore) -> tuple[Cell, ...]:
    return (
        store.name,
        data_class(store.data_class),
        yes(store.personal),
        store.zone,
        _places(given, store.resources),
        "\n".join(keys_of(given, (*store.resources, *store.copies))),
        yes(store.customer_key),
        yes(store.lock),
        yes(store.backup_lock),
        _places(given, _serving(given, TargetKind.BACKUP, store.name)),
        _places(given, store.copies),
        str(store.rpo_minutes),
        str(store.rto_minutes),
        str(store.keep_days),
        yes(store.access_log),
        verdicts(given, store.resources),
    )


def _places(given: Given, addresses: Iterable[str]) -> str:
    return "\n".join(given.at(one) for one in addresses)


def _serving(given: Given, kind: TargetKind, name: str) -> list[str]:
    targets = () if given.identity is None else given.identity.targets
    return [one.address for one in targets if one.kind is kind and name in one.serves]


def verdicts(given: Given, addresses: Iterable[str]) -> Wording:
    """Return what the controls on data say that looked at one of some resources."""
    mine = set(addresses)
    some = [
        Wording(f"{one.control.id} {WORDS[one.status].en}", f"{one.control.id} {WORDS[one.status].zh}")
        for one in given.assessment.rulings
        if one.control.area is Area.DATA and any(mine & set(answer.subjects) for answer in one.answers)
    ]
    return joined(some, "\n", "\n")


def keys_of(given: Given, addresses: Iterable[str]) -> list[str]:
    """Return the keys that some resources refer to, or that what sets their encryption refers to, with the line."""
    mine, keys = set(addresses), {one.address for one in _keys(given)}
    asked = dict.fromkeys((*mine, *(one for address in mine for one in given.encrypting.get(address, ()))))
    links = sorted({one.place: one for name in asked for one in given.references.get(name, ())}.items())
    return [f"{one.address} ({place.file}:{place.line})" for place, one in links if one.address in keys]


def _keys(given: Given) -> list[Resource]:
    targets = () if given.identity is None else given.identity.targets
    named = (given.graph.by_address.get(one.address) for one in targets if one.kind is TargetKind.KEY)
    return [one for one in named if one is not None]


def keys(given: Given) -> Table:
    """Return each key: algorithm, rotation and waiting time as the code sets them, and which stores refer to it."""
    columns = (
        Wording("key", "密钥"),
        Wording("place", "位置（文件:行）"),
        Wording("kind of key and algorithm", "密钥规格（算法）"),
        Wording("rotation", "轮换"),
        Wording("rotated every (days)", "轮换周期（天）"),
        Wording("can be had back for (days)", "删除等待期（天）"),
        Wording("stores and copies that refer to it", "使用该密钥的数据存储（含副本）"),
    )
    declared = () if given.intent is None else given.intent.stores
    used = {one.name: keys_of(given, (*one.resources, *one.copies)) for one in declared}
    return Table("keys", Wording("Keys", "密钥"), columns, tuple(_key(one, used) for one in _keys(given)))


def _key(key: Resource, used: Mapping[str, list[str]]) -> tuple[Cell, ...]:
    return (
        key.address,
        f"{key.place.file}:{key.place.line}",
        next((shown(key.get(name)) for name in _KEY_SPECS if key.get(name) is not None), _default(key, _KEY_SPECS[0])),
        _set(key, "enable_key_rotation"),
        _set(key, "rotation_period_in_days"),
        _set(key, "deletion_window_in_days"),
        ", ".join(name for name, found in used.items() if any(one.startswith(f"{key.address} (") for one in found)),
    )


def _set(resource: Resource, name: str) -> Cell:
    value = resource.get(name)
    return _default(resource, name) if value is None else shown(value)


def _default(resource: Resource, name: str) -> Wording:
    known = _DEFAULTS.get((resource.type, name))
    return Wording(f"{_DEFAULT.en} ({known})", f"{_DEFAULT.zh}（{known}）") if known else _DEFAULT


def settings(given: Given) -> Table:
    """Return every argument of the code that decides on cryptography at rest or in transit, with its line."""
    columns = (
        Wording("resource", "资源"),
        Wording("place", "位置（文件:行）"),
        Wording("setting", "参数"),
        Wording("value", "取值"),
    )
    rows = tuple(
        (resource.address, place, name, value)
        for resource in given.graph.resources
        for place, name, value in _settings(resource.body, listener="listener" in resource.type)
    )
    return Table("cryptography", Wording("Cryptographic settings in the code", "代码中的密码相关参数"), columns, rows)


def _settings(block: Block, *, listener: bool) -> Iterator[tuple[str, str, str]]:
    for attribute in block.attributes.values():
        if attribute.name in SETTINGS or (listener and attribute.name == "protocol"):
            yield f"{attribute.place.file}:{attribute.place.line}", attribute.name, shown(attribute.value)
    name = block.get("name")
    if isinstance(name, str) and block.get("value") is not None and _NAMES & set(re.split(r"[^a-z]+", name.lower())):
        yield f"{block.place.file}:{block.place.line}", name, shown(block.get("value"))
    for inner in block.blocks:
        yield from _settings(inner, listener=listener)


def shown(value: Value) -> str:
    """Return a value as a reader of the code sees it."""
    match value:
        case bool():
            return str(value).lower()
        case None | Encoded() | dict():
            return "..." if value is not None else ""
        case Unknown():
            return value.text
        case Joined():
            return "".join(one if isinstance(one, str) else f"${{{shown(one)}}}" for one in value.parts)
        case tuple():
            return ", ".join(shown(one) for one in value)
        case _:
            return str(value)
