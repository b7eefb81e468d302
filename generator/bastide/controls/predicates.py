"""When a control applies: a closed list of predicates over what was declared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bastide.controls.ground import Ground
from bastide.model.control import Control, Status, Wording
from bastide.model.intent import Intent

Predicate = Callable[[Intent, Ground, tuple[str, ...]], bool]


def _exposure(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(zone.exposure in values for zone in intent.zones)


def _class(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.data_class in values for store in intent.stores)


def _stores(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.kind in values for store in intent.stores)


def _personal(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(store.personal and ("any" in values or store.kind in values) for store in intent.stores)


def _agencies(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return len({zone.agency for zone in intent.zones if zone.agency}) >= int(values[0])


def _keepers(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    agencies = {zone.name: zone.agency for zone in intent.zones}
    return len({agencies[store.zone] for store in intent.stores} - {None}) >= int(values[0])


def _types(_: Intent, ground: Ground, values: tuple[str, ...]) -> bool:
    return next(iter(ground.case.graph.of_type(*values)), None) is not None


def _declares(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(getattr(intent, name) for name in values)


def _vendors(intent: Intent, _: Ground, __: tuple[str, ...]) -> bool:
    return any(role.vendor for role in intent.roles)


def _roles(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return any(role.name in values for role in intent.roles)


def _crypto(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return intent.crypto in values


def _clouds(intent: Intent, _: Ground, values: tuple[str, ...]) -> bool:
    return intent.cloud in values


PREDICATES: Mapping[str, Predicate] = {
    "exposure": _exposure,
    "class": _class,
    "stores": _stores,
    "personal": _personal,
    "agencies": _agencies,
    "keepers": _keepers,
    "types": _types,
    "declares": _declares,
    "vendors": _vendors,
    "cloud": _clouds,
    "roles": _roles,
    "crypto": _crypto,
}
"""By name, with its values: `exposure: [internet]`, `class: [core]`, `stores: [postgres]`, `personal: [object]` (or
`any`), `agencies: ["2"]`, `keepers: ["2"]` (agencies with stores), `types: [aws_lb]`, `declares: [models]` (a part of
the declaration that is not empty), `vendors: [any]`, `roles: [break-glass]`, `crypto: [gm]`, `cloud: [aws]`."""

_REASONS: Mapping[str, Wording] = {
    "exposure": Wording("no zone is reachable from: {}", "没有面向以下范围的区域：{}"),
    "class": Wording("no store is of class: {}", "没有以下级别的数据存储：{}"),
    "stores": Wording("no store is of kind: {}", "没有以下类型的数据存储：{}"),
    "personal": Wording("no store holds personal data", "没有存放个人信息的数据存储"),
    "agencies": Wording("fewer than {} agencies share the platform", "使用平台的委办局少于 {} 个"),
    "keepers": Wording("fewer than {} agencies keep data", "存放数据的委办局少于 {} 个"),
    "types": Wording("nothing of this kind is in the code: {}", "代码中没有此类资源：{}"),
    "declares": Wording("the spec asks for no {}", "声明未要求{}"),
    "vendors": Wording("no role is a vendor's", "没有供应商角色"),
    "roles": Wording("no such role is declared: {}", "未声明以下角色：{}"),
    "crypto": Wording(
        "the spec asks for no approved Chinese cryptography (`crypto_profile: gm`)",
        "声明未要求使用国密算法（`crypto_profile: gm`）",
    ),
    "cloud": Wording("it speaks of other clouds: {}", "仅适用于其他云：{}"),
}

_PARTS: Mapping[str, Wording] = {
    "account_rules": Wording("rules of the account", "账号级规则"),
    "audit": Wording("periodic audit", "定期审计"),
    "ferries": Wording("exchange of files between two sides", "网闸文件摆渡"),
    "inspected": Wording("inspection between zones", "区域间流量检测"),
    "models": Wording("large models", "大模型服务"),
    "recovery": Wording("recovery in another region", "异地恢复"),
    "sites": Wording("sites with access of their own", "专网接入点"),
    "sources": Wording("normalised logs", "日志归一化"),
    "tiers": Wording("tiers of response", "分级响应"),
}
"""What a reader calls the parts of a declaration that a control may hang on."""
_CHOSEN = frozenset(("declares", "roles", "crypto"))
"""Predicates that ask what the spec's author wanted, and not what there is to protect."""
_OBJECTS = frozenset(("models",))
"""Parts of the declaration that are themselves what would be protected."""
_NOBODY_KNOWS = Wording(
    "without a declaration (`intent.json`) nobody knows whether it was asked for",
    "没有声明文件（intent.json），无法判断是否有此要求",
)


@dataclass(frozen=True, slots=True)
class Apart:
    """Why a control is not judged; `unasked` where only the author's choice keeps it away, not what there is."""

    status: Status
    reason: Wording
    unasked: bool = False


def apart(control: Control, ground: Ground) -> Apart | None:
    """Return why a control is not judged, None where it is.

    Without a declaration what there is to protect is judged from the code; what an author asked for can't be known.
    """
    intent = ground.intent
    for name, values in control.applies.items():
        if intent is None:
            if name in _CHOSEN:
                return Apart(Status.NO_EVIDENCE, _NOBODY_KNOWS)
        elif not PREDICATES[name](intent, ground, values):
            unasked = name in _CHOSEN and not _OBJECTS & set(values)
            return Apart(Status.NOT_APPLICABLE, _reason(name, values), unasked)
    return None


def _reason(name: str, values: Iterable[str]) -> Wording:
    reason, words = _REASONS[name], tuple(_PARTS.get(one, Wording(one, one)) for one in values)
    en, zh = ", ".join(one.en for one in words), "、".join(one.zh for one in words)
    return Wording(reason.en.format(en), reason.zh.format(zh))
